// The frame of a sample: its wording that many samples share, and slots where it has its own. Samples with equal frames
// are told by the hash of the sequence.
//
// A word is fixed when it stands in a word 4-gram that enough samples hold, or, looser, in a 3-gram that occurs often
// enough; numbers, and runs of everything else, are one slot each. Unlike the count of the word alone, this masks a common word
// where it fills a slot ("a poem about the sea"), in a hundred samples as in a million.
import { VIEW_NAMES } from '../sample.ts';
import { type GramTable, gramCount } from '../sketch/gramTable.ts';
import { chain, HI_SEED, hashString, LO_SEED, toKey } from '../text/hash.ts';
import { isStopword } from '../text/natural.ts';
import type { Prepared } from '../text/prepare.ts';
import { endsInAbbreviation } from '../text/sentences.ts';
import type { LookedUp } from './boilerplate.ts';

/** What a frame is of. */
export const WHOLE = 0;
export const OPENING = 1;
export const CLOSING = 2;
export type FramePart = typeof WHOLE | typeof OPENING | typeof CLOSING;

/** Frames of one sample; buffers are reused. */
export interface Frames {
  readonly keys: number[];
  /** 0..1 of the words of the sample, per key. */
  readonly shares: number[];
}

/** A frame to show. */
export interface ShownFrame {
  readonly part: FramePart;
  /** Fixed words as they stand in one sample, slots as ___. */
  readonly text: string;
}

/** A frame: its hash, its fixed words, its range of tokens. */
type Visit = (key: number, fixed: number, from: number, to: number) => void;

const MIN_SAMPLES = 5;
/** What fills slots is common in large corpora: words are fixed from several numbers of samples on, each a frame. */
const STEPS = [1, 4, 16, 64];
const MIN_FIXED = 4;
/** A sentence is a small part of a long text: it has to say more. */
const MIN_FIXED_SENTENCE = 5;
/** Of them outside English stopwords. */
const MIN_CONTENT = 2;
const MIN_SHARE = 0.4;
/** No sentence is looked for in a longer run of words. */
const LONGEST_SENTENCE = 64;
/** A longer text has no frame as a whole. */
const LONGEST = 256;
const LONGEST_SHOWN = 160;
const SLOT = 0x51a7;
const BORDER = 0x5e61;

/** Samples that a frame needs: 5, and from 2,500 samples on √n / 10 (32 of 100,000, 100 of a million). */
export function frameFrom(samples: number): number {
  return Math.max(MIN_SAMPLES, Math.ceil(Math.sqrt(samples) / 10));
}

/** Samples that a frame needs: of one sentence, being less of a text, twice as many. */
export function framed(part: FramePart, samples: number): number {
  return part === WHOLE ? frameFrom(samples) : 2 * frameFrom(samples);
}

export function partOf(key: number): FramePart {
  return (key % 4) as FramePart;
}

export class Skeletons {
  private readonly thresholds: readonly number[];
  private readonly out: { keys: number[]; shares: number[] } = { keys: [], shares: [] };
  /** By token: the most samples that hold a 4-gram over it, and how often the commonest 3-gram over it occurs. */
  private held = new Int32Array(1024);
  private shared = new Int32Array(1024);
  private fixed = new Uint8Array(1024);

  /** `samples` of the view. `triples` of large corpora are not counted: then 4-grams alone fix words. */
  constructor(
    samples: number,
    private readonly triples: GramTable,
  ) {
    const from = frameFrom(samples);
    this.thresholds = STEPS.map((step) => step * from).filter((n, i) => i === 0 || n <= samples);
  }

  /** The frames of a sample, none twice. `lookedUp` holds its 4-grams. Of code only the whole counts. */
  find(x: Prepared, lookedUp: LookedUp, isCode: () => boolean): Frames {
    const { keys, shares } = this.out;
    keys.length = 0;
    shares.length = 0;
    this.each(x, lookedUp, (key, fixed) => {
      if (keys.includes(key) || (partOf(key) !== WHOLE && isCode())) return;
      keys.push(key);
      shares.push(fixed / x.words.length);
    });
    return this.out;
  }

  /** Shows the frame with this key; null when the sample has no such frame. */
  show(x: Prepared, lookedUp: LookedUp, wanted: number): ShownFrame | null {
    let text: string | null = null;
    this.each(x, lookedUp, (key, _fixed, from, to) => {
      if (key === wanted) text ??= this.write(x, from, to);
    });
    return text === null ? null : { part: partOf(wanted), text };
  }

  private each(x: Prepared, lookedUp: LookedUp, visit: Visit): void {
    const n = x.words.length;
    if (n <= MIN_FIXED || !this.spread(n, lookedUp)) return;
    if (n <= LONGEST) this.ofRange(x, WHOLE, 0, n, visit);
    const opening = openingEnd(x);
    if (opening < 0 || opening === n) return;
    this.ofRange(x, OPENING, 0, opening, visit);
    const closing = closingStart(x);
    if (closing >= opening) this.ofRange(x, CLOSING, closing, n, visit);
  }

  /** Fills `held`; false where nothing of the sample is shared. */
  private spread(n: number, { count }: LookedUp): boolean {
    if (this.held.length < n) {
      this.held = new Int32Array(n * 2);
      this.shared = new Int32Array(n * 2);
      this.fixed = new Uint8Array(n * 2);
    }
    const { held } = this;
    held.fill(0, 0, n);
    const least = this.thresholds[0] as number;
    let any = false;
    for (let i = 0; i < n; i++) {
      const samples = count[i] as number;
      if (samples < least) continue;
      any = true;
      for (let k = i; k < i + 4; k++) if ((held[k] as number) < samples) held[k] = samples;
    }
    return any;
  }

  private ofRange(x: Prepared, part: FramePart, from: number, to: number, visit: Visit): void {
    const needed = Math.max(part === WHOLE ? MIN_FIXED : MIN_FIXED_SENTENCE, (to - from) * MIN_SHARE);
    const least = this.thresholds[0] as number;
    // Frames without a shared 4-gram are not looked for: that spares most texts the look-ups.
    if (to - from <= needed || !this.holds(from, to, least)) return;
    this.spreadTriples(x, from, to);
    this.freeNumbers(x, from, to);
    for (const at of this.thresholds) {
      const held = this.mark(this.held, from, to, at) >= needed;
      if (held) {
        this.freeArticles(x, from, to);
        this.hash(x, part, from, to, needed, visit);
      }
      const shared = this.mark(this.shared, from, to, at) >= needed;
      if (shared) {
        this.trim(from, to);
        this.freeArticles(x, from, to);
        this.hash(x, part, from, to, needed, visit);
      }
      // From more samples on, fewer words are fixed.
      if (!held && !shared) return;
    }
  }

  private holds(from: number, to: number, least: number): boolean {
    for (let i = from; i < to; i++) if ((this.held[i] as number) >= least) return true;
    return false;
  }

  /** Fills `shared` for a range. */
  private spreadTriples(x: Prepared, from: number, to: number): void {
    const { shared } = this;
    const { lo, hi } = x.words;
    shared.fill(0, from, to);
    if (this.triples.fixed) return;
    let segment = segmentAt(x, from);
    for (let i = from; i + 2 < to; i++) {
      while (i >= (x.borders[segment + 1] as number)) segment++;
      if (i + 2 >= (x.borders[segment + 1] as number)) continue;
      const l = chain(chain(lo[i] as number, lo[i + 1] as number), lo[i + 2] as number);
      const h = chain(chain(hi[i] as number, hi[i + 1] as number), hi[i + 2] as number);
      const count = gramCount(this.triples, l, h, 3);
      for (let k = i; k < i + 3; k++) if ((shared[k] as number) < count) shared[k] = count;
    }
  }

  /** Fixes the words over which `cover` reaches `least`, and counts them. */
  private mark(cover: Int32Array, from: number, to: number, least: number): number {
    let n = 0;
    for (let i = from; i < to; i++) {
      const is = (cover[i] as number) >= least ? 1 : 0;
      this.fixed[i] = is;
      n += is;
    }
    return n;
  }

  /** A number is never fixed. */
  private freeNumbers(x: Prepared, from: number, to: number): void {
    let segment = segmentAt(x, from);
    for (let i = from; i < to; i++) {
      while (i >= (x.borders[segment + 1] as number)) segment++;
      const first = x.segments[segment]?.text.charCodeAt(x.words.start[i] as number) ?? 0;
      if (first < 48 || first > 57) continue;
      this.held[i] = 0;
      this.shared[i] = 0;
    }
  }

  /** Frees words at the ends of a fixed run that less than half of those who share the run have: "about the ___". */
  private trim(from: number, to: number): void {
    const { fixed, shared } = this;
    for (let i = from; i < to; i++) {
      if (!fixed[i]) continue;
      let end = i;
      let most = 0;
      for (; end < to && fixed[end]; end++) most = Math.max(most, shared[end] as number);
      for (let k = i; k < end && (shared[k] as number) * 2 < most; k++) fixed[k] = 0;
      for (let k = end - 1; k >= i && (shared[k] as number) * 2 < most; k--) fixed[k] = 0;
      i = end;
    }
  }

  /** An article before a slot goes with what fills it: "about a ___" and "about the ___" are one frame. */
  private freeArticles(x: Prepared, from: number, to: number): void {
    const { fixed } = this;
    const { lo, hi } = x.words;
    for (let i = to - 2; i >= from; i--) {
      if (fixed[i] && !fixed[i + 1] && articles().has(toKey(lo[i] as number, hi[i] as number))) fixed[i] = 0;
    }
  }

  /** Visits the frame that `fixed` makes of a range, where it is one. */
  private hash(x: Prepared, part: FramePart, from: number, to: number, needed: number, visit: Visit): void {
    const { lo, hi } = x.words;
    let [l, h] = [chain(LO_SEED, VIEW_NAMES.indexOf(x.view)), chain(HI_SEED, part)];
    let fixed = 0;
    let content = 0;
    let slots = 0;
    let inSlot = false;
    const add = (a: number, b: number) => {
      l = chain(l, a);
      h = chain(h, b);
    };
    let segment = segmentAt(x, from);
    for (let i = from; i < to; i++) {
      while (i >= (x.borders[segment + 1] as number)) {
        segment++;
        inSlot = false;
        add(BORDER, BORDER);
      }
      if (this.fixed[i]) {
        const [a, b] = [lo[i] as number, hi[i] as number];
        fixed++;
        if (content < MIN_CONTENT && !isStopword(a, b)) content++;
        add(a, b);
        inSlot = false;
      } else if (!inSlot) {
        slots++;
        inSlot = true;
        add(SLOT, SLOT);
      }
    }
    if (fixed < needed || slots === 0 || content < MIN_CONTENT) return;
    const key = toKey(l, h);
    visit(key - (key % 4) + part, fixed, from, to);
  }

  private write(x: Prepared, from: number, to: number): string {
    const { start, end } = x.words;
    const parts: string[] = [];
    let segment = segmentAt(x, from);
    for (let i = from; i < to; ) {
      while (i >= (x.borders[segment + 1] as number)) segment++;
      const border = Math.min(to, x.borders[segment + 1] as number);
      const first = i;
      const fixed = this.fixed[i];
      while (i < border && this.fixed[i] === fixed) i++;
      const text = x.segments[segment]?.text.slice(start[first], end[i - 1]) ?? '';
      parts.push(fixed ? text.replace(/\s+/g, ' ') : '___');
    }
    const text = parts.join(' ');
    return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN).trimEnd()} …` : text;
  }
}

const ARTICLES =
  'the a an der die das den dem des ein eine einen einem einer eines le la les un une des el los las una unos il lo i gli uno o os as um uma de het een';
let articleKeys: Set<number> | undefined;

function articles(): Set<number> {
  articleKeys ??= new Set(ARTICLES.split(' ').map((word) => toKey(...hashString(word))));
  return articleKeys;
}

function segmentAt(x: Prepared, token: number): number {
  let segment = 0;
  while (token >= (x.borders[segment + 1] as number)) segment++;
  return segment;
}

/** Number of tokens of the first sentence; −1 when it is too long. */
function openingEnd(x: Prepared): number {
  const n = x.words.length;
  const segment = segmentAt(x, 0);
  const to = Math.min(n, x.borders[segment + 1] as number);
  for (let i = 1; i < to; i++) {
    if (i > LONGEST_SENTENCE) return -1;
    if (endsBefore(x, segment, i)) return i;
  }
  return to <= LONGEST_SENTENCE ? to : -1;
}

/** First token of the last sentence; −1 when it is too long. */
function closingStart(x: Prepared): number {
  const n = x.words.length;
  const segment = segmentAt(x, n - 1);
  const from = x.borders[segment] as number;
  for (let i = n - 1; i > from; i--) {
    if (n - i > LONGEST_SENTENCE) return -1;
    if (endsBefore(x, segment, i)) return i;
  }
  return n - from <= LONGEST_SENTENCE ? from : -1;
}

const SENTENCE_END = /\n|[!?…。！？｡।]|\.(?=["'”’)\]]*\s)/;

/** Whether a sentence ends between the token before `i` and token `i` of the same segment. */
function endsBefore(x: Prepared, segment: number, i: number): boolean {
  const text = x.segments[segment]?.text ?? '';
  const before = x.words.end[i - 1] as number;
  const between = text.slice(before, x.words.start[i]);
  if (between.length < 2) return between.length === 1 && /[\n。！？｡।]/.test(between);
  const end = SENTENCE_END.exec(between);
  return end !== null && !(end[0] === '.' && endsInAbbreviation(text, before + end.index));
}
