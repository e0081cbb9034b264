// The n-gram table for large corpora: as large from the start as it will ever be, and filled by all workers at once. No
// entry ever moves, so that it needs no low lane (the place stands for it): 8 bytes to count, 4 to know. Claiming an entry
// is one compare-and-exchange; what it holds in the end does not depend on who came first.
import type { GramTable } from './gramTable.ts';

/** What the workers of a fixed table share. */
export interface FixedPart {
  /** Entries that were claimed, about; and 1 once there were too many. */
  readonly shared: Int32Array;
  /** Claims of this worker that `shared` does not know of yet. */
  pending: number;
}

/** Above this the table counts as too small: probes grow long. */
export const FIXED_FILL = 0.8;
const REPORT_EVERY = 64;

/** An empty fixed table that counts (8 bytes per entry) or only knows (4 bytes). `slots` is a power of two. */
export function fixedTable(slots: number, level: number, counts: boolean): GramTable {
  const stride = counts ? 2 : 1;
  return {
    words: new Int32Array(new SharedArrayBuffer(slots * stride * 4)),
    stride,
    slots,
    maxSlots: slots,
    sizes: [0, 0, 0, 0],
    level,
    fixed: { shared: new Int32Array(new SharedArrayBuffer(8)), pending: 0 },
  };
}

/** One worker's hold on a fixed table; its sizes count what this worker claimed. */
export function attach(table: GramTable): GramTable {
  const shared = (table.fixed as FixedPart).shared;
  return { ...table, sizes: [0, 0, 0, 0], fixed: { shared, pending: 0 } };
}

/** Whether entries did not fit: what the table holds is worth nothing then. */
export function overflowed({ fixed, sizes, slots }: GramTable): boolean {
  return fixed !== undefined && (fixed.shared[1] === 1 || sizes.reduce((a, b) => a + b, 0) > slots * FIXED_FILL);
}

/** Adds to the n-gram's count and sets the bits of `mark`. Returns what its word was before; 0 where it is new or not kept. */
export function addFixed(
  table: GramTable,
  fixed: FixedPart,
  lo: number,
  hi: number,
  order: number,
  by: number,
  mark: number,
): number {
  const { words, stride, level } = table;
  if (level !== 0 && hi >>> (32 - level) !== 0) return 0;
  const mask = table.slots - 1;
  // 0 is a free entry.
  const key = hi === 0 ? 1 : hi;
  let slot = (lo >>> 2) & mask;
  let at = slot * stride;
  let isNew = false;
  for (;;) {
    let there = words[at] as number;
    if (there === key) break;
    if (there === 0) {
      if (fixed.shared[1] === 1) return 0;
      there = Atomics.compareExchange(words, at, 0, key);
      if (there === key) break;
      if (there === 0) {
        isNew = true;
        claimed(table, fixed, order);
        break;
      }
    }
    slot = (slot + 1) & mask;
    at = slot * stride;
  }
  if (stride === 1) return isNew ? 0 : 1;
  const before = by === 0 ? (words[at + 1] as number) : Atomics.add(words, at + 1, by);
  if (mark !== 0 && (before & mark) === 0) return before | (Atomics.or(words, at + 1, mark) & mark);
  return before;
}

function claimed(table: GramTable, fixed: FixedPart, order: number): void {
  table.sizes[order - 1] = (table.sizes[order - 1] as number) + 1;
  if (++fixed.pending < REPORT_EVERY) return;
  fixed.pending = 0;
  if (Atomics.add(fixed.shared, 0, REPORT_EVERY) + REPORT_EVERY > table.slots * FIXED_FILL)
    Atomics.store(fixed.shared, 1, 1);
}

/** A sum that nobody reads would be optimised away. */
const sums = new Int32Array(1);

/**
 * Reads the places of the first `n` n-grams at once, so that the accesses overlap: an atomic access that has to wait for
 * memory holds up all that follow it. Does nothing for tables that grow, which are small.
 */
export function touch(table: GramTable, lo: Int32Array, hi: Int32Array, n: number): void {
  if (!table.fixed) return;
  const { words, stride, level } = table;
  const mask = table.slots - 1;
  let sum = 0;
  if (level === 0) {
    for (let i = 0; i < n; i++) sum ^= words[(((lo[i] as number) >>> 2) & mask) * stride] as number;
  } else {
    for (let i = 0; i < n; i++) {
      if ((hi[i] as number) >>> (32 - level) === 0) sum ^= words[(((lo[i] as number) >>> 2) & mask) * stride] as number;
    }
  }
  sums[0] = sum;
}

/** Count and mark of a kept n-gram, 0 where it is unknown. */
export function fixedWord({ words, stride, slots }: GramTable, lo: number, hi: number): number {
  const mask = slots - 1;
  const key = hi === 0 ? 1 : hi;
  let slot = (lo >>> 2) & mask;
  for (;;) {
    const at = slot * stride;
    const there = words[at] as number;
    if (there === key) return stride === 1 ? 1 : (words[at + 1] as number);
    if (there === 0) return 0;
    slot = (slot + 1) & mask;
  }
}

/** Two holds on the same table, or one and an empty table. */
export function mergeFixed(x: GramTable, y: GramTable): GramTable {
  if (!x.fixed) return y;
  if (!y.fixed) return x;
  return { ...x, sizes: x.sizes.map((n, i) => n + (y.sizes[i] as number)) };
}
