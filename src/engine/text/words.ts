// The reference tokeniser: lower-cased [\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*; what holds a letter of an unspaced
// script (Chinese, Japanese, Thai, Lao, Khmer, Burmese) is cut by Intl.Segmenter, apostrophes between words left out.
// Scans code units; tokens are kept as hashes and offsets, never as strings.
import {
  APOSTROPHE,
  ASCII_UPPER,
  charClasses,
  classOfCodePoint,
  OTHER,
  SURROGATE,
  UNSPACED,
  WIDE,
} from './charClass.ts';
import { HI_SEED, hashString, LO_SEED, mix, stepHi, stepLo } from './hash.ts';

/** Tokens of one view of one sample: hash lanes, and UTF-16 offsets in the segment they stand in. */
export class TokenBuffer {
  lo = new Int32Array(1024);
  hi = new Int32Array(1024);
  start = new Int32Array(1024);
  end = new Int32Array(1024);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  push(lo: number, hi: number, start: number, end: number): void {
    if (this.length === this.lo.length) this.grow();
    const i = this.length++;
    this.lo[i] = lo;
    this.hi[i] = hi;
    this.start[i] = start;
    this.end[i] = end;
  }

  private grow(): void {
    const wider = (old: Int32Array) => {
      const next = new Int32Array(old.length * 2);
      next.set(old);
      return next;
    };
    this.lo = wider(this.lo);
    this.hi = wider(this.hi);
    this.start = wider(this.start);
    this.end = wider(this.end);
  }
}

let segmenter: Intl.Segmenter | undefined;

/** Appends the tokens of `text` to `out`. Returns whether the text is pure ASCII. */
export function tokenise(text: string, out: TokenBuffer): boolean {
  const classes = charClasses();
  const n = text.length;
  let ascii = true;
  let i = 0;
  while (i < n) {
    let unit = text.charCodeAt(i);
    let c = classes[unit] as number;
    if (unit > 127) ascii = false;
    if (c === OTHER || c === APOSTROPHE) {
      i++;
      continue;
    }
    const start = i;
    let lo = LO_SEED;
    let hi = HI_SEED;
    let wide = false;
    let unspaced = false;
    // One pass over the token; leaves `i` behind its last word character.
    for (;;) {
      let width = 1;
      if (c === SURROGATE) {
        const point = text.codePointAt(i) as number;
        c = point > 0xffff ? classOfCodePoint(point) : OTHER;
        width = point > 0xffff ? 2 : 1;
        if (c === OTHER) break;
      }
      if (c === ASCII_UPPER) unit += 32;
      else if (c === WIDE) wide = true;
      else if (c === UNSPACED) unspaced = true;
      lo = stepLo(lo, unit);
      hi = stepHi(hi, unit);
      i += width;
      if (i >= n) break;
      unit = text.charCodeAt(i);
      c = classes[unit] as number;
      if (unit > 127) ascii = false;
      if (c === OTHER) break;
      if (c === APOSTROPHE) {
        if (!isWordAt(text, i + 1, classes)) break;
        if (unit > 127) wide = true;
        lo = stepLo(lo, unit);
        hi = stepHi(hi, unit);
        i++;
        unit = text.charCodeAt(i);
        c = classes[unit] as number;
        if (unit > 127) ascii = false;
      }
    }
    if (i === start) {
      i++;
      continue;
    }
    if (unspaced) segment(text.slice(start, i), start, out);
    else if (wide) {
      const [l, h] = hashString(text.slice(start, i).toLowerCase());
      out.push(l | 0, h | 0, start, i);
    } else out.push(mix(lo), mix(hi), start, i);
  }
  return ascii;
}

/** Whether a word character stands at `i`. */
export function isWordAt(text: string, i: number, classes: Uint8Array): boolean {
  if (i >= text.length) return false;
  const c = classes[text.charCodeAt(i)] as number;
  if (c !== SURROGATE) return c !== OTHER && c !== APOSTROPHE;
  const point = text.codePointAt(i) as number;
  return point > 0xffff && classOfCodePoint(point) !== OTHER;
}

/** Appends the words of a run of characters that are written without spaces. */
export function segment(run: string, offset: number, out: TokenBuffer): void {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' });
  for (const part of segmenter.segment(run)) {
    // Not `isWordLike`: the segmenter calls a lone 々 or ② no word, and both are letters or numbers here.
    if (part.segment === "'" || part.segment === '’') continue;
    const [lo, hi] = hashString(part.segment.toLowerCase());
    const start = offset + part.index;
    out.push(lo | 0, hi | 0, start, start + part.segment.length);
  }
}

/** The tokens of a text as lower-cased strings: for labels and tests, not for hot loops. */
export function words(text: string): string[] {
  const buffer = new TokenBuffer();
  tokenise(text, buffer);
  const out: string[] = [];
  for (let i = 0; i < buffer.length; i++) out.push(text.slice(buffer.start[i], buffer.end[i]).toLowerCase());
  return out;
}
