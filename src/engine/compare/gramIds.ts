// Numbers n-grams in the order in which they first stand in the pool.
import { chain } from '../text/hash.ts';

const FIRST_SLOTS = 1 << 16;

/** Words as hash lanes, and where segments begin. */
export interface WordLanes {
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  readonly starts: Uint8Array;
}

/** Writes the number of the n-gram of `order` (1..4) that begins at each word to `out`, −1 where a segment ends first. Returns how many there are. */
export function numberGrams({ lo, hi, starts }: WordLanes, order: number, out: Int32Array): number {
  const table = new IdTable();
  const n = lo.length;
  for (let i = 0; i < n; i++) {
    let l = lo[i] as number;
    let h = hi[i] as number;
    let k = 1;
    for (; k < order; k++) {
      const at = i + k;
      if (at >= n || starts[at] === 1) break;
      l = chain(l, lo[at] as number);
      h = chain(h, hi[at] as number);
    }
    out[i] = k === order ? table.number(l, h) : -1;
  }
  return table.size;
}

/** Open addressing: low lane, high lane, number + 1. */
class IdTable {
  private slots = new Int32Array(FIRST_SLOTS * 3);
  private mask = FIRST_SLOTS - 1;
  size = 0;

  number(lo: number, hi: number): number {
    if (this.size * 2 > this.mask) this.grow();
    const { slots } = this;
    const at = this.find(lo, hi);
    if (slots[at + 2] === 0) {
      slots[at] = lo;
      slots[at + 1] = hi;
      slots[at + 2] = ++this.size;
    }
    return (slots[at + 2] as number) - 1;
  }

  private find(lo: number, hi: number): number {
    const { slots, mask } = this;
    let slot = (lo ^ (hi >>> 7)) & mask;
    for (;;) {
      const at = slot * 3;
      if (slots[at + 2] === 0 || (slots[at] === lo && slots[at + 1] === hi)) return at;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    const old = this.slots;
    this.mask = this.mask * 2 + 1;
    this.slots = new Int32Array((this.mask + 1) * 3);
    for (let from = 0; from < old.length; from += 3) {
      if (old[from + 2] === 0) continue;
      this.slots.set(old.subarray(from, from + 3), this.find(old[from] as number, old[from + 1] as number));
    }
  }
}
