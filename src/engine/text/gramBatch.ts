// The n-grams of orders 2..4 that start at consecutive tokens, as hash lanes side by side: a batch small enough to stay
// in the cache while a table is asked for all of it.
import type { Lanes } from './grams.ts';
import { chain } from './hash.ts';

export const BATCH = 512;

export class GramBatch {
  readonly lo2 = new Int32Array(BATCH);
  readonly hi2 = new Int32Array(BATCH);
  readonly lo3 = new Int32Array(BATCH);
  readonly hi3 = new Int32Array(BATCH);
  readonly lo4 = new Int32Array(BATCH);
  readonly hi4 = new Int32Array(BATCH);
  /** Whether the 4-gram that starts here was known. */
  readonly known = new Uint8Array(BATCH);

  /** N-grams that start at `from` and the tokens after it, at most BATCH; `end` is where the last of them must end. */
  fill({ lo, hi }: Lanes, from: number, end: number): { pairs: number; triples: number; fours: number } {
    const pairs = Math.min(BATCH, end - 1 - from);
    const triples = Math.min(BATCH, end - 2 - from);
    const fours = Math.min(BATCH, end - 3 - from);
    for (let k = 0; k < pairs; k++) {
      this.lo2[k] = chain(lo[from + k] as number, lo[from + k + 1] as number);
      this.hi2[k] = chain(hi[from + k] as number, hi[from + k + 1] as number);
    }
    for (let k = 0; k < triples; k++) {
      this.lo3[k] = chain(this.lo2[k] as number, lo[from + k + 2] as number);
      this.hi3[k] = chain(this.hi2[k] as number, hi[from + k + 2] as number);
    }
    for (let k = 0; k < fours; k++) {
      this.lo4[k] = chain(this.lo3[k] as number, lo[from + k + 3] as number);
      this.hi4[k] = chain(this.hi3[k] as number, hi[from + k + 3] as number);
    }
    this.known.fill(0);
    return { pairs: Math.max(0, pairs), triples: Math.max(0, triples), fours: Math.max(0, fours) };
  }
}

/** How many tokens of the next batch stand in a known 4-gram of this one, 0..3. */
export function knownAfter({ known }: GramBatch): number {
  if (known[BATCH - 1] === 1) return 3;
  if (known[BATCH - 2] === 1) return 2;
  return known[BATCH - 3] as number;
}

/** Some n-grams of a batch, gathered for one look at a table. */
export class GramList {
  readonly lo = new Int32Array(BATCH);
  readonly hi = new Int32Array(BATCH);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  push(lo: number, hi: number): void {
    const i = this.length++;
    this.lo[i] = lo;
    this.hi[i] = hi;
  }

  /**
   * Takes those of the `n` n-grams from `from` on that stand in no known 4-gram of the batch: neither in the one that
   * starts with them nor in the `reach` (4 − order) before it. `knownBefore`: tokens from the start of the batch on that
   * stand in a known 4-gram of the batch before, 0..3.
   */
  takeUnknown(batch: GramBatch, { lo, hi }: Lanes, from: number, n: number, knownBefore: number, reach: number): void {
    const { known } = batch;
    this.length = 0;
    // Places before this one are covered.
    let coveredTo = knownBefore - (3 - reach);
    for (let k = 0; k < n; k++) {
      if (known[k] === 1) coveredTo = k + 1 + reach;
      if (k >= coveredTo) this.push(lo[from + k] as number, hi[from + k] as number);
    }
  }
}
