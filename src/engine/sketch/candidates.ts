// From band keys to candidate pairs, and from pairs to groups.
import { BANDS } from './minHash.ts';

/** In a bucket of more rows than this, a row meets the first and the preceding few only. */
export const WHOLE_BUCKET = 64;
const NEIGHBOURS = 16;

/** Pairs as two columns, sorted by (a, b), a < b, no pair twice. */
export interface Pairs {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
}

/**
 * Candidate pairs among `rows` (ascending). `bands` holds BANDS keys per row number; of rows with equal `same` keys
 * (identical text) only the first takes part: what holds for it holds for its copies.
 */
export function candidatePairs(rows: Uint32Array, bands: Int32Array, same: Float64Array): Pairs {
  const pairs = new PairList();
  const distinct = [...firstCopies(rows, same).keys()];
  const keys = new Float64Array(distinct.length);
  for (let band = 0; band < BANDS; band++) {
    // Key and place in one exact number: 32 + 21 bits.
    const wide = distinct.length > 2 ** 21;
    const order = wide ? sortByKey(distinct, bands, band) : null;
    if (!order) {
      for (let i = 0; i < distinct.length; i++) {
        const row = distinct[i] as number;
        keys[i] = ((bands[row * BANDS + band] as number) >>> 0) * 2 ** 21 + i;
      }
      keys.sort();
    }
    const at = (i: number) => (order ? (order[i] as number) : (keys[i] as number) % 2 ** 21);
    const keyOf = (i: number) => bands[(distinct[at(i)] as number) * BANDS + band] as number;
    for (let from = 0; from < distinct.length; ) {
      let to = from + 1;
      const key = keyOf(from);
      while (to < distinct.length && keyOf(to) === key) to++;
      if (to - from > 1) pairBucket(from, to, (i) => distinct[at(i)] as number, pairs);
      from = to;
    }
    pairs.compact();
  }
  return pairs.finish();
}

/** The first row of each text, and its copies after it, all ascending. */
export function firstCopies(rows: Uint32Array, same: Float64Array): Map<number, number[]> {
  const firstOf = new Map<number, number>();
  const copies = new Map<number, number[]>();
  for (const row of rows) {
    const key = same[row] as number;
    const first = firstOf.get(key);
    if (first === undefined) {
      firstOf.set(key, row);
      copies.set(row, []);
    } else copies.get(first)?.push(row);
  }
  return copies;
}

function sortByKey(distinct: readonly number[], bands: Int32Array, band: number): Uint32Array {
  const order = Uint32Array.from(distinct, (_, i) => i);
  const key = (i: number) => bands[(distinct[i] as number) * BANDS + band] as number;
  return order.sort((x, y) => key(x) - key(y) || x - y);
}

function pairBucket(from: number, to: number, rowAt: (i: number) => number, pairs: PairList): void {
  if (to - from <= WHOLE_BUCKET) {
    for (let i = from; i < to; i++) for (let j = i + 1; j < to; j++) pairs.push(rowAt(i), rowAt(j));
    return;
  }
  for (let j = from + 1; j < to; j++) {
    for (let i = from; i < Math.min(j, from + NEIGHBOURS); i++) pairs.push(rowAt(i), rowAt(j));
    for (let i = Math.max(from + NEIGHBOURS, j - NEIGHBOURS); i < j; i++) pairs.push(rowAt(i), rowAt(j));
  }
}

/** Pairs as exact numbers a · 2²⁶ + b. */
class PairList {
  private list = new Float64Array(1 << 12);
  private length = 0;
  private compacted = 0;

  push(a: number, b: number): void {
    if (this.length === this.list.length) {
      const wider = new Float64Array(this.list.length * 2);
      wider.set(this.list);
      this.list = wider;
    }
    this.list[this.length++] = Math.min(a, b) * 2 ** 26 + Math.max(a, b);
  }

  /** Drops pairs that are there twice, when the list has grown much since the last time. */
  compact(force = false): void {
    if (!force && this.length < this.compacted * 2 + (1 << 16)) return;
    const sorted = this.list.subarray(0, this.length).sort();
    let kept = 0;
    for (let i = 0; i < sorted.length; i++) {
      if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[kept++] = sorted[i] as number;
    }
    this.length = kept;
    this.compacted = kept;
  }

  finish(): Pairs {
    this.compact(true);
    const a = new Uint32Array(this.length);
    const b = new Uint32Array(this.length);
    for (let i = 0; i < this.length; i++) {
      const pair = this.list[i] as number;
      a[i] = Math.floor(pair / 2 ** 26);
      b[i] = pair % 2 ** 26;
    }
    return { a, b };
  }
}

/** Union–find: `root[x]` is the smallest member of x's group. */
export function groups(n: number, pairs: Iterable<readonly [number, number]>): Uint32Array {
  const root = Uint32Array.from({ length: n }, (_, i) => i);
  const find = (x: number): number => {
    let r = x;
    while (root[r] !== r) r = root[r] as number;
    while (root[x] !== r) {
      const next = root[x] as number;
      root[x] = r;
      x = next;
    }
    return r;
  };
  for (const [x, y] of pairs) {
    const a = find(x);
    const b = find(y);
    if (a !== b) root[Math.max(a, b)] = Math.min(a, b);
  }
  for (let i = 0; i < n; i++) root[i] = find(i);
  return root;
}

/** Jaccard index of two ascending sets. */
export function jaccard(a: Float64Array, b: Float64Array): number {
  if (a.length === 0 || b.length === 0) return 0;
  let i = 0;
  let j = 0;
  let both = 0;
  while (i < a.length && j < b.length) {
    const x = a[i] as number;
    const y = b[j] as number;
    if (x === y) both++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return both / (a.length + b.length - both);
}
