// Filters of rows against their plain definition, histograms that add up, and how long a million rows take.
import './tempRoot.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINDING_KINDS } from '../../../src/engine/report.ts';
import { VIEW_NAMES } from '../../../src/engine/sample.ts';
import { placeOf } from '../../../src/engine/verify/axes.ts';
import { VERDICTS } from '../../../src/engine/verify/verifier.ts';
import type { Range, RowFilter } from '../../../src/protocol/hostApi.ts';
import { filterKey, rowsPassing } from '../../../src/runtime/filter/rowFilters.ts';
import { SharedWork } from '../../../src/runtime/filter/sharedWork.ts';
import type { Inspection, RowColumns } from '../../../src/runtime/inspect/result.ts';
import { wordEdges } from '../../../src/runtime/review/binLayout.ts';
import { rowBins } from '../../../src/runtime/review/bins.ts';
import { nothingDecided } from '../../../src/runtime/review/decided.ts';
import { traitColumns } from '../../../src/runtime/traits/columns.ts';
import { checkColumns } from '../../../src/runtime/verify/columns.ts';
import { bit, columnsFor, inspectionOf, readSample } from './fakeInspection.ts';

const COLUMNS = ['words', 'novelty', 'percentile'] as const;

function made(length: number, fill: (columns: RowColumns, row: number) => void): Inspection {
  const columns = {
    ...columnsFor(length),
    traits: traitColumns(length, 0),
    checks: checkColumns(length),
    cells: new Uint8Array(length),
  };
  for (let row = 0; row < length; row++) fill(columns, row);
  return { ...inspectionOf([]), columns };
}

const partsFor = ({ columns }: Inspection) => ({
  pool: undefined,
  readSample,
  decided: nothingDecided(columns.length),
});

const tenth = fc.integer({ min: 0, max: 20 }).map((n) => n / 20);
const row = fc.record({
  words: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 5000 })),
  novelty: fc.oneof(tenth, fc.float({ min: 0, max: 1, noNaN: true }), fc.constant(Number.NaN)),
  percentile: fc.oneof(
    tenth.map((n) => n * 100),
    fc.float({ min: 0, max: 100, noNaN: true }),
    fc.constant(Number.NaN),
  ),
  view: fc.integer({ min: 0, max: 2 }),
  findings: fc.integer({ min: 0, max: 7 }),
  cluster: fc.integer({ min: -1, max: 2 }),
  content: fc.integer({ min: 0, max: 3 }),
  dropped: fc.integer({ min: 0, max: 1 }),
  kept: fc.integer({ min: 0, max: 7 }),
  verdict: fc.integer({ min: 0, max: 3 }),
  cell: fc.integer({ min: 0, max: 9 }),
});
type Row = typeof row extends fc.Arbitrary<infer R> ? R : never;
const corpus = fc.array(row, { minLength: 1, maxLength: 60 });
const range = (bound: fc.Arbitrary<number>) =>
  fc.option(fc.record({ min: bound, max: bound }, { requiredKeys: [] }), { nil: undefined });
const filters = fc.record({
  words: range(fc.integer({ min: 0, max: 60 })),
  novelty: range(tenth),
  percentile: range(tenth.map((n) => n * 100)),
  view: fc.constantFrom(undefined, ...VIEW_NAMES.slice(0, 3)),
  kind: fc.constantFrom(undefined, 'any' as const, ...FINDING_KINDS.slice(0, 3)),
  decided: fc.constantFrom(undefined, 'open' as const, 'dropped' as const, 'kept' as const),
  verdict: fc.constantFrom(undefined, ...VERDICTS),
  crossing: fc.constantFrom(
    undefined,
    { traits: 'high' as const },
    { novelty: 'novel' as const },
    { traits: 'not scored' as const, novelty: 'adds little' as const },
  ),
  group: fc.constantFrom(
    undefined,
    { kind: 'near-duplicate' as const, id: 1 },
    { kind: 'exact-duplicate' as const, id: 0 },
  ),
});
const only = (f: object): RowFilter => Object.fromEntries(Object.entries(f).filter(([, v]) => v !== undefined));

function inspectionWith(rows: readonly Row[]) {
  const decided = nothingDecided(rows.length);
  const inspection = made(rows.length, (columns, i) => {
    const r = rows[i] as Row;
    columns.words[i] = r.words;
    columns.novelty[i] = r.novelty;
    columns.traits!.percentile[i] = r.percentile;
    columns.view[i] = r.view;
    columns.findings[i] = r.findings;
    columns.cluster[i] = r.cluster;
    columns.content[i] = r.content;
    columns.checks!.verdict[i] = r.verdict;
    columns.cells![i] = r.cell;
    decided.dropped[i] = r.dropped;
    decided.kept[i] = r.kept;
  });
  return { inspection, parts: { pool: undefined, readSample, decided } };
}

/** The plain definition, on the numbers as the panel gets them. */
function passes(rows: readonly Row[], i: number, f: RowFilter): boolean {
  const r = rows[i] as Row;
  const inside = (value: number, { min, max }: Range = {}) =>
    (min === undefined || value >= Math.fround(min)) && (max === undefined || value <= Math.fround(max));
  const open = r.findings & ~r.kept;
  return (
    inside(r.words, f.words) &&
    inside(Math.fround(r.novelty), f.novelty) &&
    inside(Math.fround(r.percentile), f.percentile) &&
    (!f.view || VIEW_NAMES[r.view] === f.view) &&
    (!f.kind || (f.kind === 'any' ? r.findings !== 0 : (r.findings & bit(f.kind)) !== 0)) &&
    (!f.decided || { open: !r.dropped && open !== 0, dropped: r.dropped === 1, kept: r.kept !== 0 }[f.decided]) &&
    (!f.verdict || (VERDICTS[r.verdict - 1] ?? 'not checkable') === f.verdict) &&
    (!f.crossing?.traits || placeOf(r.cell).traits === f.crossing.traits) &&
    (!f.crossing?.novelty || placeOf(r.cell).novelty === f.crossing.novelty) &&
    (f.group?.kind !== 'near-duplicate' || r.cluster === f.group.id) &&
    (f.group?.kind !== 'exact-duplicate' || i === 0 || (rows[0]!.content !== 0 && r.content === rows[0]!.content))
  );
}

describe('a filter', () => {
  it('lets pass what its definition lets pass, first and from memory', async () => {
    await fc.assert(
      fc.asyncProperty(corpus, filters, async (rows, f) => {
        const filter = only(f);
        const { inspection, parts } = inspectionWith(rows);
        const wanted = rows.map((_, i) => i).filter((i) => passes(rows, i, filter));
        expect([...(await rowsPassing(inspection, filter, parts))]).toEqual(wanted);
        expect([...(await rowsPassing(inspection, filter, parts))]).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  });

  it('takes a bound of two digits at its word', async () => {
    const inspection = made(3, (columns, i) => {
      columns.novelty[i] = [0.2, 0.7, 0.1][i]!;
    });
    expect([...(await rowsPassing(inspection, { novelty: { max: 0.2 } }, partsFor(inspection)))]).toEqual([0, 2]);
    expect([...(await rowsPassing(inspection, { novelty: { min: 0.7 } }, partsFor(inspection)))]).toEqual([1]);
  });

  it('lets no row pass by percentile where traits were not read', async () => {
    const inspection = inspectionOf([[{ text: 'a' }]]);
    expect(await rowsPassing(inspection, { percentile: { min: 0 } }, partsFor(inspection))).toHaveLength(0);
  });

  it('follows decisions that were made since', async () => {
    const { inspection, parts } = inspectionWith([]);
    const two = { ...inspection, columns: columnsFor(2) };
    const ask = async (dropped: number[]) => {
      const decided = { ...nothingDecided(2), dropped: Uint8Array.from(dropped) };
      return [...(await rowsPassing(two, { decided: 'dropped' }, { ...parts, decided }))];
    };
    expect([await ask([0, 1]), await ask([1, 1]), await ask([0, 0])]).toEqual([[1], [0, 1], []]);
  });

  it('is known by what it means, not by how it is written', () => {
    expect(filterKey({ words: {}, text: '', fields: {} })).toBe(filterKey({}));
    expect(filterKey({ fields: { a: '1', b: '2' } })).toBe(filterKey({ fields: { b: '2', a: '1' } }));
    expect(filterKey({ novelty: { min: 0.1 } })).not.toBe(filterKey({ novelty: { max: 0.1 } }));
  });

  it('goes through a million rows in under 100 ms, histograms too', async () => {
    const n = 1_000_000;
    const inspection = made(n, (columns, i) => {
      columns.words[i] = (i * 7919) % 1000;
      columns.novelty[i] = ((i * 104729) % 9973) / 9973;
      columns.traits!.percentile[i] = i % 100;
      columns.findings[i] = i % 3;
    });
    const parts = partsFor(inspection);
    const times: Record<string, number> = {};
    const timed = async (name: string, work: () => Promise<unknown>) => {
      const begin = performance.now();
      await work();
      times[name] = performance.now() - begin;
    };
    // Code is compiled and bins are laid out by then.
    for (const column of COLUMNS) await rowBins(inspection, { column, filter: { kind: 'any' }, count: 24 }, parts);
    for (let i = 0; i < 3; i++) {
      const filter = {
        words: { min: 10 + i, max: 800 },
        novelty: { max: 0.5 },
        percentile: { min: 5 },
        kind: 'any',
      } as const;
      await timed(`filter ${i}`, () => rowsPassing(inspection, filter, parts));
      await timed(`bins ${i}`, () => rowBins(inspection, { column: 'words', filter, count: 24 }, parts));
    }
    console.log(
      '1M rows:',
      Object.entries(times)
        .map(([name, ms]) => `${name} ${ms.toFixed(0)}`)
        .join(', '),
      'ms',
    );
    const best = (kind: string) => Math.min(...[0, 1, 2].map((i) => times[`${kind} ${i}`]!));
    expect(best('filter')).toBeLessThan(100);
    expect(best('bins')).toBeLessThan(100);
  });
});

describe('bins', () => {
  it('add up to the rows that pass the rest of the filter, and lie between their edges', async () => {
    await fc.assert(
      fc.asyncProperty(
        corpus,
        filters,
        fc.constantFrom(...COLUMNS),
        fc.integer({ min: 1, max: 40 }),
        async (...asked) => {
          const [rows, f, column, count] = asked;
          const filter = only(f);
          const { inspection, parts } = inspectionWith(rows);
          const { edges, counts, all } = await rowBins(inspection, { column, filter, count }, parts);
          expect(edges).toHaveLength(counts.length + 1);
          expect(all).toHaveLength(counts.length);
          expect(counts.length).toBeLessThanOrEqual(Math.max(count, 1));
          const { [column]: _, ...rest } = filter;
          const numberOf = (r: Row) => (column === 'words' ? r.words : Math.fround(r[column]));
          const naive = (some: readonly Row[]) =>
            counts.map((_, bin) => {
              const last = bin === counts.length - 1;
              const [low, high] = [Math.fround(edges[bin]!), Math.fround(edges[bin + 1]!)];
              return some.filter((r) => numberOf(r) >= low && (last ? numberOf(r) <= high : numberOf(r) < high)).length;
            });
          expect(all).toEqual(naive(rows));
          expect(counts).toEqual(naive(rows.filter((_, i) => passes(rows, i, rest))));
          expect(all.reduce((a, b) => a + b, 0)).toBe(rows.filter((r) => !Number.isNaN(numberOf(r))).length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of words have round edges up to the 99th percentile, and the rest in one', () => {
    const lengths = Array.from({ length: 1000 }, (_, i) => (i < 995 ? i % 200 : 40_000 + i));
    expect(wordEdges(lengths, 24)).toEqual([...Array.from({ length: 21 }, (_, i) => i * 10), 40_999]);
    expect(wordEdges([], 24)).toEqual([0, 1]);
    expect(wordEdges([0, 0], 24)).toEqual([0, 1]);
    expect(wordEdges([3, 5], 24)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(wordEdges([5, 9000], 1)).toEqual([0, 10_000]);
  });
});

describe('work that several want', () => {
  it('is done once, and stops when the last one leaves', async () => {
    const work = new SharedWork<number>(2);
    const seen: AbortSignal[] = [];
    let finish = (_: number) => {};
    const start = (signal: AbortSignal) => {
      seen.push(signal);
      return new Promise<number>((resolve) => {
        finish = resolve;
      });
    };
    const [a, b] = [new AbortController(), new AbortController()];
    const first = work.get('k', a.signal, start);
    const second = work.get('k', b.signal, start);
    a.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen.map((s) => s.aborted)).toEqual([false]);
    finish(7);
    expect(await second).toBe(7);
    expect(await work.get('k', undefined, start)).toBe(7);
    const third = work.get('other', a.signal, start);
    await expect(third).rejects.toMatchObject({ code: 'cancelled' });
    const fourth = work.get('other', b.signal, start);
    b.abort();
    await expect(fourth).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen.map((s) => s.aborted)).toEqual([false, true]);
  });

  it('is tried again after a failure', async () => {
    const work = new SharedWork<number>(2);
    await expect(work.get('k', undefined, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(await work.get('k', undefined, async () => 1)).toBe(1);
  });
});
