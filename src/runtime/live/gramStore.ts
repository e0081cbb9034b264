// The distinct 4-grams of every row in two flat columns, so that all rows that hold one are found by one linear scan.
import { type Run, remapped } from './runs.ts';

/** Lanes of n-grams, growing; in shared memory, so that a worker hands them over without a copy. */
export class Lanes {
  length = 0;
  lo: Int32Array;
  hi: Int32Array;

  constructor(slots = 1 << 14) {
    this.lo = allocate(slots);
    this.hi = allocate(slots);
  }

  push(lo: number, hi: number): void {
    if (this.length === this.lo.length) {
      this.lo = widened(this.lo);
      this.hi = widened(this.hi);
    }
    this.lo[this.length] = lo;
    this.hi[this.length++] = hi;
  }
}

function allocate(n: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(n * 4));
}

function widened(old: Int32Array): Int32Array {
  const wider = allocate(old.length * 2);
  wider.set(old);
  return wider;
}

/** Plain data, as a worker sends it. */
export interface StoredGrams {
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  readonly length: number;
  /** Where each row's n-grams start, and how many there are. */
  readonly at: Uint32Array;
  readonly count: Uint32Array;
}

/** N-grams of rows that are gone stay in the lanes, unreachable, until the store is built anew. */
export class GramStore {
  at: Uint32Array;
  count: Uint32Array;
  private readonly lanes: Lanes;

  constructor(stored: StoredGrams) {
    this.at = stored.at;
    this.count = stored.count;
    this.lanes = new Lanes(0);
    this.lanes.lo = stored.lo;
    this.lanes.hi = stored.hi;
    this.lanes.length = stored.length;
  }

  get lo(): Int32Array {
    return this.lanes.lo;
  }

  get hi(): Int32Array {
    return this.lanes.hi;
  }

  /** Rows take their new places; those that no run names hold nothing yet. */
  remap(runs: readonly Run[], rows: number): void {
    this.at = remapped(this.at, runs, rows);
    this.count = remapped(this.count, runs, rows);
  }

  /** Sets what a row holds. */
  set(row: number, { lo, hi }: { readonly lo: Int32Array; readonly hi: Int32Array }): void {
    this.at[row] = this.lanes.length;
    this.count[row] = lo.length;
    for (let i = 0; i < lo.length; i++) this.lanes.push(lo[i] as number, hi[i] as number);
  }
}
