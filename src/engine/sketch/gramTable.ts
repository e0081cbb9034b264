// A mergeable hash table of n-grams with their counts, in shared memory so that workers read one merged table.
// Above its capacity it samples *hashes*: a level L keeps those whose high lane starts with L zero bits, so that what is
// kept depends on the set of n-grams alone, not on their order or on the number of workers (adaptive sampling, Wegman).

import { addFixed, type FixedPart, fixedWord, mergeFixed } from './fixedTable.ts';

/** Entries that may be filled before the table grows. */
const FILL = 0.7;
const FIRST_SLOTS = 1 << 12;
const MAX_LEVEL = 31;

/** Bit of a count that says something else of the n-gram; counts stay below it. */
const MARK = 1 << 30;

/** Plain data: can be posted to another worker. */
export interface GramTable {
  /** Per entry: low lane (its two low bits hold the order − 1; 0 marks a free entry), high lane, and the count. */
  words: Int32Array;
  /** Words per entry: 3, or 2 where only presence matters; one less where the table is fixed. */
  readonly stride: 1 | 2 | 3;
  /** Entries that fit, a power of two. */
  slots: number;
  readonly maxSlots: number;
  /** Kept n-grams per order, index order − 1. */
  readonly sizes: number[];
  /** Kept are the hashes whose high lane starts with this many zero bits. */
  level: number;
  /** Set where the table is of a fixed size and filled by several workers at once; see fixedTable.ts. */
  readonly fixed?: FixedPart;
}

/** An empty table that counts. `maxSlots` is a power of two; 12 bytes each. */
export function gramTable(maxSlots: number, level = 0): GramTable {
  return emptyTable(3, maxSlots, level, FIRST_SLOTS);
}

/** An empty table that only knows what is there; 8 bytes each. */
export function presenceTable(maxSlots: number, level = 0): GramTable {
  return emptyTable(2, maxSlots, level, FIRST_SLOTS);
}

function emptyTable(stride: 2 | 3, maxSlots: number, level: number, slots: number): GramTable {
  const n = Math.min(slots, maxSlots);
  return { words: allocate(n, stride), stride, slots: n, maxSlots, sizes: [0, 0, 0, 0], level };
}

function allocate(slots: number, stride: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(slots * stride * 4));
}

export function isKept(table: GramTable, hi: number): boolean {
  return table.level === 0 || hi >>> (32 - table.level) === 0;
}

/** The low lane with the order in it; never 0. */
export function tagged(lo: number, order: number): number {
  return (lo & ~3) | (order - 1) || 4;
}

/** Index of the entry's first word, or −1 − index of the free place. */
function find(table: GramTable, tag: number, hi: number): number {
  const { words, stride } = table;
  const mask = table.slots - 1;
  let slot = (tag >>> 2) & mask;
  for (;;) {
    const at = slot * stride;
    const lo = words[at] as number;
    if (lo === 0) return -1 - at;
    if (lo === tag && words[at + 1] === hi) return at;
    slot = (slot + 1) & mask;
  }
}

/**
 * Adds `by` to the n-gram's count; in a presence table it becomes known. Returns whether it was known before (false too
 * where its hash is not kept).
 */
export function addGram(table: GramTable, lo: number, hi: number, order: number, by = 1): boolean {
  if (table.fixed) return addFixed(table, table.fixed, lo, hi, order, by, 0) !== 0;
  if (!isKept(table, hi)) return false;
  const tag = tagged(lo, order);
  const at = find(table, tag, hi);
  if (at < 0) {
    insert(table, -1 - at, tag, hi, by);
    return false;
  }
  if (table.stride === 3) table.words[at + 2] = (table.words[at + 2] as number) + by;
  return true;
}

/** As addGram, and marks the n-gram. Returns whether it was marked before. */
export function markGram(table: GramTable, lo: number, hi: number, order: number, by: number): boolean {
  if (table.fixed) return (addFixed(table, table.fixed, lo, hi, order, by, MARK) & MARK) !== 0;
  if (!isKept(table, hi)) return false;
  const tag = tagged(lo, order);
  const at = find(table, tag, hi);
  if (at < 0) {
    insert(table, -1 - at, tag, hi, by | MARK);
    return false;
  }
  const before = table.words[at + 2] as number;
  table.words[at + 2] = (before + by) | MARK;
  return (before & MARK) !== 0;
}

/** Count of a kept n-gram, 0 where it is unknown; −1 where its hash is not kept at this level. */
export function gramCount(table: GramTable, lo: number, hi: number, order: number): number {
  if (!isKept(table, hi)) return -1;
  const word = wordOf(table, lo, hi, order);
  return word & ~MARK;
}

/** Count and mark of a kept n-gram, 0 where it is unknown. */
function wordOf(table: GramTable, lo: number, hi: number, order: number): number {
  if (table.fixed) return fixedWord(table, lo, hi);
  const at = find(table, tagged(lo, order), hi);
  return at >= 0 ? countAt(table, at) : 0;
}

function countAt(table: GramTable, at: number): number {
  return table.stride === 3 ? (table.words[at + 2] as number) : 1;
}

/** Whether the n-gram has an entry, or could have none because its hash is not kept at this level. */
export function isKnown(table: GramTable, lo: number, hi: number, order: number): boolean {
  return !isKept(table, hi) || wordOf(table, lo, hi, order) !== 0;
}

/** Whether the n-gram is marked, or could not be because its hash is not kept at this level. */
export function isMarked(table: GramTable, lo: number, hi: number, order: number): boolean {
  return !isKept(table, hi) || (wordOf(table, lo, hi, order) & MARK) !== 0;
}

/** Kept n-grams that are marked. */
export function markedGrams({ words, stride, fixed }: GramTable): number {
  const last = stride - 1;
  let n = 0;
  for (let i = fixed ? 1 : last; i < words.length; i += stride) if (((words[i] as number) & MARK) !== 0) n++;
  return n;
}

function insert(table: GramTable, at: number, tag: number, hi: number, count: number): void {
  put(table, at, tag, hi, count);
  if (total(table) <= table.slots * FILL) return;
  if (table.slots < table.maxSlots) table.slots *= 2;
  else if (table.level < MAX_LEVEL) table.level++;
  rebuild(table);
  // A level may keep nearly everything of an unlucky small table: go on until it fits, at last in a larger one.
  while (total(table) > table.slots * FILL) {
    if (table.level < MAX_LEVEL) table.level++;
    else table.slots *= 2;
    rebuild(table);
  }
}

function put(table: GramTable, at: number, tag: number, hi: number, count: number): void {
  const { words, sizes } = table;
  words[at] = tag;
  words[at + 1] = hi;
  if (table.stride === 3) words[at + 2] = count;
  sizes[tag & 3] = (sizes[tag & 3] as number) + 1;
}

function total({ sizes: s }: GramTable): number {
  return (s[0] as number) + (s[1] as number) + (s[2] as number) + (s[3] as number);
}

function rebuild(table: GramTable): void {
  const old = table.words;
  const { stride } = table;
  table.words = allocate(table.slots, stride);
  table.sizes.fill(0);
  // Entries stand in the order of their hashes: into a table of at least this size they go without long probes.
  for (let i = 0; i < old.length; i += stride) {
    const tag = old[i] as number;
    const hi = old[i + 1] as number;
    if (tag === 0 || !isKept(table, hi)) continue;
    put(table, -1 - find(table, tag, hi), tag, hi, stride === 3 ? (old[i + 2] as number) : 1);
  }
}

/** Makes room for `more` entries at once, as far as the table may grow. */
function reserve(table: GramTable, more: number): void {
  let { slots } = table;
  while (slots < table.maxSlots && total(table) + more > slots * FILL) slots *= 2;
  if (slots === table.slots) return;
  table.slots = slots;
  rebuild(table);
}

/** Every kept n-gram with its order (1..4) and count. */
export function eachGram(
  table: GramTable,
  visit: (tag: number, hi: number, order: number, count: number) => void,
): void {
  const { words, stride } = table;
  for (let i = 0; i < words.length; i += stride) {
    const tag = words[i] as number;
    if (tag !== 0) visit(tag, words[i + 1] as number, (tag & 3) + 1, countAt(table, i) & ~MARK);
  }
}

/** Folds one table into the other and returns it: counts add up, marks stay, the higher level wins. */
export function mergeGrams(x: GramTable, y: GramTable): GramTable {
  if (x.fixed || y.fixed) return mergeFixed(x, y);
  const [into, from] = total(x) >= total(y) ? [x, y] : [y, x];
  if (from.level > into.level) {
    into.level = from.level;
    rebuild(into);
  }
  reserve(into, total(from));
  const { words, stride, slots } = from;
  // In hash order entries would pile up in one stretch of a table that is nearly full: jump about (any odd step
  // visits every slot).
  const step = (Math.floor(slots * 0.618) | 1) >>> 0;
  for (let n = 0, slot = 0; n < slots; n++, slot = (slot + step) & (slots - 1)) {
    const i = slot * stride;
    const tag = words[i] as number;
    const hi = words[i + 1] as number;
    if (tag === 0 || !isKept(into, hi)) continue;
    const count = stride === 3 ? (words[i + 2] as number) : 1;
    const at = find(into, tag, hi);
    if (at < 0) insert(into, -1 - at, tag, hi, count);
    else if (stride === 3) into.words[at + 2] = combine(into.words[at + 2] as number, count);
  }
  return into;
}

function combine(a: number, b: number): number {
  return ((a & ~MARK) + (b & ~MARK)) | ((a | b) & MARK);
}

/** Distinct n-grams of an order: exact at level 0, else kept × 2^level. */
export function distinctGrams(table: GramTable, order: number): number {
  return (table.sizes[order - 1] as number) * 2 ** table.level;
}

/** Takes `by` back; the entry goes with the last count. Linear probing is repaired by backward shift. */
export function removeGram(table: GramTable, lo: number, hi: number, order: number, by = 1): void {
  if (!isKept(table, hi)) return;
  const tag = tagged(lo, order);
  let at = find(table, tag, hi);
  if (at < 0) return;
  const { words, sizes, stride } = table;
  words[at + 2] = (words[at + 2] as number) - by;
  if ((words[at + 2] as number) > 0) return;
  sizes[order - 1] = (sizes[order - 1] as number) - 1;
  const mask = table.slots - 1;
  let slot = at / stride;
  for (let next = (slot + 1) & mask; ; next = (next + 1) & mask) {
    const from = next * stride;
    const other = words[from] as number;
    if (other === 0) break;
    const home = (other >>> 2) & mask;
    // Move back unless its home lies cyclically in (slot, next].
    const stays = slot <= next ? slot < home && home <= next : slot < home || home <= next;
    if (stays) continue;
    words.copyWithin(at, from, from + stride);
    slot = next;
    at = from;
  }
  words.fill(0, at, at + stride);
}

/** A copy of `x`, which counts and grows, without the counts of `y`. */
export function subtractGrams(x: GramTable, y: GramTable): GramTable {
  const out = { ...x, words: allocate(x.slots, x.stride), sizes: [...x.sizes] };
  out.words.set(x.words);
  eachGram(y, (tag, hi, order, count) => removeGram(out, tag, hi, order, count));
  return out;
}

/** Bytes: stride, level, capacity, slots, then the words of every entry in table order, little-endian. */
export function encodeGrams(table: GramTable): Uint8Array {
  const { words, stride } = table;
  const out = new Int32Array(HEADER + total(table) * stride);
  out.set([stride, table.level, table.maxSlots, table.slots]);
  let at = HEADER;
  for (let i = 0; i < words.length; i += stride) {
    if (words[i] === 0) continue;
    for (let k = 0; k < stride; k++) out[at++] = words[i + k] as number;
  }
  return new Uint8Array(out.buffer);
}

const HEADER = 4;

export function decodeGrams(bytes: Uint8Array): GramTable {
  // Encoded states may stand at any offset of a longer message.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
  const [stride, level, maxSlots, slots] = words as unknown as [2 | 3, number, number, number];
  const table = emptyTable(stride, maxSlots, level, slots);
  for (let i = HEADER; i < words.length; i += stride) {
    const tag = words[i] as number;
    const hi = words[i + 1] as number;
    put(table, -1 - find(table, tag, hi), tag, hi, stride === 3 ? (words[i + 2] as number) : 1);
  }
  return table;
}
