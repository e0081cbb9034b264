// The engine process as it ships, on real files: inspect, page, detail, findings, view candidates, unsaved text.
import './tempRoot.ts';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileRef, InspectProgress, Phase } from '../../../src/protocol/hostApi.ts';
import { EngineClient } from '../../../src/runtime/process/engineClient.ts';
import { bundle } from './bundle.ts';
import { tempFile } from './fakeInspection.ts';

const sentence = (i: number) =>
  `Item ${i} tells of harbour ${i * 7}, where ${i % 13} boats, ${i * 3} nets and a ${['red', 'green', 'blue'][i % 3]} lamp number ${i * 11} wait for the tide of day ${i * 17}.`;
const lines = Array.from({ length: 60 }, (_, i) =>
  JSON.stringify({ prompt: `What is item ${i}?`, response: sentence(i) }),
);
lines[40] = lines[4]!;
lines[50] = '{"prompt": "cut off';

let client: EngineClient;
const sort = { by: 'line', descending: false } as const;
beforeAll(async () => {
  const folder = await bundle({
    engine: '../../../src/runtime/process/engineMain.ts',
    worker: '../../../src/runtime/pool/workerMain.ts',
  });
  client = new EngineClient({ entry: fileURLToPath(new URL('engine.mjs', folder)), log: (text) => console.log(text) });
});
afterAll(() => client.dispose());

describe('the engine process', () => {
  it('inspects a file, and pages, details and places what it found', async () => {
    const path = tempFile(`${lines.join('\n')}\n`);
    const files: FileRef[] = [{ kind: 'path', path }];
    const { report, rows } = await client.api.inspect({ corpus: 'a', files, options: { jobs: 2, blockBytes: 1024 } });
    expect(report.files[0]).toMatchObject({ path, samples: 59, invalid: 1 });
    expect(rows).toBe(118);
    const filter = { kind: 'exact-duplicate' } as const;
    const page = await client.api.page({ corpus: 'a', offset: 0, limit: 50, sort, filter });
    expect(page.rows.map((r) => r.line)).toContain(41);
    const duplicate = page.rows.find((r) => r.line === 41)!;
    const detail = await client.api.detail({ corpus: 'a', row: duplicate.row });
    expect(detail.details.map((f) => f.kind)).toContain('exact-duplicate');
    const { total, findings } = await client.api.findings({ corpus: 'a', file: 0, max: 200 });
    expect(total).toBe(findings.length);
    expect(findings[0]).toMatchObject({ kind: 'invalid', line: 51 });
    const placed = findings.find((f) => f.kind === 'exact-duplicate' && f.line === 41)!;
    expect(lines[40]!.slice(placed.startColumn, placed.endColumn)).toMatch(/^(What is item|Item) 4\b/);
    expect(placed.endColumn - placed.startColumn).toBeLessThanOrEqual(120);
    const search = await client.api.page({ corpus: 'a', offset: 0, limit: 9, sort, filter: { text: 'HARBOUR 133,' } });
    expect(search.rows.map((r) => [r.line, r.view])).toEqual([[20, 'response']]);
  });

  it('offers fields to measure, also where the detection found none', async () => {
    const path = tempFile(`${lines.slice(0, 9).join('\n')}\n`);
    const found = await client.api.viewCandidates({ file: { kind: 'path', path } });
    expect(found.map((c) => [c.selector, c.suggested])).toEqual(
      expect.arrayContaining([
        ['$.prompt', 'prompt'],
        ['$.response', 'response'],
      ]),
    );
    for (const text of ['{"id": 1, "zeta": "abc"}\n{"id": 2, "zeta": "def"}\n', '[{"zeta": "abc"}, {"zeta": "def"}]']) {
      const odd = await client.api.viewCandidates({ file: { kind: 'path', path: tempFile(text, 'odd.json') } });
      expect(odd[0]).toMatchObject({ selector: '$.zeta', share: 1, examples: ['abc', 'def'] });
    }
  });

  it('measures an unsaved document as it stands', async () => {
    const id = 'untitled:Untitled-1';
    await client.api.documentOpen({ id, version: 1, chunk: lines.slice(0, 5).join('\n'), first: true, done: true });
    const added = { offset: 0, length: 0, text: `${lines[4]}\n` };
    await client.api.documentChange({ id, version: 2, changes: [added] });
    const files: FileRef[] = [{ kind: 'document', id, path: 'Untitled-1.jsonl' }];
    const { report } = await client.api.inspect({ corpus: 'u', files, options: {} });
    expect(report.files[0]).toMatchObject({ path: 'Untitled-1.jsonl', samples: 6 });
    expect(report.findings.counts['exact-duplicate']).toBeGreaterThan(0);
    const { findings } = await client.api.findings({ corpus: 'u', file: 0, max: 10 });
    expect(findings.find((f) => f.kind === 'exact-duplicate')).toMatchObject({ line: 6 });
  });

  it('says what is wrong with a file in one sentence', async () => {
    const inspect = (path: string) => client.api.inspect({ corpus: 'x', files: [{ kind: 'path', path }], options: {} });
    await expect(inspect('/nowhere.jsonl')).rejects.toMatchObject({
      code: 'not-found',
      place: { file: '/nowhere.jsonl' },
    });
    await expect(inspect(tempFile(''))).rejects.toMatchObject({ code: 'empty-file' });
  });

  it.each(['reading', 'measuring', 'comparing'] as Phase[])(
    'releases its workers within 200 ms when it is cancelled while %s',
    { retry: 2 },
    async (phase) => {
      const rows = Array.from({ length: 4000 }, (_, i) =>
        JSON.stringify({ text: `${sentence(i)} ${sentence(i + 7)}`.repeat(4) }),
      );
      const path = tempFile(rows.join('\n'));
      const control = new AbortController();
      const reached = new Promise<void>((resolve) => {
        const onProgress = (p: unknown) => (p as InspectProgress).phase === phase && resolve();
        const files: FileRef[] = [{ kind: 'path', path }];
        const options = { signal: control.signal, onProgress };
        client.api.inspect({ corpus: 'big', files, options: { blockBytes: 1 << 16 } }, options).catch(() => resolve());
      });
      await reached;
      await new Promise((done) => setTimeout(done, 20));
      const begin = performance.now();
      control.abort();
      // The next call for the same corpus starts when the workers are free, and a missing file ends it at once.
      const next = client.api.inspect({ corpus: 'big', files: [{ kind: 'path', path: '/nowhere' }], options: {} });
      await expect(next).rejects.toMatchObject({ code: 'not-found' });
      const ms = performance.now() - begin;
      console.log(`cancelled while ${phase}: ${ms.toFixed(0)} ms`);
      expect(ms).toBeLessThan(200);
    },
  );
});
