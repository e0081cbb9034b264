// The frame of a sample: its wording that many samples share, and slots where it has its own. Samples with equal frames
// are told by the hash of the sequence.
//
// A word is fixed when it stands in a word 4-gram that enough samples hold; numbers, and runs of everything else, are one
// slot each. That needs no look-up beyond those of novelty, and unlike the count of the word alone it masks a
// common word where it fills a slot ("a poem about the sea"), in a hundred samples as in a million.
import { VIEW_NAMES } from '../sample.ts';
import { chain, HI_SEED, LO_SEED, toKey } from '../text/hash.ts';
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

const MIN_SAMPLES = 5;
/** What fills slots is common in large corpora: words are fixed from several numbers of samples on, each a frame. */
const STEPS = [1, 4, 16, 64];
const MIN_FIXED = 4;
/** A sentence is a small part of a long text: it has to say more. */
const MIN_FIXED_SENTENCE = 5;
/** Of them outside English stopwords. */
const MIN_CONTENT = 2;
const MIN_SHARE = 0.5;
/** No sentence is looked for in a longer run of words. */
const LONGEST_SENTENCE = 64;
const LONGEST_SHOWN = 160;
const SLOT = 0x51a7;
const BORDER = 0x5e61;

/** Samples that a frame needs: 5, and from 2,500 samples on √n / 10 (32 of 100,000, 100 of a million). */
export function frameFrom(samples: number): number {
  return Math.max(MIN_SAMPLES, Math.ceil(Math.sqrt(samples) / 10));
}

export function partOf(key: number): FramePart {
  return (key % 4) as FramePart;
}

export class Skeletons {
  private readonly thresholds: readonly number[];
  private readonly out: { keys: number[]; shares: number[] } = { keys: [], shares: [] };
  /** By token: the most samples that hold a 4-gram over it. */
  private cover = new Int32Array(1024);

  /** `samples` of the view. */
  constructor(samples: number) {
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
    this.each(x, lookedUp, (key, _fixed, from, to, least) => {
      if (key === wanted) text ??= this.write(x, from, to, least);
    });
    return text === null ? null : { part: partOf(wanted), text };
  }

  private each(
    x: Prepared,
    lookedUp: LookedUp,
    visit: (key: number, fixed: number, from: number, to: number, least: number) => void,
  ): void {
    const n = x.words.length;
    if (n <= MIN_FIXED || !this.spread(n, lookedUp)) return;
    this.ofRange(x, WHOLE, 0, n, visit);
    const opening = openingEnd(x);
    if (opening < 0 || opening === n) return;
    // An opening that starts with a slot is a topic that is often mentioned, not a frame.
    if (this.isFixed(x, segmentAt(x, 0), 0, this.thresholds[0] as number)) this.ofRange(x, OPENING, 0, opening, visit);
    const closing = closingStart(x);
    if (closing >= opening) this.ofRange(x, CLOSING, closing, n, visit);
  }

  /** Fills `cover`; false where too little of the sample is shared for any frame. */
  private spread(n: number, { count }: LookedUp): boolean {
    if (this.cover.length < n) this.cover = new Int32Array(n * 2);
    const { cover } = this;
    cover.fill(0, 0, n);
    const least = this.thresholds[0] as number;
    let any = false;
    for (let i = 0; i < n; i++) {
      const held = count[i] as number;
      if (held < least) continue;
      any = true;
      for (let k = i; k < i + 4; k++) if ((cover[k] as number) < held) cover[k] = held;
    }
    return any;
  }

  private isFixed(x: Prepared, segment: number, i: number, least: number): boolean {
    if ((this.cover[i] as number) < least) return false;
    const first = x.segments[segment]?.text.charCodeAt(x.words.start[i] as number) ?? 0;
    return first < 48 || first > 57;
  }

  private ofRange(
    x: Prepared,
    part: FramePart,
    from: number,
    to: number,
    visit: (key: number, fixed: number, from: number, to: number, least: number) => void,
  ): void {
    const { lo, hi } = x.words;
    const needed = Math.max(part === WHOLE ? MIN_FIXED : MIN_FIXED_SENTENCE, (to - from) * MIN_SHARE);
    if (to - from <= needed) return;
    for (const least of this.thresholds) {
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
        if (this.isFixed(x, segment, i, least)) {
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
      if (fixed < needed) return;
      if (slots === 0 || content < MIN_CONTENT) continue;
      const key = toKey(l, h);
      visit(key - (key % 4) + part, fixed, from, to, least);
    }
  }

  private write(x: Prepared, from: number, to: number, least: number): string {
    const { start, end } = x.words;
    const parts: string[] = [];
    let segment = segmentAt(x, from);
    for (let i = from; i < to; ) {
      while (i >= (x.borders[segment + 1] as number)) segment++;
      const border = Math.min(to, x.borders[segment + 1] as number);
      const first = i;
      const fixed = this.isFixed(x, segment, i, least);
      while (i < border && this.isFixed(x, segment, i, least) === fixed) i++;
      const text = x.segments[segment]?.text.slice(start[first], end[i - 1]) ?? '';
      parts.push(fixed ? text.replace(/\s+/g, ' ') : '___');
    }
    const text = parts.join(' ');
    return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN).trimEnd()} …` : text;
  }
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
