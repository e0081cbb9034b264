// How large the shared n-gram tables of a large corpus have to be: told by a few drawn blocks, held to the memory budget.
import type { FixedTables } from '../../engine/metric.ts';
import type { ViewState } from '../../engine/run.ts';
import type { ViewName } from '../../engine/sample.ts';
import { FIXED_FILL, fixedTable, overflowed } from '../../engine/sketch/fixedTable.ts';
import type { GramTable } from '../../engine/sketch/gramTable.ts';
import type { SpacedGrams } from '../../engine/tallies/spacedGrams.ts';
import type { WordGrams } from '../../engine/tallies/wordGrams.ts';
import type { MergedViews } from '../tasks/merge.ts';

/** From here on tables are shared, bytes; below, every worker fills tables of its own. */
export const SHARED_ABOVE = 16 * 1024 * 1024;
/** Up to here pairs, triples and spaced n-grams are counted without sampling, bytes. */
export const THINNED_ABOVE = 64 * 1024 * 1024;
/** Share of the memory setting that the tables may take. */
const TABLE_SHARE = 0.55;
/** A draw may meet less than its share. */
const MARGIN = 1.2;
const LEAST_SLOTS = 1 << 16;
const MOST_SLOTS = 1 << 28;

type Name = keyof FixedTables;
const BYTES: Readonly<Record<Name, number>> = { words4: 8, words23: 4, spaced4: 8, spaced123: 4 };
/** Novelty and evidence hang on the word 4-grams: the others are thinned out first. */
const DEAR = 4;

/** Different n-grams that are expected, per view and table; tables of tallies that do not run are missing. */
export type Expected = ReadonlyMap<ViewName, Readonly<Partial<Record<Name, number>>>>;

/** From the merged states of drawn blocks, `times` as many of which make the corpus. Too high rather than too low. */
export function expectedGrams(drawn: MergedViews, times: number): Expected {
  const expect = ({ sizes, level }: GramTable) => sizes.reduce((a, b) => a + b, 0) * 2 ** level * times * MARGIN;
  return new Map(
    drawn.map(([view, state]) => [view, Object.fromEntries(tablesOf(state).map(([name, t]) => [name, expect(t)]))]),
  );
}

/** The n-gram tables of a view, by name. */
function tablesOf({ states }: ViewState): (readonly [Name, GramTable])[] {
  const words = states.wordGrams as WordGrams;
  const spaced = states.spacedGrams as SpacedGrams | undefined;
  return [
    ['words4', words.table],
    ['words23', words.short],
    ...(spaced
      ? ([
          ['spaced4', spaced.table],
          ['spaced123', spaced.short],
        ] as const)
      : []),
  ];
}

interface Planned {
  readonly view: ViewName;
  readonly name: Name;
  readonly expected: number;
  level: number;
}

/** `bytes`: of the corpus. Levels and sizes depend on the expectation and the memory setting alone. */
export function planTables(
  expected: Expected,
  bytes: number,
  memoryMb: number,
): Readonly<Partial<Record<ViewName, FixedTables>>> {
  const thin = Math.max(0, Math.ceil(Math.log2(bytes / THINNED_ABOVE)));
  const planned: Planned[] = [];
  for (const [view, counts] of expected) {
    for (const [name, expected] of Object.entries(counts) as [Name, number][]) {
      // Self-repetition needs every 4-gram of a sample, distinct shares do not.
      const level = name === 'words23' || name === 'spaced123' ? thin : 0;
      planned.push({ view, name, expected, level });
    }
  }
  const size = (t: Planned) => slotsOf(t) * BYTES[t.name];
  const budget = memoryMb * 1e6 * TABLE_SHARE;
  while (planned.reduce((n, t) => n + size(t), 0) > budget) {
    const weight = (t: Planned) => (t.name === 'words4' ? size(t) / DEAR : size(t));
    const largest = planned.reduce((a, b) => (weight(b) > weight(a) ? b : a));
    if (slotsOf(largest) <= LEAST_SLOTS) break;
    largest.level++;
  }
  const out: Partial<Record<ViewName, FixedTables>> = {};
  for (const view of expected.keys()) {
    const tables = planned.filter((t) => t.view === view);
    out[view] = Object.fromEntries(
      tables.map((t) => [t.name, fixedTable(slotsOf(t), t.level, BYTES[t.name] === 8)]),
    ) as unknown as FixedTables;
  }
  return out;
}

function slotsOf({ expected, level }: Planned): number {
  const needed = expected / 2 ** level / FIXED_FILL;
  return Math.min(MOST_SLOTS, Math.max(LEAST_SLOTS, 2 ** Math.ceil(Math.log2(needed))));
}

/** Whether any shared table turned out too small. */
export function anyOverflow(merged: MergedViews): boolean {
  return merged.some(([, state]) => tablesOf(state).some(([, table]) => overflowed(table)));
}

/** The next attempt after tables were too small. */
export function doubled(expected: Expected): Expected {
  return new Map(
    [...expected].map(([view, counts]) => [
      view,
      Object.fromEntries(Object.entries(counts).map(([name, n]) => [name, n * 2])),
    ]),
  );
}
