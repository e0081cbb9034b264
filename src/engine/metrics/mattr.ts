// MATTR: mean type–token ratio over all windows of 100 consecutive words, samples in corpus order.
import { blockId, decodeJson, encodeJson, type Metric } from '../metric.ts';

const WINDOW = 100;
const EDGE = WINDOW - 1;

/** One block's share: windows that lie wholly inside it, and the words at its ends for those that do not. */
interface BlockPart {
  tokens: number;
  windows: number;
  /** Σ of the number of types over those windows. */
  types: number;
  /** Word hashes: the first and the last up to 99. */
  head: number[];
  tail: number[];
}

interface State {
  /** By `blockId`. */
  blocks: Map<number, BlockPart>;
  /** The block that is being filled. */
  open: { id: number; window: SlidingTypes; part: BlockPart } | null;
}

export const mattr: Metric<State> = {
  id: 'mattr',
  version: 1,
  tallies: [],
  about: {
    label: 'MATTR',
    group: 'variety',
    format: 'ratio',
    better: 'higher',
    explains: 'Mean share of different words in any 100 words in a row; does not depend on the size of the corpus.',
    source: 'Covington & McFall 2010, window 100',
    cost: 'one small table look-up per word',
    sizeDependent: false,
    languages: 'any',
  },
  init: () => ({ blocks: new Map(), open: null }),
  add(s, { key, words }) {
    const id = blockId(key);
    if (s.open?.id !== id) {
      const part: BlockPart = { tokens: 0, windows: 0, types: 0, head: [], tail: [] };
      s.blocks.set(id, part);
      s.open = { id, window: slidingTypes(), part };
    }
    const { window, part } = s.open;
    for (let i = 0; i < words.length; i++) {
      const token = words.lo[i] as number;
      if (part.head.length < EDGE) part.head.push(token);
      push(window, token);
    }
    part.tokens += words.length;
    part.windows = window.windows;
    part.types = window.types;
    part.tail = lastTokens(window);
  },
  merge(a, b) {
    for (const [id, part] of b.blocks) a.blocks.set(id, part);
    return { blocks: a.blocks, open: null };
  },
  encode: (s) => encodeJson([...s.blocks]),
  decode: (bytes) => ({ blocks: new Map(decodeJson<[number, BlockPart][]>(bytes)), open: null }),
  finish(s) {
    let types = 0;
    let windows = 0;
    let carry: number[] = [];
    for (const id of [...s.blocks.keys()].sort((a, b) => a - b)) {
      const part = s.blocks.get(id) as BlockPart;
      types += part.types;
      windows += part.windows;
      // Windows that begin in an earlier block: `head` is one word short of a window of its own.
      const across = slidingTypes();
      for (const token of carry) push(across, token);
      for (const token of part.head) push(across, token);
      types += across.types;
      windows += across.windows;
      carry = part.tokens >= EDGE ? part.tail : [...carry, ...part.head].slice(-EDGE);
    }
    return { value: windows === 0 ? null : types / windows / WINDOW };
  },
};

/** Counts types per window in constant time per word: a word is new to the windows that begin after its last place. */
interface SlidingTypes {
  /** Words of a window, less one. */
  readonly edge: number;
  n: number;
  windows: number;
  types: number;
  /** The last words, ring by position. */
  ring: Int32Array;
  /** Hash table word → last position; dead entries go with each rebuild. */
  word: Int32Array;
  place: Int32Array;
  used: number;
  /** Types of the window that begins at s, as differences, ring by position. */
  delta: Int32Array;
  running: number;
}

const SLOTS = 1024;
const RING = 256;

/** Mean type–token ratio over all windows of consecutive words, given as hashes or ids; null for fewer words. */
export function movingRatio(words: Iterable<number>, window: number): number | null {
  const w = slidingTypes(window - 1);
  for (const word of words) push(w, word);
  return w.windows === 0 ? null : w.types / w.windows / window;
}

/** `edge` is at most `RING` − 2. */
function slidingTypes(edge = EDGE): SlidingTypes {
  return {
    edge,
    n: 0,
    windows: 0,
    types: 0,
    ring: new Int32Array(RING),
    word: new Int32Array(SLOTS),
    place: new Int32Array(SLOTS).fill(-1),
    used: 0,
    delta: new Int32Array(RING),
    running: 0,
  };
}

function push(w: SlidingTypes, token: number): void {
  const i = w.n++;
  w.ring[i & (RING - 1)] = token;
  const previous = lastPlace(w, token, i);
  const first = Math.max(previous + 1, i - w.edge, 0);
  // New to the windows that begin at first..i.
  w.delta[first & (RING - 1)] = (w.delta[first & (RING - 1)] as number) + 1;
  w.delta[(i + 1) & (RING - 1)] = (w.delta[(i + 1) & (RING - 1)] as number) - 1;
  const begin = i - w.edge;
  if (begin < 0) return;
  w.running += w.delta[begin & (RING - 1)] as number;
  w.delta[begin & (RING - 1)] = 0;
  w.types += w.running;
  w.windows++;
}

/** Last position of the word, −1 if there is none; notes position `i`. */
function lastPlace(w: SlidingTypes, token: number, i: number): number {
  if (w.used > SLOTS / 2) rebuild(w, i);
  let slot = token & (SLOTS - 1);
  while ((w.place[slot] as number) >= 0 && w.word[slot] !== token) slot = (slot + 1) & (SLOTS - 1);
  const previous = w.place[slot] as number;
  if (previous < 0) {
    w.word[slot] = token;
    w.used++;
  }
  w.place[slot] = i;
  return previous;
}

function rebuild(w: SlidingTypes, i: number): void {
  w.place.fill(-1);
  w.used = 0;
  for (let k = Math.max(0, i - w.edge); k < i; k++) lastPlace(w, w.ring[k & (RING - 1)] as number, k);
}

function lastTokens(w: SlidingTypes): number[] {
  const out: number[] = [];
  for (let k = Math.max(0, w.n - w.edge); k < w.n; k++) out.push(w.ring[k & (RING - 1)] as number);
  return out;
}
