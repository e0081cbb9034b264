// A mergeable hash table that knows of each n-gram (orders 1..8) whether one sample holds it or more. When it is full it
// keeps only n-grams of a higher rank, so that what is kept depends on the set of n-grams alone.

/** Entries that may be filled before the table grows. */
const FILL = 0.7;
const FIRST_SLOTS = 1 << 12;
const MAX_LEVEL = 31;
const STRIDE = 3;
const SHARED = -1;
export const ORDERS = 8;

/** Plain data: can be posted to another worker. */
export interface HolderTable {
  /**
   * Per entry: low lane with rank (bits 3..7) and order − 1 (bits 0..2) in it, high lane, and the holder: the sample's
   * number, 0 for one that was folded elsewhere, −1 for more than one sample. All zero where the entry is free.
   */
  entries: Int32Array;
  /** Entries that fit, a power of two. */
  slots: number;
  readonly maxSlots: number;
  /** Kept are n-grams of at least this rank: 2^−level of all. */
  level: number;
  size: number;
  /** Samples that were folded here. */
  samples: number;
}

/** An empty table. `maxSlots` is a power of two; 12 bytes each. */
export function holderTable(maxSlots: number, level = 0): HolderTable {
  return emptyTable(maxSlots, level, Math.min(FIRST_SLOTS, maxSlots));
}

function emptyTable(maxSlots: number, level: number, slots: number): HolderTable {
  return { entries: allocate(slots), slots, maxSlots, level, size: 0, samples: 0 };
}

/** Shared memory, so that the merged table is not copied. */
function allocate(slots: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(slots * STRIDE * 4));
}

/** Rank of an n-gram: half of all have rank `lift`, a quarter one more, and so on. */
export function rankOf(hi: number, lift = 0): number {
  return Math.min(MAX_LEVEL, Math.clz32(hi) + lift);
}

/** Index of the entry's first word, or −1 − index of the free place. */
function find({ entries, slots }: HolderTable, tag: number, hi: number): number {
  let at = ((tag >>> 8) & (slots - 1)) * STRIDE;
  for (;;) {
    const found = entries[at] as number;
    if (found === tag && entries[at + 1] === hi) return at;
    if (found === 0) return -1 - at;
    at += STRIDE;
    if (at === entries.length) at = 0;
  }
}

/**
 * Notes that sample number `table.samples` holds the n-gram. `rank` is at least `table.level`, and the same for every
 * occurrence of the n-gram.
 */
export function addHolder(table: HolderTable, lo: number, hi: number, order: number, rank: number): void {
  // Never 0, which marks a free entry.
  const tag = (lo & ~0xff) | (rank << 3) | (order - 1) || 0x100;
  const at = find(table, tag, hi);
  if (at < 0) insert(table, -1 - at, tag, hi, table.samples);
  else if (table.entries[at + 2] !== table.samples) table.entries[at + 2] = SHARED;
}

function put(table: HolderTable, at: number, tag: number, hi: number, holder: number): void {
  table.entries[at] = tag;
  table.entries[at + 1] = hi;
  table.entries[at + 2] = holder;
  table.size++;
}

function insert(table: HolderTable, at: number, tag: number, hi: number, holder: number): void {
  put(table, at, tag, hi, holder);
  if (table.size <= table.slots * FILL) return;
  if (table.slots < table.maxSlots) table.slots *= 2;
  else if (table.level < MAX_LEVEL) table.level++;
  rebuild(table);
  // A level may keep nearly everything of an unlucky small table: go on until it fits, at last in a larger one.
  while (table.size > table.slots * FILL) {
    if (table.level < MAX_LEVEL) table.level++;
    else table.slots *= 2;
    rebuild(table);
  }
}

const isKept = (table: HolderTable, tag: number): boolean => ((tag >>> 3) & 31) >= table.level;

function rebuild(table: HolderTable): void {
  const { entries } = table;
  table.entries = allocate(table.slots);
  table.size = 0;
  for (let i = 0; i < entries.length; i += STRIDE) {
    const tag = entries[i] as number;
    if (tag === 0 || !isKept(table, tag)) continue;
    const hi = entries[i + 1] as number;
    put(table, -1 - find(table, tag, hi), tag, hi, entries[i + 2] as number);
  }
}

/** Folds one table into the other and returns it; both have seen different samples. */
export function mergeHolders(x: HolderTable, y: HolderTable): HolderTable {
  const [into, from] = x.size >= y.size ? [x, y] : [y, x];
  if (from.level > into.level) {
    into.level = from.level;
    rebuild(into);
  }
  let { slots } = into;
  while (slots < into.maxSlots && into.size + from.size > slots * FILL) slots *= 2;
  if (slots !== into.slots) {
    into.slots = slots;
    rebuild(into);
  }
  // In hash order entries would pile up in one stretch of a table that is nearly full: jump about (any odd step
  // visits every slot).
  const step = (Math.floor(from.slots * 0.618) | 1) >>> 0;
  for (let n = 0, slot = 0; n < from.slots; n++, slot = (slot + step) & (from.slots - 1)) {
    const tag = from.entries[slot * STRIDE] as number;
    if (tag === 0 || !isKept(into, tag)) continue;
    const hi = from.entries[slot * STRIDE + 1] as number;
    const at = find(into, tag, hi);
    if (at >= 0) into.entries[at + 2] = SHARED;
    else insert(into, -1 - at, tag, hi, from.entries[slot * STRIDE + 2] === SHARED ? SHARED : 0);
  }
  return into;
}

/** Kept n-grams per order (index order − 1), and those of them that one sample alone holds. */
export function holdersByOrder({ entries }: HolderTable): { kept: number[]; alone: number[] } {
  const kept = new Array<number>(ORDERS).fill(0);
  const alone = new Array<number>(ORDERS).fill(0);
  for (let i = 0; i < entries.length; i += STRIDE) {
    const tag = entries[i] as number;
    if (tag === 0) continue;
    const order = tag & 7;
    kept[order] = (kept[order] as number) + 1;
    if (entries[i + 2] !== SHARED) alone[order] = (alone[order] as number) + 1;
  }
  return { kept, alone };
}

const HEADER = 3;

/** Level, capacity, slots, then the words of every entry in table order; little-endian. */
export function encodeHolders({ entries, level, maxSlots, slots, size }: HolderTable): Uint8Array {
  const out = new Int32Array(HEADER + size * STRIDE);
  out.set([level, maxSlots, slots]);
  let to = HEADER;
  for (let i = 0; i < entries.length; i += STRIDE) {
    if (entries[i] === 0) continue;
    out[to++] = entries[i] as number;
    out[to++] = entries[i + 1] as number;
    // The sample's number means nothing elsewhere.
    out[to++] = entries[i + 2] === SHARED ? SHARED : 0;
  }
  return new Uint8Array(out.buffer);
}

export function decodeHolders(bytes: Uint8Array): HolderTable {
  // Encoded states may stand at any offset of a longer message.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
  const [level, maxSlots, slots] = words as unknown as [number, number, number];
  const table = emptyTable(maxSlots, level, slots);
  for (let i = HEADER; i < words.length; i += STRIDE) {
    const tag = words[i] as number;
    const hi = words[i + 1] as number;
    put(table, -1 - find(table, tag, hi), tag, hi, words[i + 2] as number);
  }
  return table;
}
