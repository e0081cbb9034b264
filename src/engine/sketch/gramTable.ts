// A mergeable hash table of n-grams: how many samples hold each (document frequency), in shared memory.
// Above its capacity it samples *hashes*: a level L keeps those whose high lane starts with L zero bits, so that what is
// kept depends on the set of n-grams alone, not on their order or on the number of workers (KMV / adaptive sampling).

/** Int32 words of an entry: low lane (its two low bits hold the order − 1), high lane, count, last sample seen. */
const STRIDE = 4;
const FILL = 0.6;

/** Plain data: can be posted to another worker. */
export interface GramTable {
  words: Int32Array;
  /** Entries that fit, a power of two. */
  slots: number;
  readonly maxSlots: number;
  /** Kept n-grams per order, index order − 1. */
  readonly sizes: number[];
  /** Kept are the hashes whose high lane starts with this many zero bits. */
  level: number;
}

/** An empty table. `maxSlots` is a power of two; 16 bytes each. */
export function gramTable(maxSlots: number, level = 0, slots = 1 << 12): GramTable {
  const n = Math.min(slots, maxSlots);
  return { words: allocate(n), slots: n, maxSlots, sizes: [0, 0, 0, 0], level };
}

function allocate(slots: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(slots * STRIDE * 4));
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
  const { words } = table;
  const mask = table.slots - 1;
  let slot = (tag >>> 2) & mask;
  for (;;) {
    const at = slot * STRIDE;
    const lo = words[at] as number;
    if (lo === 0) return -1 - at;
    if (lo === tag && words[at + 1] === hi) return at;
    slot = (slot + 1) & mask;
  }
}

/** Counts the n-gram for sample `serial`: once per sample. */
export function addGram(table: GramTable, lo: number, hi: number, order: number, serial: number): void {
  if (!isKept(table, hi)) return;
  const tag = tagged(lo, order);
  const at = find(table, tag, hi);
  const { words } = table;
  if (at >= 0) {
    if (words[at + 3] === serial) return;
    words[at + 2] = (words[at + 2] as number) + 1;
    words[at + 3] = serial;
  } else insert(table, -1 - at, tag, hi, 1, serial);
}

/** Adds `by` for every occurrence, whatever the sample; 0 only makes the n-gram known. */
export function countGram(table: GramTable, lo: number, hi: number, order: number, by = 1): void {
  if (!isKept(table, hi)) return;
  const tag = tagged(lo, order);
  const at = find(table, tag, hi);
  if (at >= 0) table.words[at + 2] = (table.words[at + 2] as number) + by;
  else insert(table, -1 - at, tag, hi, by, 0);
}

/** Count of a kept n-gram, 0 where it is unknown; −1 where its hash is not kept at this level. */
export function gramCount(table: GramTable, lo: number, hi: number, order: number): number {
  if (!isKept(table, hi)) return -1;
  const at = find(table, tagged(lo, order), hi);
  return at >= 0 ? (table.words[at + 2] as number) : 0;
}

/** Whether the n-gram has an entry, or could have none because its hash is not kept at this level. */
export function isKnown(table: GramTable, lo: number, hi: number, order: number): boolean {
  return !isKept(table, hi) || find(table, tagged(lo, order), hi) >= 0;
}

function insert(table: GramTable, at: number, tag: number, hi: number, count: number, last: number): void {
  const { words, sizes } = table;
  words[at] = tag;
  words[at + 1] = hi;
  words[at + 2] = count;
  words[at + 3] = last;
  const order = tag & 3;
  sizes[order] = (sizes[order] as number) + 1;
  if (total(table) > table.slots * FILL) grow(table);
}

function total(table: GramTable): number {
  const s = table.sizes;
  return (s[0] as number) + (s[1] as number) + (s[2] as number) + (s[3] as number);
}

function grow(table: GramTable): void {
  if (table.slots < table.maxSlots) table.slots *= 2;
  else table.level++;
  rebuild(table);
  // A level may keep nearly everything of an unlucky small table: go on until it fits.
  while (total(table) > table.slots * FILL) {
    table.level++;
    rebuild(table);
  }
}

function rebuild(table: GramTable): void {
  const old = table.words;
  table.words = allocate(table.slots);
  table.sizes.fill(0);
  const { words, sizes } = table;
  for (let i = 0; i < old.length; i += STRIDE) {
    const tag = old[i] as number;
    const hi = old[i + 1] as number;
    if (tag === 0 || !isKept(table, hi)) continue;
    const at = -1 - find(table, tag, hi);
    words[at] = tag;
    words[at + 1] = hi;
    words[at + 2] = old[i + 2] as number;
    words[at + 3] = old[i + 3] as number;
    const order = tag & 3;
    sizes[order] = (sizes[order] as number) + 1;
  }
}

/** Every kept n-gram with its order (1..4) and count. */
export function eachGram(
  table: GramTable,
  visit: (tag: number, hi: number, order: number, count: number) => void,
): void {
  const { words } = table;
  for (let i = 0; i < words.length; i += STRIDE) {
    const tag = words[i] as number;
    if (tag !== 0) visit(tag, words[i + 1] as number, (tag & 3) + 1, words[i + 2] as number);
  }
}

/** Folds `b` into `a` and returns it: counts add up, the higher level wins. */
export function mergeGrams(a: GramTable, b: GramTable): GramTable {
  if (b.level > a.level) {
    a.level = b.level;
    rebuild(a);
  }
  const { words } = b;
  for (let i = 0; i < words.length; i += STRIDE) {
    const tag = words[i] as number;
    const hi = words[i + 1] as number;
    if (tag === 0 || !isKept(a, hi)) continue;
    const at = find(a, tag, hi);
    if (at >= 0) a.words[at + 2] = (a.words[at + 2] as number) + (words[i + 2] as number);
    else insert(a, -1 - at, tag, hi, words[i + 2] as number, 0);
  }
  return a;
}

/** Distinct n-grams of an order: exact at level 0, else kept × 2^level. */
export function distinctGrams(table: GramTable, order: number): number {
  return (table.sizes[order - 1] as number) * 2 ** table.level;
}

/** Takes one sample's n-gram back; its entry goes with the last count. Linear probing is repaired by backward shift. */
export function removeGram(table: GramTable, lo: number, hi: number, order: number, by = 1): void {
  if (!isKept(table, hi)) return;
  const tag = tagged(lo, order);
  let at = find(table, tag, hi);
  if (at < 0) return;
  const { words, sizes } = table;
  words[at + 2] = (words[at + 2] as number) - by;
  if ((words[at + 2] as number) > 0) return;
  sizes[order - 1] = (sizes[order - 1] as number) - 1;
  const mask = table.slots - 1;
  let slot = at / STRIDE;
  for (let next = (slot + 1) & mask; ; next = (next + 1) & mask) {
    const from = next * STRIDE;
    const other = words[from] as number;
    if (other === 0) break;
    const home = (other >>> 2) & mask;
    // Move back unless its home lies cyclically in (slot, next].
    const stays = slot <= next ? slot < home && home <= next : slot < home || home <= next;
    if (stays) continue;
    words.copyWithin(at, from, from + STRIDE);
    slot = next;
    at = from;
  }
  words.fill(0, at, at + STRIDE);
}

/** Bytes: level, then lanes and count of every entry, little-endian. */
export function encodeGrams(table: GramTable): Uint8Array {
  const n = total(table);
  const out = new Int32Array(2 + n * 3);
  out[0] = table.level;
  out[1] = table.maxSlots;
  let i = 2;
  eachGram(table, (tag, hi, _order, count) => {
    out[i++] = tag;
    out[i++] = hi;
    out[i++] = count;
  });
  return new Uint8Array(out.buffer);
}

export function decodeGrams(bytes: Uint8Array): GramTable {
  const words = new Int32Array(bytes.slice().buffer);
  const table = gramTable(words[1] as number, words[0] as number);
  for (let i = 2; i < words.length; i += 3) {
    const tag = words[i] as number;
    const hi = words[i + 1] as number;
    insert(table, -1 - find(table, tag, hi), tag, hi, words[i + 2] as number, 0);
  }
  return table;
}
