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

/** Verified pairs of samples a < b of the list (ascending), with their Jaccard index; of copies the first takes part. */
export function nearPairs(pool: SamplePool, samples: Uint32Array): { a: number; b: number; jaccard: number }[] {
  const minHash = new MinHash();
  const bands = new Int32Array((pool.offsets.length - 1) * BANDS);
  const rows: number[] = [];
  const met = new Set<number>();
  for (const s of samples) {
    if (met.has(pool.content[s] as number)) continue;
    met.add(pool.content[s] as number);
    const set = shingles(pool, s);
    if (set.length < MIN_SHINGLES) continue;
    minHash.clear();
    for (const x of set) minHash.add(x | 0, Math.floor(x / 2 ** 32));
    minHash.bands(bands, s * BANDS);
    rows.push(s);
  }
  const { a, b } = candidatePairs(Uint32Array.from(rows), bands, pool.content);
  return Array.from(a, (x, i) => {
    const y = b[i] as number;
    return { a: x, b: y, jaccard: jaccard(shingles(pool, x), shingles(pool, y)) };
  }).filter((pair) => pair.jaccard >= NEAR);
}

/** The smallest sample of each sample's group, itself where it stands alone; copies are in one group. */
export function nearGroups(pool: SamplePool): Uint32Array {
  const all = Uint32Array.from(pool.content, (_, s) => s);
  const firstOf = new Map<number, number>();
  const pairs: [number, number][] = nearPairs(pool, all).map(({ a, b }) => [a, b]);
  for (const s of all) {
    const first = firstOf.get(pool.content[s] as number);
    if (first === undefined) firstOf.set(pool.content[s] as number, s);
    else pairs.push([first, s]);
  }
  return groups(all.length, pairs);
}

/** How many samples of `before` have a near-duplicate of their own in `after`: the most alike pairs first, none twice. */
export function countNear(pool: SamplePool, before: Uint32Array, after: Uint32Array): number {
  const isBefore = new Set(before);
  const pairs = nearPairs(pool, Uint32Array.from([...before, ...after]).sort())
    .filter(({ a, b }) => isBefore.has(a) !== isBefore.has(b))
    .sort((x, y) => y.jaccard - x.jaccard || x.a - y.a || x.b - y.b);
  const taken = new Set<number>();
  let n = 0;
  for (const { a, b } of pairs) {
    if (taken.has(a) || taken.has(b)) continue;
    taken.add(a).add(b);
    n++;
  }
  return n;
}
