// The units of a comparison: what has to be computed, in the order in which it is worth starting.

import type { Budgets } from './permute.ts';
import { FOLDS } from './perplexity.ts';
import type { SamplePool } from './pool.ts';
import type { ComparisonUnit } from './units.ts';

/** Compressing costs more than all counting: fewer draws, and no more bytes than show it. */
const COMPRESSION_DRAWS = 5;
const COMPRESSION_BYTES = 1 << 20;
/** Permutations of a unit: enough to be worth numbering a pair. */
const CHUNK = 100;

export interface UnitsAsked {
  /** Words of a draw, and of what is kept. */
  readonly budgets: Budgets;
  readonly steps: number;
  readonly draws: number;
  readonly permutations: number;
  readonly seed: number;
  /** Samples of the pool that speak for each group. */
  readonly groups?: readonly Uint32Array[];
}

/** In the order in which they are worth starting: the longest first. */
export function comparisonUnits(
  pool: SamplePool,
  { budgets, steps, draws, permutations, seed, groups }: UnitsAsked,
): ComparisonUnit[] {
  const { words } = budgets;
  const seeds = Array.from({ length: draws }, (_, i) => seed + 1 + i);
  const others = Array.from({ length: steps - 1 }, (_, i) => i + 1);
  const bytes = compressionBytes(pool, words);
  const units: ComparisonUnit[] = [{ kind: 'shifts', asked: { budget: words } }];
  for (let step = 0; step < steps; step++) {
    units.push({ kind: 'compression', step, bytes, words, seeds: seeds.slice(0, COMPRESSION_DRAWS) });
  }
  for (const step of others) {
    units.push({ kind: 'draws', step, budgets, seeds });
    for (let from = 0; from < permutations; from += CHUNK) {
      units.push({ kind: 'permute', step, budgets, seed, from, to: Math.min(permutations, from + CHUNK) });
    }
  }
  for (const step of others) units.push({ kind: 'alikeness', step, permutations, seed });
  units.push({ kind: 'null', budgets, splits: draws, seed });
  for (let fold = 0; fold < FOLDS; fold++) units.push({ kind: 'perplexity', fold });
  if (groups && groups.length > 1) units.push({ kind: 'convergence', groups });
  return units;
}

/** Bytes that every draw of every step can be expected to hold. */
function compressionBytes({ first, byteOffsets, offsets }: SamplePool, words: number): number {
  let least = COMPRESSION_BYTES;
  for (let step = 0; step + 1 < first.length; step++) {
    const [from, to] = [first[step] as number, first[step + 1] as number];
    const perWord =
      ((byteOffsets[to] as number) - (byteOffsets[from] as number)) /
      ((offsets[to] as number) - (offsets[from] as number));
    least = Math.min(least, Math.floor(0.9 * words * perWord));
  }
  return Math.max(1, least);
}
