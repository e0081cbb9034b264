// A mergeable hash table of word types: how often each occurs and where it occurs first. In shared memory, so that the
// merged table is not copied. Exact up to its capacity; above it samples hashes by level as gramTable.ts does.

/** Entries that may be filled before the table grows. */
const FILL = 0.7;
const FIRST_SLOTS = 1 << 12;
const MAX_LEVEL = 31;
const STRIDE = 3;

/** Plain data: can be posted to another worker. */
export interface TypeTable {
  /** Per entry: low lane (0 marks a free entry), high lane, count. */
  entries: Int32Array;
  /** Per entry: place of the first occurrence, as an index of `blocks` and a number of words after the block's start. */
  firsts: Int32Array;
  /** Entries that fit, a power of two. */
  slots: number;
  readonly maxSlots: number;
  /** Kept types. */
  size: number;
  /** Kept are the types whose high lane starts with this many zero bits. */
  level: number;
  /** `blockId` of the blocks that were folded, and the words of each. */
  blocks: number[];
  blockWords: number[];
}

/** The words of a sample as hash lanes. */
export interface Lanes {
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  readonly length: number;
}

/** An empty table. `maxSlots` is a power of two; 20 bytes each. */
export function typeTable(maxSlots: number, level = 0): TypeTable {
  return emptyTable(maxSlots, level, FIRST_SLOTS);
}

function emptyTable(maxSlots: number, level: number, wanted: number): TypeTable {
  const slots = Math.min(wanted, maxSlots);
  const [entries, firsts] = allocate(slots);
  return { entries, firsts, slots, maxSlots, size: 0, level, blocks: [], blockWords: [] };
}

function allocate(slots: number): [entries: Int32Array, firsts: Int32Array] {
  const ints = (n: number) => new Int32Array(new SharedArrayBuffer(n * 4));
  return [ints(slots * STRIDE), ints(slots * 2)];
}

/** The bits of the high lane that are zero in what is kept. */
const mustBeZero = (level: number): number => (level === 0 ? 0 : -1 << (32 - level));

/**
 * Counts the words of a sample. Blocks come in ascending order, as workers claim them: then the first time that a type
 * is met is its first place, and only an insertion writes it.
 */
export function addWords(table: TypeTable, block: number, { lo, hi, length }: Lanes): void {
  const number = blockNumber(table, block);
  const before = table.blockWords[number] as number;
  table.blockWords[number] = before + length;
  let { entries } = table;
  let end = entries.length;
  let mask = table.slots - 1;
  let zero = mustBeZero(table.level);
  for (let i = 0; i < length; i++) {
    const h = hi[i] as number;
    if ((h & zero) !== 0) continue;
    const tag = (lo[i] as number) || 1;
    let at = (tag & mask) * STRIDE;
    let found = entries[at] as number;
    while (found !== 0 && (found !== tag || entries[at + 1] !== h)) {
      at += STRIDE;
      if (at === end) at = 0;
      found = entries[at] as number;
    }
    if (found !== 0) {
      entries[at + 2] = (entries[at + 2] as number) + 1;
      continue;
    }
    insert(table, at, tag, h, 1, number, before + i);
    ({ entries } = table);
    end = entries.length;
    mask = table.slots - 1;
    zero = mustBeZero(table.level);
  }
}

function blockNumber(table: TypeTable, block: number): number {
  const { blocks } = table;
  if (blocks.length > 0 && blocks[blocks.length - 1] === block) return blocks.length - 1;
  const known = blocks.lastIndexOf(block);
  if (known >= 0) return known;
  table.blockWords.push(0);
  return blocks.push(block) - 1;
}

/** Index of the entry's first word, or −1 − index of the free place. */
function find({ entries, slots }: TypeTable, tag: number, hi: number): number {
  let at = (tag & (slots - 1)) * STRIDE;
  for (;;) {
    const found = entries[at] as number;
    if (found === 0) return -1 - at;
    if (found === tag && entries[at + 1] === hi) return at;
    at += STRIDE;
    if (at === entries.length) at = 0;
  }
}

function put(t: TypeTable, at: number, tag: number, hi: number, count: number, block: number, word: number): void {
  t.entries[at] = tag;
  t.entries[at + 1] = hi;
  t.entries[at + 2] = count;
  const first = (at / STRIDE) * 2;
  t.firsts[first] = block;
  t.firsts[first + 1] = word;
  t.size++;
}

function insert(t: TypeTable, at: number, tag: number, hi: number, count: number, block: number, word: number): void {
  put(t, at, tag, hi, count, block, word);
  if (t.size <= t.slots * FILL) return;
  if (t.slots < t.maxSlots) t.slots *= 2;
  else if (t.level < MAX_LEVEL) t.level++;
  rebuild(t);
  // A level may keep nearly everything of an unlucky small table: go on until it fits, at last in a larger one.
  while (t.size > t.slots * FILL) {
    if (t.level < MAX_LEVEL) t.level++;
    else t.slots *= 2;
    rebuild(t);
  }
}

function rebuild(t: TypeTable): void {
  const { entries, firsts } = t;
  [t.entries, t.firsts] = allocate(t.slots);
  t.size = 0;
  const zero = mustBeZero(t.level);
  for (let at = 0, first = 0; at < entries.length; at += STRIDE, first += 2) {
    const tag = entries[at] as number;
    const hi = entries[at + 1] as number;
    if (tag === 0 || (hi & zero) !== 0) continue;
    const count = entries[at + 2] as number;
    put(t, -1 - find(t, tag, hi), tag, hi, count, firsts[first] as number, firsts[first + 1] as number);
  }
}

/**
 * Takes the words of a sample back. A type goes with its last count; the first places of those that stay are not
 * corrected, which only a new fold can do.
 */
export function removeWords(table: TypeTable, block: number, { lo, hi, length }: Lanes): void {
  const zero = mustBeZero(table.level);
  const number = table.blocks.lastIndexOf(block);
  if (number >= 0) {
    const left = (table.blockWords[number] as number) - length;
    table.blockWords[number] = left;
  }
  for (let i = 0; i < length; i++) {
    const h = hi[i] as number;
    if ((h & zero) !== 0) continue;
    const at = find(table, (lo[i] as number) || 1, h);
    if (at < 0) continue;
    const count = (table.entries[at + 2] as number) - 1;
    table.entries[at + 2] = count;
    if (count === 0) erase(table, at / STRIDE);
  }
}

/** A copy of `x` without the words of `y`; first places as in `removeWords`. */
export function subtractTypes(x: TypeTable, y: TypeTable): TypeTable {
  const [entries, firsts] = allocate(x.slots);
  entries.set(x.entries);
  firsts.set(x.firsts);
  const out: TypeTable = { ...x, entries, firsts, blocks: [...x.blocks], blockWords: [...x.blockWords] };
  y.blocks.forEach((block, i) => {
    const at = out.blocks.indexOf(block);
    if (at >= 0) out.blockWords[at] = (out.blockWords[at] as number) - (y.blockWords[i] as number);
  });
  for (let from = 0; from < y.entries.length; from += STRIDE) {
    const tag = y.entries[from] as number;
    if (tag === 0) continue;
    const at = find(out, tag, y.entries[from + 1] as number);
    if (at < 0) continue;
    const count = (entries[at + 2] as number) - (y.entries[from + 2] as number);
    entries[at + 2] = count;
    if (count === 0) erase(out, at / STRIDE);
  }
  return out;
}

/** Linear probing is repaired by backward shift. */
function erase(t: TypeTable, gap: number): void {
  const { entries, firsts } = t;
  const mask = t.slots - 1;
  t.size--;
  let slot = gap;
  for (let next = (slot + 1) & mask; ; next = (next + 1) & mask) {
    const tag = entries[next * STRIDE] as number;
    if (tag === 0) break;
    const home = tag & mask;
    // Move back unless its home lies cyclically in (slot, next].
    if (slot <= next ? slot < home && home <= next : slot < home || home <= next) continue;
    entries.copyWithin(slot * STRIDE, next * STRIDE, (next + 1) * STRIDE);
    firsts.copyWithin(slot * 2, next * 2, (next + 1) * 2);
    slot = next;
  }
  entries.fill(0, slot * STRIDE, (slot + 1) * STRIDE);
  firsts.fill(0, slot * 2, (slot + 1) * 2);
}

/** Folds one table into the other and returns it: counts add up, the earlier place and the higher level win. */
export function mergeTypes(x: TypeTable, y: TypeTable): TypeTable {
  const [into, from] = x.size >= y.size ? [x, y] : [y, x];
  const numbers = joinBlocks(into, from);
  if (from.level > into.level) {
    into.level = from.level;
    rebuild(into);
  }
  reserve(into, from.size);
  const { slots, entries } = from;
  // In hash order entries would pile up in one stretch of a table that is nearly full: jump about (any odd step
  // visits every slot).
  const step = (Math.floor(slots * 0.618) | 1) >>> 0;
  for (let n = 0, slot = 0; n < slots; n++, slot = (slot + step) & (slots - 1)) {
    const tag = entries[slot * STRIDE] as number;
    const hi = entries[slot * STRIDE + 1] as number;
    if (tag === 0 || (hi & mustBeZero(into.level)) !== 0) continue;
    const count = entries[slot * STRIDE + 2] as number;
    const block = numbers[from.firsts[slot * 2] as number] as number;
    const word = from.firsts[slot * 2 + 1] as number;
    const at = find(into, tag, hi);
    if (at < 0) insert(into, -1 - at, tag, hi, count, block, word);
    else {
      into.entries[at + 2] = (into.entries[at + 2] as number) + count;
      bringForward(into.firsts, (at / STRIDE) * 2, block, word);
    }
  }
  return into;
}

function bringForward(firsts: Int32Array, first: number, block: number, word: number): void {
  const known = firsts[first] as number;
  if (block > known || (block === known && word >= (firsts[first + 1] as number))) return;
  firsts[first] = block;
  firsts[first + 1] = word;
}

/** Gives `into` the blocks of both, in corpus order; returns the new numbers of `from`'s. */
function joinBlocks(into: TypeTable, from: TypeTable): number[] {
  const words = new Map<number, number>();
  for (const { blocks, blockWords } of [into, from]) {
    blocks.forEach((id, i) => {
      words.set(id, (words.get(id) ?? 0) + (blockWords[i] as number));
    });
  }
  const blocks = [...words.keys()].sort((a, b) => a - b);
  const numberOf = new Map(blocks.map((id, i) => [id, i]));
  const own = into.blocks.map((id) => numberOf.get(id) as number);
  if (own.some((n, i) => n !== i)) {
    // Free entries hold zeros, which mean nothing.
    const { firsts } = into;
    for (let i = 0; i < firsts.length; i += 2) firsts[i] = own[firsts[i] as number] as number;
  }
  into.blocks = blocks;
  into.blockWords = blocks.map((id) => words.get(id) as number);
  return from.blocks.map((id) => numberOf.get(id) as number);
}

/** Makes room for `more` entries at once, as far as the table may grow. */
function reserve(table: TypeTable, more: number): void {
  let { slots } = table;
  while (slots < table.maxSlots && table.size + more > slots * FILL) slots *= 2;
  if (slots === table.slots) return;
  table.slots = slots;
  rebuild(table);
}

/** Counts of all kept types, highest first. */
export function countsOfTypes({ entries, size }: TypeTable): Uint32Array {
  const counts = new Uint32Array(size);
  let n = 0;
  for (let at = 0; at < entries.length; at += STRIDE) {
    if (entries[at] !== 0) counts[n++] = entries[at + 2] as number;
  }
  return counts.sort().reverse();
}

/** Where each kept type occurs first, as a number of words from the start of the corpus, ascending. */
export function firstPlaces({ entries, firsts, size, blocks, blockWords }: TypeTable): Float64Array {
  const starts = new Float64Array(blocks.length);
  let words = 0;
  for (const i of [...blocks.keys()].sort((a, b) => (blocks[a] as number) - (blocks[b] as number))) {
    starts[i] = words;
    words += blockWords[i] as number;
  }
  const places = new Float64Array(size);
  let n = 0;
  for (let slot = 0; slot * STRIDE < entries.length; slot++) {
    if (entries[slot * STRIDE] === 0) continue;
    places[n++] = (starts[firsts[slot * 2] as number] as number) + (firsts[slot * 2 + 1] as number);
  }
  return places.sort();
}

/** What an encoded table holds beside its entries. */
export interface TypeTableHead {
  readonly level: number;
  readonly maxSlots: number;
  readonly slots: number;
  readonly blocks: number[];
  readonly blockWords: number[];
}

/** Blocks whose words were all taken back are left out. */
export function headOf(t: TypeTable): TypeTableHead {
  const { level, maxSlots, slots } = t;
  if (t.size === 0 && t.blockWords.every((n) => n === 0)) return { level, maxSlots, slots, blocks: [], blockWords: [] };
  return { level, maxSlots, slots, blocks: t.blocks, blockWords: t.blockWords };
}

/** The entries in table order: low lane, high lane, count, block, word; little-endian. */
export function encodeEntries({ entries, firsts, size }: TypeTable): Uint8Array {
  const out = new Int32Array(size * 5);
  let to = 0;
  for (let at = 0, first = 0; at < entries.length; at += STRIDE, first += 2) {
    if (entries[at] === 0) continue;
    for (let k = 0; k < STRIDE; k++) out[to++] = entries[at + k] as number;
    out[to++] = firsts[first] as number;
    out[to++] = firsts[first + 1] as number;
  }
  return new Uint8Array(out.buffer);
}

export function decodeTypes(head: TypeTableHead, bytes: Uint8Array): TypeTable {
  // Encoded states may stand at any offset of a longer message.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
  const table = emptyTable(head.maxSlots, head.level, head.slots);
  table.blocks = [...head.blocks];
  table.blockWords = [...head.blockWords];
  // A table of an unlucky small capacity may have grown beyond it.
  if (head.slots > table.slots) {
    table.slots = head.slots;
    rebuild(table);
  }
  for (let i = 0; i < words.length; i += 5) {
    const [tag, hi, count, block, word] = words.subarray(i, i + 5) as unknown as [
      number,
      number,
      number,
      number,
      number,
    ];
    put(table, -1 - find(table, tag, hi), tag, hi, count, block, word);
  }
  return table;
}
