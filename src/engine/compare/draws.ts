// Draws at the budget: what the reference and another step have in each, and what is kept.
import { seededRandom } from '../statistics/random.ts';
import { stepOrder } from './drawPool.ts';
import { KEEP_IDS } from './keeps.ts';
import { mattrOf } from './mattr.ts';
import type { Pair } from './pair.ts';
import { type PairTests, TESTS } from './permute.ts';
import type { SamplePool } from './pool.ts';
import { SIDE_IDS, type SideCounter } from './side.ts';

/** What a side has in one draw, by the ids of SIDE_IDS and more. */
export interface SideValues {
  readonly values: Readonly<Record<string, number>>;
  readonly samples: number;
}

export interface PairDraws {
  readonly reference: readonly SideValues[];
  readonly other: readonly SideValues[];
  /** By KEEP_IDS. */
  readonly keeps: readonly (readonly number[])[];
  /** Means over the draws, by test. */
  readonly observed: Float64Array;
}

/** `seeds`: one per draw. */
export function pairDraws(pool: SamplePool, step: number, tests: PairTests, seeds: readonly number[]): PairDraws {
  const { pair } = tests;
  // The pair's samples stand as in the pool, the reference's first.
  const shift = pair.split - (pool.first[step] as number);
  const reference: SideValues[] = [];
  const other: SideValues[] = [];
  const keeps: number[][] = [];
  const observed = new Float64Array(TESTS);
  const row = new Float64Array(TESTS);
  for (const seed of seeds) {
    const a = stepOrder(pool, 0, seed);
    const b = stepOrder(pool, step, seed).map((s) => s + shift);
    tests.measure(a, a.length, b, b.length);
    reference.push(valuesOf(tests.a, pair, a));
    other.push(valuesOf(tests.b, pair, b));
    keeps.push([...tests.keeps]);
    tests.write(row, 0);
    for (let i = 0; i < TESTS; i++) observed[i] = (observed[i] as number) + (row[i] as number) / seeds.length;
  }
  return { reference, other, keeps, observed };
}

/** What disjoint parts of the reference keep of each other, by KEEP_IDS, one row per split. `tests` is of the reference alone. */
export function nullSplits(tests: PairTests, budget: number, splits: number, seed: number): number[][] {
  const random = seededRandom(seed);
  const order = Uint32Array.from(tests.pair.samples, (_, i) => i);
  return Array.from({ length: splits }, () => {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      const other = order[i] as number;
      order[i] = order[j] as number;
      order[j] = other;
    }
    measureHalves(tests, order, budget);
    return Array.from({ length: KEEP_IDS.length }, (_, i) => tests.keeps[i] as number);
  });
}

/**
 * How parts that stand one behind the other in the reference differ by themselves: one row per split, by test (see permute.ts). They begin at equal
 * distances. Where neighbours belong together, pieces of one document or of one source, such parts differ more than random ones; a change that
 * is no larger is none.
 */
export function neighbourSplits(tests: PairTests, budget: number, splits: number): number[][] {
  const n = tests.pair.samples.length;
  const row = new Float64Array(TESTS);
  return Array.from({ length: splits }, (_, split) => {
    const from = Math.floor((split * n) / splits);
    measureHalves(
      tests,
      Uint32Array.from({ length: n }, (_x, i) => (from + i) % n),
      budget,
    );
    tests.write(row, 0);
    // The unseen mass of what comes second, as a step has it.
    row[TESTS - 1] = tests.keeps[KEEP_IDS.length - 1] as number;
    return [...row];
  });
}

function measureHalves(tests: PairTests, order: Uint32Array, budget: number): void {
  const { offsets } = tests.pair;
  let words = 0;
  let half = 0;
  while (half < order.length - 1 && words < budget) {
    const s = order[half++] as number;
    words += (offsets[s + 1] as number) - (offsets[s] as number);
  }
  const rest = order.subarray(half);
  tests.measure(order, half, rest, rest.length);
}

function valuesOf(side: SideCounter, pair: Pair, order: Uint32Array): SideValues {
  const values: Record<string, number> = {};
  SIDE_IDS.forEach((id, i) => {
    values[id] = side.values[i] as number;
  });
  values.mattr = mattrOf(pair, order, side.samples);
  values['novelty-median'] = median(side.novelties);
  const lengths = Array.from(
    order.subarray(0, side.samples),
    (s) => (pair.offsets[s + 1] as number) - (pair.offsets[s] as number),
  );
  values.length = median(lengths);
  return { values, samples: side.samples };
}

function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  const sorted = Float64Array.from(values).sort();
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
}
