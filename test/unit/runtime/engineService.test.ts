// The engine's API over a made-up inspection: newer cancels older, replies stay small, results are kept by corpus.
import './tempRoot.ts';
import { describe, expect, it } from 'vitest';
import { DRAWN_METRICS, METRICS } from '../../../src/engine/registry.ts';
import type { InspectParams, InspectProgress, InspectUpdate } from '../../../src/protocol/hostApi.ts';
import type { CallContext } from '../../../src/protocol/rpc.ts';
import type { InspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { cancelled } from '../../../src/runtime/pool/poolWorker.ts';
import { createEngineService, type EngineParts } from '../../../src/runtime/process/engineService.ts';
import { REPLY_BYTES, replySize } from '../../../src/runtime/process/replySize.ts';
import { openSource } from '../../../src/runtime/sources/source.ts';
import { findingFor, inspectionOf, rawSpan, readSample } from './fakeInspection.ts';

const context = (signal = new AbortController().signal, seen: unknown[] = []): CallContext => ({
  signal,
  progress: (p) => seen.push(p),
});
const params = (corpus: string, more: Partial<InspectParams> = {}): InspectParams => ({
  corpus,
  files: [{ kind: 'path', path: '/a.jsonl' }],
  options: {},
  ...more,
});

function service(inspectCorpus: InspectCorpus, more: Partial<EngineParts> = {}) {
  const sizes: number[] = [];
  const pool = { jobs: 2, resize: (n: number) => sizes.push(n) } as unknown as WorkerPool;
  const parts = { pool, inspectCorpus, readSample, rawSpan, viewCandidates: () => [], ...more };
  return { api: createEngineService(parts), sizes };
}

const two = () => inspectionOf([[{ prompt: 'a b', response: 'c' }, { prompt: 'd' }]]);

describe('the engine service', () => {
  it('inspects, then answers about the rows and findings', async () => {
    const inspection = two();
    inspection.findings = [findingFor(inspection, 1), findingFor(inspection, 0, { kind: 'residue', row: 0 })];
    inspection.near.set(1, [{ file: 'b', line: 7, jaccard: 0.8 }]);
    inspection.coveredBy.set(1, [{ file: 'b', line: 7, share: 0.9 }]);
    const { api } = service(async () => inspection);
    expect(await api.inspect(params('x'), context())).toMatchObject({ rows: 3 });
    const sort = { by: 'line', descending: false } as const;
    expect(await api.page({ corpus: 'x', offset: 0, limit: 5, sort, filter: {} }, context())).toMatchObject({
      total: 3,
    });
    const detail = await api.detail({ corpus: 'x', row: 1 }, context());
    expect(detail).toMatchObject({
      row: 1,
      path: inspection.plans[0]!.path,
      byte: 0,
      text: 'c',
      truncated: false,
      near: [{ line: 7 }],
      coveredBy: [{ share: 0.9 }],
      details: [{ kind: 'low-novelty' }],
      repeated: [],
    });
    expect(detail.details[0]).not.toHaveProperty('fileIndex');
    const found = await api.findings({ corpus: 'x', file: 0, max: 1 }, context());
    expect(found).toMatchObject({ total: 2, findings: [{ kind: 'residue', startColumn: 11, endColumn: 14 }] });
  });

  it('sends the words for the metrics beside the report', async () => {
    const { about } = await service(async () => two()).api.inspect(params('x'), context());
    expect(Object.entries(about)).toEqual([...METRICS, ...DRAWN_METRICS].map((metric) => [metric.id, metric.about]));
    // They go with every snapshot of the panel.
    expect(replySize(about)).toBeLessThan(20_000);
  });

  it('says what to do when there is no such result or row', async () => {
    const { api } = service(async () => two());
    await expect(api.detail({ corpus: 'x', row: 0 }, context())).rejects.toThrow('inspect it again');
    await api.inspect(params('x'), context());
    await expect(api.detail({ corpus: 'x', row: 99 }, context())).rejects.toThrow('inspect the corpus again');
    await api.release({ corpus: 'x' }, context());
    await expect(api.detail({ corpus: 'x', row: 0 }, context())).rejects.toMatchObject({ code: 'not-found' });
  });

  it('cancels the older inspect of a corpus, and starts the newer when the older has ended', async () => {
    const log: string[] = [];
    const { api } = service(async ({ options }, _pool, { signal }) => {
      const name = String(options.memoryMb);
      log.push(`${name} starts`);
      await new Promise<void>((resolve) =>
        name === '2' ? resolve() : signal.addEventListener('abort', () => setTimeout(resolve, 20)),
      );
      log.push(`${name} ends`);
      if (signal.aborted) throw cancelled();
      return two();
    });
    const first = api.inspect(params('x', { options: { memoryMb: 1 } }), context());
    await new Promise((done) => setTimeout(done, 5));
    const other = api.inspect(params('y', { options: { memoryMb: 2 } }), context());
    const second = api.inspect(params('x', { options: { memoryMb: 2 } }), context());
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await Promise.all([second, other]);
    expect(log).toEqual(['1 starts', '2 starts', '2 ends', '1 ends', '2 starts', '2 ends']);
  });

  it('keeps the last result until there is a new one, and stops on cancel and on release', async () => {
    let hang = false;
    const { api } = service(async (_request, _pool, { signal }) => {
      if (hang) await new Promise((_, reject) => signal.addEventListener('abort', () => reject(cancelled())));
      return two();
    });
    await api.inspect(params('x'), context());
    hang = true;
    const control = new AbortController();
    const again = api.inspect(params('x'), context(control.signal));
    expect(await api.detail({ corpus: 'x', row: 0 }, context())).toMatchObject({ text: 'a b' });
    control.abort();
    await expect(again).rejects.toMatchObject({ code: 'cancelled' });
    expect(await api.detail({ corpus: 'x', row: 0 }, context())).toMatchObject({ text: 'a b' });
    const last = api.inspect(params('x'), context());
    await new Promise((done) => setTimeout(done, 5));
    await api.release({ corpus: 'x' }, context());
    await expect(last).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('passes progress on ten times a second, and every phase', async () => {
    const seen: InspectProgress[] = [];
    const { api } = service(async (_request, _pool, { onProgress }) => {
      for (const phase of ['reading', 'measuring'] as const) {
        for (let i = 0; i < 1000; i++)
          onProgress({ phase, fraction: i / 1000, bytes: i, totalBytes: 1000, samples: i });
      }
      return two();
    });
    await api.inspect(params('x'), context(undefined, seen));
    expect(seen.map((p) => p.phase)).toEqual(['reading', 'measuring']);
  });

  it('sends first numbers while there is no result yet, in messages of less than 1 MiB', async () => {
    const seen: InspectUpdate[] = [];
    const { api } = service(async (_request, _pool, { onPreview }) => {
      const inspection = two();
      const top = Array.from({ length: 5000 }, () => ({ ...findingFor(inspection, 0), message: 'm'.repeat(500) }));
      const report = { ...inspection.report, findings: { counts: { template: 5000 }, top } };
      onPreview?.({ report, done: 1, of: 8, unit: 'bytes' });
      return inspection;
    });
    await api.inspect(params('x'), context(undefined, seen));
    const about = expect.objectContaining({ novelty: expect.anything() });
    expect(seen).toEqual([{ preview: { report: expect.anything(), about, done: 1, of: 8, unit: 'bytes' } }]);
    expect(replySize(seen[0])).toBeLessThan(REPLY_BYTES);
    await api.inspect(params('x'), context(undefined, seen));
    expect(seen).toHaveLength(1);
  });

  it('measures a mirrored document as it stands', async () => {
    let text = '';
    const { api, sizes } = service(async ({ sources }) => {
      const source = openSource(sources[0]!);
      text = new TextDecoder().decode(source.read(0, source.size));
      expect(source.path).toBe('untitled');
      return two();
    });
    const id = 'untitled:1';
    await api.documentOpen({ id, version: 1, chunk: '{"text":"old"}', first: true, done: true }, context());
    await api.documentChange({ id, version: 2, changes: [{ offset: 9, length: 3, text: 'new' }] }, context());
    const files = [{ kind: 'document', id, path: 'untitled' }] as const;
    await api.inspect(params('x', { files, options: { jobs: 3 } }), context());
    expect(text).toBe('{"text":"new"}');
    expect(sizes).toEqual([3]);
    await api.documentClose({ id }, context());
    await expect(api.inspect(params('x', { files }), context())).rejects.toMatchObject({ retryable: true });
  });

  it('never answers with more than 1 MiB, and says the totals', async () => {
    const inspection = inspectionOf([[{ text: '世'.repeat(300_000) }]]);
    const related = Array.from({ length: 50 }, (_, i) => ({
      file: `/long/path/${'x'.repeat(50)}`,
      line: i,
      share: 0.5,
    }));
    const finding = findingFor(inspection, 0, { message: '界'.repeat(100), related });
    inspection.findings = new Array(3000).fill(finding);
    inspection.report.findings = { counts: { 'low-novelty': 3000 }, top: inspection.findings as never };
    inspection.report.files = Array.from({ length: 20_000 }, () => inspection.report.files[0]!);
    inspection.coveredBy.set(0, new Array(100_000).fill(related[0]));
    const { api } = service(async () => inspection);
    const result = await api.inspect(params('x'), context());
    const detail = await api.detail({ corpus: 'x', row: 0 }, context());
    const found = await api.findings({ corpus: 'x', file: 0, max: 3000 }, context());
    for (const reply of [result, detail, found]) expect(replySize(reply)).toBeLessThan(REPLY_BYTES);
    expect(result.report.findings.counts).toEqual({ 'low-novelty': 3000 });
    expect([detail.text.length, detail.truncated]).toEqual([100_000, true]);
    expect(found.total).toBe(3000);
    expect(found.findings.length).toBeGreaterThan(50);
  });
});
