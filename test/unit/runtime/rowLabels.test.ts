// Filters by a field, with real workers: over several files, small blocks and after edits of an open document.
import './tempRoot.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawSpan } from '../../../src/formats/positions.ts';
import { readSample } from '../../../src/formats/readBlock.ts';
import type { InspectParams, RowFilter } from '../../../src/protocol/hostApi.ts';
import { inspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { createEngineService } from '../../../src/runtime/process/engineService.ts';
import { corpusFile, testPool } from '../../helpers/inspect.ts';
import { tools } from '../../helpers/tools.ts';

const context = { signal: new AbortController().signal, progress: () => {} };
let pool: WorkerPool;
beforeAll(async () => {
  pool = await testPool(2);
});
afterAll(() => pool.close());

const SOURCES = ['wiki', ' news\n desk ', true, 7, null, ['wiki'], 'x'.repeat(90)];
const row = (i: number) => ({
  prompt: `Question ${i} about the river and the town beside it?`,
  ...(i % 5 ? { response: `Answer ${i}: nobody knows what the river carried away in that year.` } : {}),
  meta: { source: SOURCES[i % SOURCES.length] },
});
const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => JSON.stringify(row(from + i)));

function service() {
  return createEngineService({ pool, inspectCorpus, readSample, rawSpan, tools, viewCandidates: () => [] });
}

describe('a filter by a field', () => {
  it('finds the rows that hold the value, in all files and whatever the blocks', async () => {
    const api = service();
    // Blank and broken lines have no rows.
    const first = corpusFile('a.jsonl', ['', ...lines(0, 120), '{"meta":{"source":"wiki"', '[]'].join('\n'));
    const second = corpusFile('b.jsonl', lines(120, 200).join('\n'));
    const files = [first, second].map((path) => ({ kind: 'path' as const, path }));
    await api.inspect({ corpus: 'c', files, options: { blockBytes: 2048, metrics: 'core' } }, context);
    const found = async (filter: RowFilter) => {
      const sort = { by: 'line', descending: false } as const;
      const { rows, total } = await api.page({ corpus: 'c', offset: 0, limit: 200, sort, filter }, context);
      expect(rows).toHaveLength(total);
      return rows.map((r) => `${r.file} ${r.line} ${r.view}`);
    };
    const wanted = (is: (i: number) => boolean) =>
      Array.from({ length: 200 }, (_, i) => i)
        .filter(is)
        .flatMap((i) => {
          const place = i < 120 ? `0 ${i + 2}` : `1 ${i - 119}`;
          return ['prompt', 'response'].filter((v) => v in row(i)).map((view) => `${place} ${view}`);
        });
    for (const [value, at] of [
      ['wiki', 0],
      ['news desk', 1],
      ['true', 2],
      ['7', 3],
      ['x'.repeat(90), 6],
    ] as const) {
      expect(await found({ fields: { 'meta.source': value } })).toEqual(wanted((i) => i % SOURCES.length === at));
    }
    expect(await found({ fields: { 'meta.source': 'wiki' }, view: 'response' })).toEqual(
      wanted((i) => i % SOURCES.length === 0).filter((r) => r.endsWith('response')),
    );
    for (const field of ['meta.nothing', 'source', 'meta', 'meta.source.length', 'constructor.name']) {
      expect(await found({ fields: { [field]: 'wiki' } })).toEqual([]);
    }
    // The values that are offered for choosing are values that are found.
    const offered = (await api.fieldValues({ corpus: 'c' }, context)).find((f) => f.field === 'meta.source');
    for (const { value, rows } of offered?.values ?? []) {
      expect(await found({ fields: { 'meta.source': value } })).toHaveLength(rows);
    }
    const bins = await api.bins(
      { corpus: 'c', column: 'words', filter: { fields: { 'meta.source': 'wiki' } }, count: 10 },
      context,
    );
    const held = wanted((i) => i % SOURCES.length === 0).length;
    expect(bins.counts.reduce((a, b) => a + b, 0)).toBe(held);
    expect(bins.all.reduce((a, b) => a + b, 0)).toBe(wanted(() => true).length);
  });

  it('follows the edits of an open document', async () => {
    const api = service();
    const text = Array.from({ length: 40 }, (_, i) =>
      JSON.stringify({
        text: `${Array.from({ length: 20 }, (_, k) => `w${i}x${k}`).join(' ')}`,
        source: i % 2 ? 'a' : 'b',
      }),
    ).join('\n');
    await api.documentOpen({ id: 'd', version: 1, chunk: text, first: true, done: true }, context);
    const asked: InspectParams = { corpus: 'c', files: [{ kind: 'document', id: 'd', path: 'd.jsonl' }], options: {} };
    await api.inspect(asked, context);
    const page = async () => {
      const filter = { fields: { source: 'a' } };
      const sort = { by: 'line', descending: false } as const;
      return (await api.page({ corpus: 'c', offset: 0, limit: 100, sort, filter }, context)).rows.map((r) => r.line);
    };
    const odd = Array.from({ length: 20 }, (_, i) => 2 * i + 2);
    expect(await page()).toEqual(odd);
    const at = text.indexOf('"source":"b"');
    const changes = [{ offset: at, length: 12, text: '"source":"a"' }];
    await api.documentChange({ id: 'd', version: 2, changes }, context);
    await api.documentChange({ id: 'd', version: 3, changes: [{ offset: 0, length: 0, text: '\n\n' }] }, context);
    const next = await api.inspect({ ...asked, update: true }, context);
    expect(next.follows).toBe(true);
    expect(await page()).toEqual([3, ...odd.map((line) => line + 2)]);
  });

  it('stops reading when nobody waits any more', async () => {
    const api = service();
    const path = corpusFile('big.jsonl', lines(0, 3000).join('\n'));
    await api.inspect({ corpus: 'c', files: [{ kind: 'path', path }], options: { metrics: 'core' } }, context);
    const control = new AbortController();
    const call = api.bins(
      { corpus: 'c', column: 'words', filter: { fields: { 'meta.source': 'wiki' } }, count: 10 },
      { signal: control.signal, progress: () => {} },
    );
    setImmediate(() => control.abort());
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => pool.running).toBe(0);
  });
});
