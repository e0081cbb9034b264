// Prepares one view of one sample once for every metric: tokens of the reference tokeniser with segment borders, and
// the tokens of a split on single spaces that the published NGD and self-repetition use.
import type { BlockKey, Segment, ViewName } from '../sample.ts';
import { HI_SEED, LO_SEED, mix, stepHi, stepLo } from './hash.ts';
import { countSentences } from './sentences.ts';
import { TokenBuffer, tokenise } from './words.ts';

/** What every metric gets to see. Buffers are reused: copy what must outlive the call. */
export interface Prepared {
  readonly key: BlockKey;
  readonly view: ViewName;
  readonly segments: readonly Segment[];
  readonly words: TokenBuffer;
  /** Index of the first token of each segment, and the number of tokens at the end: segments + 1 entries. */
  readonly borders: Int32Array;
  /** Tokens of the segments joined by a space and split on single spaces; empty strings count. */
  readonly spaced: TokenBuffer;
  /** Tokens of the segments joined by a space and split on white space; the same buffer where that is the same. */
  readonly whitespaced: TokenBuffer;
  /** UTF-8 bytes of the segments joined by a space. */
  readonly bytes: number;
  readonly sentences: number;
}

export class Preparer {
  private readonly words = new TokenBuffer();
  private readonly spaced = new TokenBuffer();
  private readonly whitespaced = new TokenBuffer();
  private borders = new Int32Array(16);

  prepare(key: BlockKey, view: ViewName, segments: readonly Segment[]): Prepared {
    this.words.clear();
    this.spaced.clear();
    if (this.borders.length < segments.length + 1) this.borders = new Int32Array(segments.length * 2 + 1);
    let bytes = Math.max(0, segments.length - 1);
    let sentences = 0;
    let plain = true;
    for (let i = 0; i < segments.length; i++) {
      const { text } = segments[i] as Segment;
      this.borders[i] = this.words.length;
      const ascii = tokenise(text, this.words);
      bytes += ascii ? text.length : utf8Length(text);
      sentences += countSentences(text);
      if (!splitOnSpaces(text, this.spaced)) plain = false;
    }
    this.borders[segments.length] = this.words.length;
    if (!plain) {
      this.whitespaced.clear();
      for (const { text } of segments) splitOnWhitespace(text, this.whitespaced);
    }
    return {
      key,
      view,
      segments,
      words: this.words,
      borders: this.borders,
      spaced: this.spaced,
      whitespaced: plain ? this.spaced : this.whitespaced,
      bytes,
      sentences,
    };
  }
}

/** Appends the pieces between single spaces, empty ones included. Returns whether white space would split it the same. */
export function splitOnSpaces(text: string, out: TokenBuffer): boolean {
  let lo = LO_SEED;
  let hi = HI_SEED;
  let start = 0;
  let plain = true;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 32) {
      if (i === start) plain = false;
      out.push(mix(lo), mix(hi), start, i);
      lo = LO_SEED;
      hi = HI_SEED;
      start = i + 1;
    } else {
      if (unit < 32 || unit > 127) plain &&= !isSpace(unit);
      lo = stepLo(lo, unit);
      hi = stepHi(hi, unit);
    }
  }
  out.push(mix(lo), mix(hi), start, text.length);
  return plain && start < text.length;
}

/** Appends the pieces between runs of white space, as Python's `str.split()` gives them. */
export function splitOnWhitespace(text: string, out: TokenBuffer): void {
  let lo = LO_SEED;
  let hi = HI_SEED;
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : 32;
    if (isSpace(unit)) {
      if (start >= 0) out.push(mix(lo), mix(hi), start, i);
      lo = LO_SEED;
      hi = HI_SEED;
      start = -1;
    } else {
      if (start < 0) start = i;
      lo = stepLo(lo, unit);
      hi = stepHi(hi, unit);
    }
  }
}

function isSpace(unit: number): boolean {
  if (unit < 128) return unit === 32 || (unit >= 9 && unit <= 13) || (unit >= 28 && unit <= 31);
  return (
    unit === 0x85 ||
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}

/** Bytes of a string in UTF-8; a lone surrogate counts as U+FFFD, three bytes. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit <= 0xdbff && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      bytes += 2;
      i++;
    } else bytes += 2;
  }
  return bytes;
}
