// Near-duplicates among samples of the pool: Jaccard of word 5-gram sets, verified.

import { candidatePairs, groups, jaccard } from '../sketch/candidates.ts';
import { BANDS, MinHash } from '../sketch/minHash.ts';
import type { SamplePool } from './pool.ts';

export const NEAR = 0.7;
/** As in scoring/score.ts. */
const MIN_SHINGLES = 8;

/** Distinct word 5-grams of a sample, ascending: each is two 4-grams that overlap. */
export function shingles(pool: SamplePool, sample: number): Float64Array {
  const fours = pool.grams[3] as Int32Array;
  const many = pool.types[3] as number;
  const found = new Set<number>();
  for (let at = pool.offsets[sample] as number; at + 1 < (pool.offsets[sample + 1] as number); at++) {
    const [first, second] = [fours[at] as number, fours[at + 1] as number];
    // A segment that ends between the two leaves the first without a number.
    if (first >= 0 && second >= 0) found.add(first * many + second);
  }
  return Float64Array.from(found).sort();
}

/** The smallest sample of each sample's group, itself where it stands alone; copies are in one group. */
export function nearGroups(pool: SamplePool): Uint32Array {
  const n = pool.offsets.length - 1;
  const minHash = new MinHash();
  const bands = new Int32Array(n * BANDS);
  const rows: number[] = [];
  const firstOf = new Map<number, number>();
  const pairs: [number, number][] = [];
  for (let s = 0; s < n; s++) {
    const first = firstOf.get(pool.content[s] as number);
    if (first !== undefined) {
      pairs.push([first, s]);
      continue;
    }
    firstOf.set(pool.content[s] as number, s);
    const set = shingles(pool, s);
    if (set.length < MIN_SHINGLES) continue;
    minHash.clear();
    for (const x of set) minHash.add(x | 0, Math.floor(x / 2 ** 32));
    minHash.bands(bands, s * BANDS);
    rows.push(s);
  }
  const { a, b } = candidatePairs(Uint32Array.from(rows), bands, pool.content);
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as number, b[i] as number];
    if (jaccard(shingles(pool, x), shingles(pool, y)) >= NEAR) pairs.push([x, y]);
  }
  return groups(n, pairs);
}
