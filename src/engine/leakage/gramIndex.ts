// From a 13-gram to the items that hold it: a flat table in shared memory, which every worker asks and none changes.
import type { ItemColumns } from './items.ts';

/** A 13-gram in at least this many items of a set, and at least this share of them, says nothing of any. */
const MIN_ITEMS = 3;
const MIN_SHARE = 0.01;

/** From how many items of a set on a 13-gram is left out. */
export function leftOutFrom(items: number): number {
  return Math.max(MIN_ITEMS, Math.ceil(items * MIN_SHARE));
}

export interface GramIndex {
  /** Entries; a power of two. */
  readonly slots: number;
  /** High lane and number + 1 of the 13-gram in each entry, side by side; number 0 for a free one. */
  readonly entries: Int32Array;
  /** Low lane by number. */
  readonly lo: Int32Array;
  /** Items of 13-gram g: postings[starts[g]] to postings[starts[g + 1]], each 2 × item, + 1 where it stands in its prompt. */
  readonly starts: Uint32Array;
  readonly postings: Uint32Array;
  /** By item: 13-grams that count, and those of its prompt among them. */
  readonly grams: Uint32Array;
  readonly promptGrams: Uint32Array;
  /** By set: distinct 13-grams that were left out, because too many items share them. */
  readonly leftOut: readonly number[];
  /** Only hashes that start with so many zero bits are kept. */
  readonly level: number;
}

const EMPTY_SLOTS = 16;

function shared<C>(make: { new (b: SharedArrayBuffer): C; BYTES_PER_ELEMENT: number }, n: number): C {
  return new make(new SharedArrayBuffer(n * make.BYTES_PER_ELEMENT));
}

/** `set`: number of the set of each item; the items of a set are counted together. `sets`: how many there are. */
export function gramIndex(items: ItemColumns, set: Uint16Array, sets: number, level: number): GramIndex {
  const occurrences = items.lo.length;
  const slots = Math.max(EMPTY_SLOTS, 2 ** Math.ceil(Math.log2(2 * occurrences + 1)));
  const entries = shared(Int32Array, 2 * slots);
  const lo = new Int32Array(occurrences);
  /** Number of each occurrence. */
  const number = new Uint32Array(occurrences);
  let distinct = 0;
  for (let i = 0; i < occurrences; i++) {
    const at = entryOf(entries, slots, lo, items.lo[i] as number, items.hi[i] as number);
    if (entries[at + 1] === 0) {
      entries[at] = items.hi[i] as number;
      lo[distinct] = items.lo[i] as number;
      entries[at + 1] = ++distinct;
    }
    number[i] = (entries[at + 1] as number) - 1;
  }
  const { counts, leftOut } = whatCounts(items, number, distinct, set, sets);
  const starts = shared(Uint32Array, distinct + 1);
  for (let i = 0; i < occurrences; i++) {
    if (counts[i]) starts[(number[i] as number) + 1] = (starts[(number[i] as number) + 1] as number) + 1;
  }
  for (let g = 0; g < distinct; g++) starts[g + 1] = (starts[g + 1] as number) + (starts[g] as number);
  const postings = shared(Uint32Array, starts[distinct] as number);
  const fill = starts.slice();
  const grams = shared(Uint32Array, items.length);
  const promptGrams = shared(Uint32Array, items.length);
  for (let item = 0; item < items.length; item++) {
    for (let i = items.starts[item] as number; i < (items.starts[item + 1] as number); i++) {
      if (!counts[i]) continue;
      const g = number[i] as number;
      const inPrompt = items.inPrompt[i] as number;
      const at = fill[g] as number;
      fill[g] = at + 1;
      postings[at] = 2 * item + inPrompt;
      grams[item] = (grams[item] as number) + 1;
      promptGrams[item] = (promptGrams[item] as number) + inPrompt;
    }
  }
  const lows = shared(Int32Array, distinct);
  lows.set(lo.subarray(0, distinct));
  return { slots, entries, lo: lows, starts, postings, grams, promptGrams, leftOut, level };
}

/** Which occurrences stay: those of 13-grams that few items of their set share. */
function whatCounts(items: ItemColumns, number: Uint32Array, distinct: number, set: Uint16Array, sets: number) {
  const counts = new Uint8Array(number.length);
  const held = new Uint32Array(distinct);
  const leftOut: number[] = [];
  for (let s = 0; s < sets; s++) {
    held.fill(0);
    let members = 0;
    const each = (visit: (i: number) => void) => {
      for (let item = 0; item < items.length; item++) {
        if (set[item] !== s) continue;
        for (let i = items.starts[item] as number; i < (items.starts[item + 1] as number); i++) visit(i);
      }
    };
    for (let item = 0; item < items.length; item++) if (set[item] === s) members++;
    each((i) => {
      held[number[i] as number] = (held[number[i] as number] as number) + 1;
    });
    const from = leftOutFrom(members);
    each((i) => {
      counts[i] = (held[number[i] as number] as number) < from ? 1 : 0;
    });
    leftOut.push(held.reduce((n, h) => n + (h >= from ? 1 : 0), 0));
  }
  return { counts, leftOut };
}

/** Place of the 13-gram in `entries`, or of the free entry where it would stand. */
function entryOf(entries: Int32Array, slots: number, lows: Int32Array, lo: number, hi: number): number {
  const mask = slots - 1;
  let slot = (lo ^ (lo >>> 15)) & mask;
  for (;;) {
    const at = 2 * slot;
    const number = entries[at + 1] as number;
    if (number === 0 || (entries[at] === hi && lows[number - 1] === lo)) return at;
    slot = (slot + 1) & mask;
  }
}

/** Number of the 13-gram, −1 where no item holds it. */
export function gramNumber({ entries, slots, lo: lows }: GramIndex, lo: number, hi: number): number {
  return (entries[entryOf(entries, slots, lows, lo, hi) + 1] as number) - 1;
}
