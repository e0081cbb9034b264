// Decisions over the engine's API: they follow their content, leave findings out, and are taken back one action at a time.
import './tempRoot.ts';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FindingKind } from '../../../src/engine/report.ts';
import { toKey } from '../../../src/engine/text/hash.ts';
import { hashRow } from '../../../src/formats/rowHash.ts';
import type { RowFilter } from '../../../src/protocol/hostApi.ts';
import type { Inspection } from '../../../src/runtime/inspect/result.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { createEngineService } from '../../../src/runtime/process/engineService.ts';
import { ledgerPath } from '../../../src/runtime/review/ledger.ts';
import { bit, findingFor, inspectionOf, type Row, rawSpan, readSample } from './fakeInspection.ts';

const context = { signal: new AbortController().signal, progress: () => {} };
const ROWS: Row[] = ['a', 'b', 'a', 'c', 'a'].map((prompt) => ({ prompt, response: `to ${prompt}` }));

/** Every response has residue and every prompt is a template, so that every row has one finding. */
function made(files: readonly (readonly Row[])[], folder = mkdtempSync(join(tmpdir(), 'review-'))) {
  const inspection = inspectionOf(files, (columns, row) => {
    columns.findings[row] = bit(columns.sample[row] === row ? 'template' : 'residue');
  });
  const { columns } = inspection;
  for (let row = 0; row < columns.length; row++) {
    const file = columns.file[row] as number;
    columns.content[row] = toKey(...hashRow(files[file]![columns.line[row]! - 1]));
    const kind: FindingKind = columns.sample[row] === row ? 'template' : 'residue';
    inspection.findings.push(findingFor(inspection, row, { kind, row }));
  }
  const sources = files.map((rows, i) => {
    const path = join(folder, `corpus${i}.jsonl`);
    writeFileSync(path, rows.map((row) => JSON.stringify(row)).join('\n'));
    return { kind: 'file' as const, path, shown: path };
  });
  return { folder, inspection: { ...inspection, sources } };
}

function engine(inspections: Inspection[]) {
  const api = createEngineService({
    pool: { jobs: 1, resize: () => {} } as unknown as WorkerPool,
    inspectCorpus: async () => inspections.shift() as Inspection,
    readSample,
    rawSpan,
    viewCandidates: () => [],
  });
  const sort = { by: 'line', descending: false } as const;
  return {
    api,
    inspect: () => api.inspect({ corpus: 'x', files: [], options: {} }, context),
    decide: (rows: number[], action: 'drop' | 'keep' | 'clear' | 'yes' | 'no', finding?: FindingKind) =>
      api.decide({ corpus: 'x', choice: { rows }, action, ...(finding ? { finding } : {}) }, context),
    undo: () => api.undoDecision({ corpus: 'x' }, context),
    review: () => api.review({ corpus: 'x' }, context),
    rows: async (decided?: 'open' | 'dropped' | 'kept') => {
      const filter = decided ? { decided } : {};
      const page = await api.page({ corpus: 'x', offset: 0, limit: 100, sort, filter }, context);
      return page.rows.map(({ row, decision }) => [row, decision] as const);
    },
  };
}

async function opened(files: readonly (readonly Row[])[] = [ROWS]) {
  const { folder, inspection } = made(files);
  const all = engine([inspection]);
  await all.inspect();
  return { ...all, folder, inspection };
}

describe('decisions', () => {
  it('drop and keep samples, count what is left, and are read by pages and findings', async () => {
    const { decide, rows, api, review, folder } = await opened();
    expect(await review()).toMatchObject({ dropped: 0, kept: 0, undo: null, open: { template: 5, residue: 5 } });
    const dropped = await decide([2, 3, 4], 'drop');
    expect(dropped).toMatchObject({ dropped: 2, kept: 0, undo: 'Drop 2 samples', open: { template: 3, residue: 3 } });
    expect(dropped.ledger).toBe(ledgerPath(join(folder, 'corpus0.jsonl')));
    expect(await rows('dropped')).toEqual([2, 3, 4, 5].map((row) => [row, 'dropped']));
    const kept = await decide([7], 'keep', 'residue');
    expect(kept).toMatchObject({ dropped: 2, kept: 1, undo: 'Keep 1 sample', open: { template: 3, residue: 2 } });
    expect(kept.version).toBeGreaterThan(dropped.version);
    expect(await rows('kept')).toEqual([[7, 'kept']]);
    expect((await rows('open')).map(([row]) => row)).toEqual([0, 1, 6, 8, 9]);
    const found = await api.findings({ corpus: 'x', file: 0, max: 100 }, context);
    expect(found.findings.map((f) => [f.line, f.kind]).sort()).toEqual([
      [1, 'residue'],
      [1, 'template'],
      [4, 'template'],
      [5, 'residue'],
      [5, 'template'],
    ]);
    // Without a finding, all that the sample has is ignored.
    expect(await decide([8], 'keep')).toMatchObject({ kept: 2, open: { template: 2, residue: 1 } });
  });

  it('take each other back: a drop a keep, a keep a drop, and clear both', async () => {
    const { decide } = await opened();
    await decide([0], 'keep');
    expect(await decide([0], 'drop')).toMatchObject({ dropped: 1, kept: 0 });
    expect(await decide([0], 'keep', 'residue')).toMatchObject({ dropped: 0, kept: 1, open: { residue: 4 } });
    expect(await decide([0], 'clear')).toMatchObject({ dropped: 0, kept: 0, open: { residue: 5 } });
  });

  it('concern what passes a filter, also what was decided before', async () => {
    const { decide, api } = await opened();
    await decide([0, 2], 'keep');
    await decide([4, 6], 'drop');
    const all = (action: 'clear' | 'drop', filter: RowFilter) =>
      api.decide({ corpus: 'x', choice: { filter }, action }, context);
    expect(await all('clear', { decided: 'dropped' })).toMatchObject({ dropped: 0, kept: 2, undo: 'Clear 2 samples' });
    // What was kept by hand stays, unless it is named by its row.
    expect(await all('drop', { kind: 'residue' })).toMatchObject({ dropped: 3, kept: 2 });
    expect(await all('clear', { decided: 'kept' })).toMatchObject({ dropped: 3, kept: 0 });
  });

  it('name the copy: the others of the same content stay', async () => {
    const { decide, rows, folder } = await opened();
    await decide([4], 'drop');
    expect((await rows('dropped')).map(([row]) => row)).toEqual([4, 5]);
    const line = JSON.parse(readFileSync(ledgerPath(join(folder, 'corpus0.jsonl')), 'utf8'));
    expect(line).toMatchObject({ file: 'corpus0.jsonl', copy: 2, of: 3, action: 'drop', line: 3 });
    expect(line.sample).toMatch(/^[0-9a-f]{14}$/);
  });

  it('are written only where they change something, and not at all where nothing can be remembered', async () => {
    const { decide, inspection } = await opened();
    await decide([0], 'drop');
    expect(await decide([0, 2], 'drop')).toMatchObject({ undo: 'Drop 1 sample' });
    inspection.columns.content.fill(0);
    await expect(decide([6], 'drop')).rejects.toMatchObject({ code: 'bad-option' });
    await expect(decide([6], 'yes')).rejects.toThrow('which kind');
  });

  it('are still there for the next engine, with what undo takes back', async () => {
    const { decide, inspection } = await opened();
    await decide([0], 'drop');
    await decide([6], 'keep');
    const next = engine([inspection]);
    await next.inspect();
    expect(await next.rows('dropped')).toHaveLength(2);
    expect(await next.undo()).toMatchObject({ dropped: 1, kept: 0, undo: 'Drop 1 sample' });
    expect(await next.undo()).toMatchObject({ dropped: 0, undo: null });
    expect(await next.undo()).toMatchObject({ dropped: 0, undo: null });
  });

  it('of several files share the ledger of their folder, as one action', async () => {
    const { decide, undo, folder } = await opened([ROWS, ROWS]);
    expect(await decide([0, 10], 'drop')).toMatchObject({ dropped: 2, undo: 'Drop 2 samples' });
    const lines = readFileSync(ledgerPath(join(folder, 'a')), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line).file)).toEqual(['corpus0.jsonl', 'corpus1.jsonl']);
    expect(await undo()).toMatchObject({ dropped: 0, undo: null });
  });

  it('about a document that was never saved live as long as the corpus', async () => {
    const { inspection } = made([ROWS]);
    const unsaved = { kind: 'memory' as const, buffer: new SharedArrayBuffer(0), size: 0, shown: 'Untitled-1' };
    const memory = { ...inspection, sources: [unsaved] };
    const { inspect, decide, api, review } = engine([memory, memory, memory]);
    await inspect();
    expect(await decide([0], 'drop')).toMatchObject({ dropped: 1, ledger: null });
    await inspect();
    expect(await review()).toMatchObject({ dropped: 1, undo: 'Drop 1 sample' });
    await api.release({ corpus: 'x' }, context);
    await inspect();
    expect(await review()).toMatchObject({ dropped: 0, undo: null });
  });

  it('of a saved document that is open stand beside its path', async () => {
    const { inspection, folder } = made([ROWS]);
    const path = inspection.sources[0]!.shown;
    const open = { kind: 'memory' as const, buffer: new SharedArrayBuffer(0), size: 0, shown: path };
    const { inspect, decide } = engine([{ ...inspection, sources: [open] }]);
    await inspect();
    expect((await decide([0], 'drop')).ledger).toBe(ledgerPath(join(folder, basename(path))));
    expect(dirname(path)).toBe(folder);
  });

  it('follow their content through any edit of the file', async () => {
    const row = fc.constantFrom('a', 'b', 'c', 'd', 'e').map((prompt): Row => ({ prompt, response: `to ${prompt}` }));
    const rows = fc.array(row, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        rows,
        rows,
        fc.array(fc.tuple(fc.nat(7), fc.boolean()), { maxLength: 4 }),
        async (now, later, acts) => {
          const first = made([now]);
          const second = made([later], first.folder);
          const { inspect, decide, rows: pageOf, review } = engine([first.inspection, second.inspection]);
          await inspect();
          const decided = new Map<string, 'dropped' | 'kept'>();
          const nameOf = (list: Row[], i: number) => {
            const copy = list.slice(0, i + 1).filter((r) => r.prompt === list[i]!.prompt).length;
            return `${list[i]!.prompt} ${copy}`;
          };
          for (const [at, drops] of acts) {
            if (at >= now.length) continue;
            await decide([2 * at], drops ? 'drop' : 'keep');
            decided.set(nameOf(now, at), drops ? 'dropped' : 'kept');
          }
          await inspect();
          expect(await pageOf()).toEqual(
            later.flatMap((_, i) => [2 * i, 2 * i + 1].map((n) => [n, decided.get(nameOf(later, i))])),
          );
          const there = new Set(later.map((_, i) => nameOf(later, i)));
          expect((await review()).stray).toBe([...decided.keys()].filter((name) => !there.has(name)).length);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are taken back in any order of deciding and undoing', async () => {
    const act = fc.record({
      rows: fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 3 }),
      action: fc.constantFrom('drop' as const, 'keep' as const, 'clear' as const, 'yes' as const, 'no' as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(act, { freq: 3 }), { maxLength: 8 }), async (acts) => {
        const { decide, undo, rows, review } = await opened();
        const seen = async () => {
          const { dropped, kept, open, checks, undo: label } = await review();
          return JSON.stringify([await rows(), dropped, kept, open, checks, label]);
        };
        const before: string[] = [];
        for (const next of acts) {
          const now = await seen();
          if (next) {
            await decide(next.rows, next.action, next.action === 'yes' || next.action === 'no' ? 'residue' : undefined);
            if ((await seen()) !== now) before.push(now);
          } else {
            await undo();
            expect(await seen()).toBe(before.pop() ?? now);
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('a spot check', () => {
  const many = Array.from({ length: 60 }, (_, i): Row => ({ prompt: `p${i}`, response: `r${i}` }));
  const drawn = async (api: Awaited<ReturnType<typeof opened>>['api'], count: number) =>
    (await api.spotCheck({ corpus: 'x', kind: 'residue', count }, context)).rows;

  it('draws by content, whatever the order, and goes on where it ended', async () => {
    const { api, decide, review } = await opened([many]);
    const first = await drawn(api, 10);
    expect(first).toHaveLength(10);
    expect(first.every((r) => r.view === 'response' && r.findings.includes('residue'))).toBe(true);
    const turned = engine([made([[...many].reverse()]).inspection]);
    await turned.inspect();
    expect((await drawn(turned.api, 10)).map((r) => r.start)).toEqual(first.map((r) => r.start));
    const twenty = await drawn(api, 20);
    for (const { row } of first.slice(0, 9)) await decide([row], 'yes', 'residue');
    await decide([first[9]!.row], 'no', 'residue');
    expect((await drawn(api, 10)).map((r) => r.row)).toEqual(twenty.slice(10).map((r) => r.row));
    const { checks, dropped, kept } = await review();
    expect(checks).toEqual({
      residue: { yes: 9, no: 1, precision: 0.9, low: expect.closeTo(0.555, 3), high: expect.closeTo(0.9975, 3) },
    });
    expect([dropped, kept]).toEqual([0, 0]);
    expect(await drawn(api, 100)).toHaveLength(50);
  });

  it('gives every row about the same chance', async () => {
    const counts = new Uint32Array(60);
    for (let i = 0; i < 40; i++) {
      const { api } = await opened([many.map((row) => ({ ...row, system: `s${i}` }))]);
      for (const { line } of await drawn(api, 15)) counts[line - 1]!++;
    }
    // Binomial(40, 1/4): mean 10, standard deviation 2.7.
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(Math.max(...counts)).toBeLessThan(23);
  });
});

describe('findings by line', () => {
  it('lists what is open between two lines and jumps to the next of them', async () => {
    const { api, decide } = await opened([ROWS, ROWS]);
    await decide([2, 3], 'drop');
    await decide([6], 'keep', 'template');
    await decide([8], 'keep');
    const between = async (from: number, to: number) =>
      (await api.findingsBetween({ corpus: 'x', file: 0, from, to }, context)).map((f) => [f.line, f.kind]);
    expect(await between(2, 4)).toEqual([
      [3, 'template'],
      [3, 'residue'],
      [4, 'residue'],
    ]);
    const next = (line: number, backwards = false, file = 0) =>
      api.nextFinding({ corpus: 'x', file, line, backwards }, context);
    expect([await next(0), await next(1), await next(3), await next(4)]).toEqual([1, 3, 4, null]);
    expect([await next(5, true), await next(3, true), await next(1, true)]).toEqual([4, 1, null]);
    expect([await next(0, false, 1), await next(9, true, 1), await next(1, true, 1)]).toEqual([1, 5, null]);
  });

  it('takes no time among 100,000', async () => {
    const { OpenFindings } = await import('../../../src/runtime/review/openFindings.ts');
    const { inspection } = made([ROWS]);
    const list = Array.from({ length: 100_000 }, (_, i) => ({ ...inspection.findings[0]!, row: i, line: i + 1 }));
    const decided = { dropped: new Uint8Array(100_000).fill(1, 10, 99_990), kept: new Uint16Array(100_000) };
    const open = new OpenFindings(list, decided);
    const started = performance.now();
    for (let i = 0; i < 10_000; i++) open.next(0, 50_000, i % 2 === 0);
    expect(performance.now() - started).toBeLessThan(500);
    expect([open.next(0, 10, false), open.next(0, 99_991, true)]).toEqual([99_991, 10]);
  });
});
