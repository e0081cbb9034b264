// How many samples of the real corpus and how many candidates hold an item: one table that all workers fill together. It never
// grows; above its budget only items whose hash starts with zero bits are kept, as in sketch/gramTable.ts.

export interface ItemTable {
  /** The high lane of each item, 0 for a free place; the place stands for the low lane. Shared memory, like all of it. */
  readonly keys: Int32Array;
  readonly real: Int32Array;
  readonly synthetic: Int32Array;
  readonly kinds: Uint8Array;
  /** Leading zero bits that a kept n-gram has; terms are always kept. */
  readonly level: number;
  /** Places taken; and 1 once there were too many. */
  readonly shared: Int32Array;
}

export const BYTES_PER_ITEM = 13;
/** Above this the table counts as too small. */
const FILL = 0.8;

/** `slots`: a power of two. */
export function itemTable(slots: number, level: number): ItemTable {
  const ints = () => new Int32Array(new SharedArrayBuffer(slots * 4));
  return {
    keys: ints(),
    real: ints(),
    synthetic: ints(),
    kinds: new Uint8Array(new SharedArrayBuffer(slots)),
    level,
    shared: new Int32Array(new SharedArrayBuffer(8)),
  };
}

export function isKeptItem({ level }: ItemTable, kind: number, hi: number): boolean {
  return level === 0 || kind === 0 || hi >>> (32 - level) === 0;
}

/** Counts a sample that holds the item. */
export function countItem(table: ItemTable, kind: number, lo: number, hi: number, isReal: boolean): void {
  if (table.shared[1] === 1) return;
  const { keys } = table;
  const mask = keys.length - 1;
  const key = hi === 0 ? 1 : hi;
  let slot = placeOf(lo, mask);
  for (;;) {
    let there = keys[slot] as number;
    if (there === 0) {
      there = Atomics.compareExchange(keys, slot, 0, key);
      if (there === 0) {
        table.kinds[slot] = kind;
        if (Atomics.add(table.shared, 0, 1) > keys.length * FILL) Atomics.store(table.shared, 1, 1);
        break;
      }
    }
    if (there === key) break;
    slot = (slot + 1) & mask;
  }
  Atomics.add(isReal ? table.real : table.synthetic, slot, 1);
}

/** The item's place; −1 where it is unknown. */
export function placeOfItem({ keys }: ItemTable, lo: number, hi: number): number {
  const mask = keys.length - 1;
  const key = hi === 0 ? 1 : hi;
  let slot = placeOf(lo, mask);
  for (;;) {
    const there = keys[slot] as number;
    if (there === key) return slot;
    if (there === 0) return -1;
    slot = (slot + 1) & mask;
  }
}

/** Whether items did not fit: what the table holds is worth nothing then. */
export function isTooSmall({ shared }: ItemTable): boolean {
  return shared[1] === 1;
}

function placeOf(lo: number, mask: number): number {
  return (lo ^ (lo >>> 15)) & mask;
}
