// Updates of an open document over the engine's API: what is counted anew, what waits, and when all is measured again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawSpan } from '../../../src/formats/positions.ts';
import { readSample } from '../../../src/formats/readBlock.ts';
import type { InspectParams } from '../../../src/protocol/hostApi.ts';
import { inspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { createEngineService } from '../../../src/runtime/process/engineService.ts';
import { testPool } from '../../helpers/inspect.ts';
import { tools } from '../../helpers/tools.ts';

const context = { signal: new AbortController().signal, progress: () => {} };
const row = (i: number, more = '') =>
  JSON.stringify({ text: `${Array.from({ length: 30 }, (_, k) => `w${i}x${k}`).join(' ')}${more}` });

let pool: WorkerPool;
beforeAll(async () => {
  pool = await testPool(1);
});
afterAll(() => pool.close());

async function openDocument(text: string, name = 'a.jsonl') {
  let full = 0;
  const api = createEngineService({
    pool,
    inspectCorpus: (...args) => {
      full++;
      return inspectCorpus(...args);
    },
    readSample,
    rawSpan,
    tools,
    viewCandidates: () => [],
  });
  let version = 1;
  await api.documentOpen({ id: 'd', version, chunk: text, first: true, done: true }, context);
  const asked: InspectParams = { corpus: 'c', files: [{ kind: 'document', id: 'd', path: name }], options: {} };
  return {
    api,
    runs: () => full,
    inspect: (more: Partial<InspectParams> = {}) => api.inspect({ ...asked, ...more }, context),
    edit: (offset: number, length: number, added: string) =>
      api.documentChange({ id: 'd', version: ++version, changes: [{ offset, length, text: added }] }, context),
  };
}

const lines = Array.from({ length: 50 }, (_, i) => row(i));
const text = lines.join('\n');

describe('an update', () => {
  it('counts what an edit changed, and names the metrics that wait', async () => {
    const { inspect, edit, runs, api } = await openDocument(text);
    const first = await inspect();
    expect([first.follows, first.updating]).toEqual([true, []]);
    await edit(text.length, 0, `\n${lines[0]}`);
    const second = await inspect({ update: true });
    expect(runs()).toBe(1);
    expect(second.report.findings.counts).toEqual({ 'exact-duplicate': 1 });
    const before = first.report.views.text!.metrics;
    const now = second.report.views.text!.metrics;
    expect([before.samples?.value, now.samples?.value, now.words?.value]).toEqual([50, 51, 51 * 30]);
    expect(second.updating).toEqual(
      expect.arrayContaining(['mattr', 'ngd', 'gzip-ratio', 'self-repetition', 'heaps', 'vendi']),
    );
    for (const id of second.updating) expect(now[id]).toEqual(before[id]);
    for (const id of ['samples', 'words', 'bytes', 'types', 'entropy', 'novelty', 'length', 'hdd', 'ttr']) {
      expect(second.updating).not.toContain(id);
    }
    const found = await api.findings({ corpus: 'c', file: 0, max: 10 }, context);
    expect(found.findings).toMatchObject([{ line: 51, message: 'Exact duplicate of line 1.' }]);
    const sort = { by: 'line', descending: true } as const;
    const page = await api.page({ corpus: 'c', offset: 0, limit: 1, sort, filter: {} }, context);
    expect(page).toMatchObject({ total: 51, rows: [{ line: 51, words: 30, findings: ['exact-duplicate'] }] });

    const last = await inspect();
    expect([runs(), last.updating]).toEqual([2, []]);
    expect(last.report.views.text!.metrics['gzip-ratio']!.value).not.toBe(before['gzip-ratio']!.value);
  });

  it('is a full inspection where the views change, where too much does, and where more than the text does', async () => {
    const { inspect, edit, runs } = await openDocument(text);
    await inspect();
    await edit(0, 0, `${JSON.stringify({ prompt: 'Why is that so?', response: 'Because.' })}\n`.repeat(60));
    expect((await inspect({ update: true })).updating).toEqual([]);
    expect(runs()).toBe(2);
    await edit(0, 0, Array.from({ length: 2001 }, (_, i) => `${row(1000 + i)}\n`).join(''));
    expect((await inspect({ update: true })).updating).toEqual([]);
    expect(runs()).toBe(3);
    await inspect({ update: true, options: { lowNovelty: 0.3 } });
    expect(runs()).toBe(4);
    // And from there on it is followed again.
    await edit(0, 0, `${row(9000)}\n`);
    expect((await inspect({ update: true, options: { lowNovelty: 0.3 } })).updating).not.toEqual([]);
    expect(runs()).toBe(4);
  });

  it('asks anew whether a sample is code when its novelty moves', async () => {
    const code = (from: number, to: number) =>
      Array.from(
        { length: to - from },
        (_, i) => `const v${from + i} = f${from + i}(a[${from + i}], { b: ${from + i} });`,
      );
    const rowOf = (lines: string[]) => JSON.stringify({ text: `\`\`\`\n${lines.join('\n')}\n\`\`\`` });
    // The first row has a tenth of its own, then half of it: as code it is low below 0.3, as prose below 0.6.
    const full = [rowOf(code(0, 20)), rowOf([...code(0, 18), ...code(100, 150)]), ...lines].join('\n');
    const half = [rowOf(code(0, 20)), rowOf([...code(0, 10), ...code(100, 150)]), ...lines].join('\n');
    const options = { lowNovelty: 0.6 };
    const { inspect, edit, api } = await openDocument(full);
    await inspect({ options });
    await edit(0, full.length, half);
    const updated = await inspect({ options, update: true });
    expect(updated.updating).not.toEqual([]);
    const flagged = async () =>
      (await api.findings({ corpus: 'c', file: 0, max: 10 }, context)).findings.map((f) => f.line);
    const found = await flagged();
    await inspect({ options });
    expect([found, await flagged()]).toEqual([[1], [1]]);
  });

  it('keeps the frames of rows that were not edited, and says that they wait', async () => {
    const framed = (i: number) =>
      JSON.stringify({
        text: `Write a short friendly note about the ${'abcdefghijklmnop'[i]}${i} for our customers today.`,
      });
    const all = [...Array.from({ length: 12 }, (_, i) => framed(i)), ...lines];
    const { inspect, edit, api } = await openDocument(all.join('\n'));
    const framesOf = async () =>
      (await api.findings({ corpus: 'c', file: 0, max: 100 }, context)).findings
        .filter((f) => f.kind === 'template')
        .map((f) => f.line);
    expect((await inspect()).updatingKinds).toEqual([]);
    const twelve = Array.from({ length: 12 }, (_, i) => i + 1);
    expect(await framesOf()).toEqual(twelve);
    await edit(all[0]!.length + 1, all[1]!.length, `${row(90)}\n${row(91)}`);
    expect((await inspect({ update: true })).updatingKinds).toEqual(['template', 'verification-failed']);
    expect(await framesOf()).toEqual([1, ...twelve.slice(2).map((line) => line + 1)]);
  });

  it('says that a JSON list is not followed', async () => {
    const { inspect, runs } = await openDocument(`[${lines.join(',\n')}]`, 'a.json');
    expect((await inspect()).follows).toBe(false);
    expect((await inspect({ update: true })).follows).toBe(false);
    expect(runs()).toBe(2);
  });

  it('tells what is wrong with a document that was emptied', async () => {
    const { inspect, edit } = await openDocument(text);
    await inspect();
    await edit(0, text.length, '');
    await expect(inspect({ update: true })).rejects.toMatchObject({ code: 'empty-file' });
    await edit(0, 0, text);
    expect((await inspect({ update: true })).report.files[0]?.samples).toBe(50);
  });
});
