// Which n-grams of some samples others hold too: a table of fixed size that all workers fill, then ask. Entries never move; a
// key's place stands for its low lane, as in fixedTable.ts.

/** Plain data in shared memory: can be posted to another worker. */
export interface GramMarks {
  /** By place: the high lane, 0 for free. */
  readonly keys: Int32Array;
  /** By place: the order, and SEEN. */
  readonly marks: Uint8Array;
  /** A bit for every n-gram that is there, and for a few others: it stays in the cache where the table does not. */
  readonly filter: Int32Array;
}

const SEEN = 0x80;
const FILL = 0.6;
const BITS_PER_GRAM = 8;
const MOST_BITS = 1 << 26;

/** Room for `most` different n-grams. */
export function gramMarks(most: number): GramMarks {
  const slots = Math.max(1 << 12, 2 ** Math.ceil(Math.log2(most / FILL)));
  const bits = Math.max(1 << 12, Math.min(MOST_BITS, 2 ** Math.ceil(Math.log2(most * BITS_PER_GRAM))));
  return {
    keys: new Int32Array(new SharedArrayBuffer(slots * 4)),
    marks: new Uint8Array(new SharedArrayBuffer(slots)),
    filter: new Int32Array(new SharedArrayBuffer(bits / 8)),
  };
}

function bitOf(filter: Int32Array, lo: number, hi: number): number {
  return (lo ^ Math.imul(hi, 0x9e3779b1)) & (filter.length * 32 - 1);
}

/** Adds an n-gram of this order (1..4). */
export function noteGram({ keys, marks, filter }: GramMarks, lo: number, hi: number, order: number): void {
  const mask = keys.length - 1;
  const key = hi === 0 ? 1 : hi;
  let slot = (lo >>> 2) & mask;
  for (;;) {
    let there = keys[slot] as number;
    if (there === key) return;
    if (there === 0) {
      there = Atomics.compareExchange(keys, slot, 0, key);
      if (there === key) return;
      if (there === 0) break;
    }
    slot = (slot + 1) & mask;
  }
  marks[slot] = order;
  const bit = bitOf(filter, lo, hi);
  Atomics.or(filter, bit >>> 5, 1 << (bit & 31));
}

/** Marks an n-gram as seen elsewhere, where it is in the table. Only when all are noted. */
export function seeGram({ keys, marks, filter }: GramMarks, lo: number, hi: number): void {
  const bit = bitOf(filter, lo, hi);
  if (((filter[bit >>> 5] as number) & (1 << (bit & 31))) === 0) return;
  const mask = keys.length - 1;
  const key = hi === 0 ? 1 : hi;
  for (let slot = (lo >>> 2) & mask; ; slot = (slot + 1) & mask) {
    const there = keys[slot] as number;
    if (there === 0) return;
    if (there !== key) continue;
    marks[slot] = (marks[slot] as number) | SEEN;
    return;
  }
}

/** N-grams that were noted and not seen, index order − 1. */
export function unseenGrams({ marks }: GramMarks): number[] {
  const out = [0, 0, 0, 0];
  for (let slot = 0; slot < marks.length; slot++) {
    const order = marks[slot] as number;
    if (order !== 0 && order < SEEN) out[order - 1] = (out[order - 1] as number) + 1;
  }
  return out;
}
