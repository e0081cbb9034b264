// MTLD: how many words in a row keep their type–token ratio above 0.72, read in both directions.
import { blockId, decodeJson, encodeJson, type Metric } from '../metric.ts';

const THRESHOLD = 0.72;
/** Words after which a long block starts anew, so that its words need not all be kept. */
const LONGEST = 1 << 20;

/** Stretches that came down to the threshold, and what is left after the last. */
export interface Factors {
  whole: number;
  words: number;
  types: number;
}

/** One stretch of words, read forwards and backwards. */
interface BlockPart {
  words: number;
  forward: Factors;
  backward: Factors;
}

interface State {
  /** By `blockId`; more than one part where a block is very long. */
  blocks: Map<number, BlockPart[]>;
  /** The words of the block that is being filled: the way back can be read only from its end. */
  open: { id: number; words: Int32Array; length: number; done: BlockPart[] } | null;
}

export const mtld: Metric<State> = {
  id: 'mtld',
  version: 1,
  tallies: [],
  about: {
    label: 'MTLD',
    unit: 'words',
    group: 'variety',
    format: 'decimal',
    better: 'higher',
    explains:
      'How many words in a row it takes until 28 % of them are repeats; does not depend on the size of the corpus.',
    source: 'McCarthy & Jarvis 2010, both directions, threshold 0.72, anew in each block of 1 MiB',
    cost: 'one table look-up per word, of 16 MiB of drawn blocks at most',
    sizeDependent: false,
    languages: 'any',
  },
  init: () => ({ blocks: new Map(), open: null }),
  add(s, { key, words }, env) {
    const id = blockId(key);
    if (env.drawnBlocks && !env.drawnBlocks.has(id)) return;
    if (s.open?.id !== id) {
      // The same memory serves block after block.
      const memory = close(s)?.words ?? new Int32Array(1 << 12);
      s.open = { id, words: memory, length: 0, done: s.blocks.get(id) ?? [] };
      s.blocks.set(id, s.open.done);
    }
    const { open } = s;
    for (let from = 0; from < words.length; ) {
      if (open.length === LONGEST) {
        open.done.push(partOf(open.words));
        open.length = 0;
      }
      const n = Math.min(words.length - from, LONGEST - open.length);
      if (open.length + n > open.words.length) {
        const wider = new Int32Array(Math.min(LONGEST, Math.max(open.length + n, open.words.length * 2)));
        wider.set(open.words);
        open.words = wider;
      }
      open.words.set(words.lo.subarray(from, from + n), open.length);
      open.length += n;
      from += n;
    }
  },
  merge(a, b) {
    close(a);
    close(b);
    for (const [id, parts] of b.blocks) a.blocks.set(id, parts);
    return { blocks: a.blocks, open: null };
  },
  encode: (s) => encodeJson([...closed(s)]),
  decode: (bytes) => ({ blocks: new Map(decodeJson<[number, BlockPart[]][]>(bytes)), open: null }),
  finish(s, _tallies, _rows, env) {
    const parts = [...closed(s)].sort(([a], [b]) => a - b).flatMap(([, own]) => own);
    const unit = 'words';
    const drawn = env.drawnBlocks ? { drawn: { n: s.blocks.size, of: env.blockCount, unit: 'blocks' as const } } : {};
    return { value: mtldOf(parts, THRESHOLD), unit, ...drawn };
  },
};

/** Ends the open block, so that its words can go; returns it. */
function close(s: State): State['open'] {
  const { open } = s;
  if (open && open.length > 0) open.done.push(partOf(open.words.subarray(0, open.length)));
  s.open = null;
  return open;
}

/** The parts with that of the open block, which stays open. */
function closed({ blocks, open }: State): Map<number, BlockPart[]> {
  if (!open || open.length === 0) return blocks;
  return new Map(blocks).set(open.id, [...open.done, partOf(open.words.subarray(0, open.length))]);
}

function partOf(words: Int32Array): BlockPart {
  const [forward, backward] = factorsOf(words, THRESHOLD);
  return { words: words.length, forward, backward };
}

/** Words / factors of each direction, then their mean; null where no word ever comes back. */
function mtldOf(parts: readonly BlockPart[], threshold: number): number | null {
  let words = 0;
  let forward = 0;
  let backward = 0;
  for (const part of parts) {
    words += part.words;
    forward += countOf(part.forward, threshold);
    backward += countOf(part.backward, threshold);
  }
  if (forward === 0 || backward === 0) return null;
  return (words / forward + words / backward) / 2;
}

/** The last, partial stretch counts by how far it came down. */
function countOf({ whole, words, types }: Factors, threshold: number): number {
  return words === 0 ? whole : whole + (1 - types / words) / (1 - threshold);
}

/** MTLD of a text given as word hashes or ids, in words; null where no word comes back. */
export function mtldOfWords(words: Int32Array, threshold: number): number | null {
  const [forward, backward] = factorsOf(words, threshold);
  return mtldOf([{ words: words.length, forward, backward }], threshold);
}

/** Factors in both directions. A word is new to a stretch when its neighbour occurrence lies outside: one look-up for both. */
export function factorsOf(words: Int32Array, threshold: number): [forward: Factors, backward: Factors] {
  const n = words.length;
  if (next.length < n) next = new Int32Array(Math.max(n, next.length * 2));
  const forward: Factors = { whole: 0, words: 0, types: 0 };
  let used = 0;
  let slots = FIRST_SLOTS;
  places.fill(0, 0, slots);
  let mask = slots - 1;
  let start = 0;
  let types = 0;
  for (let i = 0; i < n; i++) {
    const word = words[i] as number;
    let slot = word & mask;
    let place = places[slot] as number;
    while (place !== 0 && words[place - 1] !== word) {
      slot = (slot + 1) & mask;
      place = places[slot] as number;
    }
    // One more than the position, so that 0 is free.
    places[slot] = i + 1;
    next[i] = n;
    if (place !== 0) next[place - 1] = i;
    else if (++used * 2 > slots) {
      slots = widen(words, slots);
      mask = slots - 1;
    }
    if (place <= start) types++;
    if (types <= threshold * (i + 1 - start)) {
      forward.whole++;
      start = i + 1;
      types = 0;
    }
  }
  forward.words = n - start;
  forward.types = types;
  return [forward, backwards(n, threshold)];
}

function backwards(n: number, threshold: number): Factors {
  let whole = 0;
  let end = n;
  let types = 0;
  for (let i = n - 1; i >= 0; i--) {
    if ((next[i] as number) >= end) types++;
    if (types <= threshold * (end - i)) {
      whole++;
      end = i;
      types = 0;
    }
  }
  return { whole, words: end, types };
}

const FIRST_SLOTS = 1 << 12;
/** Last place of each word of the block, by hash of the word; memory that is used again. */
let places = new Int32Array(1 << 17);
/** The next place of the word that stands at a place. */
let next = new Int32Array(1 << 17);

function widen(words: Int32Array, slots: number): number {
  const old = places.slice(0, slots);
  const wide = slots * 2;
  if (places.length < wide) places = new Int32Array(wide);
  else places.fill(0, 0, wide);
  for (const place of old) {
    if (place === 0) continue;
    let slot = (words[place - 1] as number) & (wide - 1);
    while (places[slot] !== 0) slot = (slot + 1) & (wide - 1);
    places[slot] = place;
  }
  return wide;
}
