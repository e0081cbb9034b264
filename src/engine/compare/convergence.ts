// How alike samples of different groups are: groups that converge share as much with each other as within themselves.
import { rougeLPairs } from '../metrics/homogenisation.ts';
import { type SamplePool, segmentsOf } from './pool.ts';

export interface Convergence {
  /** Mean ROUGE-L of a sample of one group and one of the other; NaN where there is no such pair. */
  readonly means: readonly (readonly number[])[];
}

/** `groups`: numbers of the pool's samples. */
export function convergenceOf(pool: SamplePool, groups: readonly Uint32Array[]): Convergence {
  const all = groups.flatMap((group) => [...group]);
  const groupOf = groups.flatMap((group, g) => Array.from(group, () => g));
  const pairs = rougeLPairs(all.map((s, index) => ({ index, segments: segmentsOf(pool, s) })));
  const sums = groups.map(() => new Float64Array(groups.length));
  const counts = groups.map(() => new Float64Array(groups.length));
  for (let j = 1; j < all.length; j++) {
    for (let i = 0; i < j; i++) {
      const [a, b] = [groupOf[i] as number, groupOf[j] as number];
      (sums[a] as Float64Array)[b] = ((sums[a] as Float64Array)[b] as number) + pairs.get(i, j);
      (counts[a] as Float64Array)[b] = ((counts[a] as Float64Array)[b] as number) + 1;
    }
  }
  // Groups follow each other, so that only a ≤ b was filled.
  const mean = (a: number, b: number) =>
    ((sums[a] as Float64Array)[b] as number) / ((counts[a] as Float64Array)[b] as number);
  return { means: groups.map((_, a) => groups.map((__, b) => mean(Math.min(a, b), Math.max(a, b)))) };
}
