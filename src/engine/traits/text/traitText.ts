// One window of a text as the trait features see it: tokens of the reference tokeniser, sentences, lines and marks.
// Buffers are reused: read what you need before the next window is set.
import { TokenBuffer, tokenise } from '../../text/words.ts';

/** Marks that are counted between words, by place in `marks`. */
export const MARKS = [
  'comma',
  'semicolon',
  'colon',
  'dash',
  'hyphen',
  'paren',
  'quote',
  'exclamation',
  'question',
  'ellipsis',
  'stop',
  'bullet',
  'heading',
  'bold',
  'other',
  'newline',
  'blank',
] as const;
export type Mark = (typeof MARKS)[number];

const AT = Object.fromEntries(MARKS.map((m, i) => [m, i])) as Record<Mark, number>;

/** Flags of a token. */
export const CAPITAL = 1;
export const DIGITS = 2;
/** First word of a sentence; of a paragraph. */
export const SENTENCE = 4;
export const PARAGRAPH = 8;
export const APOSTROPHE = 16;
/** All its letters are capitals, two at least. */
export const SHOUTED = 32;
/** A comma stands before it. */
export const AFTER_COMMA = 64;
/** Something other than a space stands before it: a phrase does not go on across it. */
export const BROKEN = 128;

export class TraitText {
  text = '';
  /** UTF-16 units of `text`: reading a slice of a string unit by unit is slow. */
  units = new Uint16Array(4096);
  readonly tokens = new TokenBuffer();
  flags = new Uint8Array(512);
  readonly marks = new Int32Array(MARKS.length);
  /** Tokens at which sentences start, and the number of tokens at the end. */
  readonly sentences: number[] = [];
  readonly paragraphs: number[] = [];
  lines = 0;
  markedLines = 0;

  get words(): number {
    return this.tokens.length;
  }

  set(text: string): this {
    this.tokens.clear();
    tokenise(text, this.tokens);
    return this.scan(text);
  }

  /** A stretch of another text, from token `from` to before token `to`, whose tokens need not be found again. */
  setPart({ text, tokens }: TraitText, start: number, end: number, from: number, to: number): this {
    this.tokens.clear();
    for (let i = from; i < to; i++) {
      this.tokens.push(
        tokens.lo[i] as number,
        tokens.hi[i] as number,
        (tokens.start[i] as number) - start,
        (tokens.end[i] as number) - start,
      );
    }
    return this.scan(text.slice(start, end));
  }

  private scan(text: string): this {
    const { tokens, marks, sentences, paragraphs } = this;
    this.text = text;
    if (this.units.length < text.length + 2) this.units = new Uint16Array(text.length * 2);
    const { units } = this;
    for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
    // What stood behind the text before must not be read as its end.
    units.fill(0, text.length, text.length + 2);
    const n = tokens.length;
    if (this.flags.length < n) this.flags = new Uint8Array(n * 2);
    marks.fill(0);
    sentences.length = 0;
    paragraphs.length = 0;
    this.lines = 0;
    this.markedLines = 0;
    let from = 0;
    for (let i = 0; i <= n; i++) {
      const to = i < n ? (tokens.start[i] as number) : text.length;
      const broken = this.gap(from, to, i === 0, i === n);
      if (i === n) break;
      const end = tokens.end[i] as number;
      this.flags[i] = this.wordFlags(to, end) | broken;
      if ((this.flags[i] as number) & SENTENCE) sentences.push(i);
      if ((this.flags[i] as number) & PARAGRAPH) paragraphs.push(i);
      from = end;
    }
    sentences.push(n);
    paragraphs.push(n);
    return this;
  }

  count(mark: Mark): number {
    return this.marks[AT[mark]] as number;
  }

  word(i: number): string {
    return this.text.slice(this.tokens.start[i], this.tokens.end[i]);
  }

  private wordFlags(start: number, end: number): number {
    const first = this.units[start] as number;
    let flags = 0;
    if (first >= 48 && first <= 57) flags |= DIGITS;
    else if (first >= 65 && first <= 90 && !this.isI(start, end)) {
      flags |= CAPITAL;
      let upper = end - start > 1;
      for (let i = start + 1; upper && i < end; i++) {
        const c = this.units[i] as number;
        if (c < 65 || c > 90) upper = false;
      }
      if (upper) flags |= SHOUTED;
    }
    for (let i = start + 1; i < end - 1; i++) {
      const c = this.units[i] as number;
      if (c === 39 || c === 0x2019) flags |= APOSTROPHE;
    }
    return flags;
  }

  /** "I" and its short forms are capital everywhere. */
  private isI(start: number, end: number): boolean {
    if ((this.units[start] as number) !== 73) return false;
    const next = this.units[start + 1] as number;
    return end === start + 1 || next === 39 || next === 0x2019;
  }

  /** Counts the marks between two words; returns the flags of the word behind them. */
  private gap(from: number, to: number, isFirst: boolean, isLast: boolean): number {
    const { units, marks } = this;
    let flags = isFirst ? SENTENCE | PARAGRAPH | BROKEN : 0;
    if (!isFirst && to === from + 1 && (units[from] as number) === 32) return flags;
    let newlines = 0;
    let ended = isFirst;
    let lineStart = isFirst;
    let marked = false;
    for (let i = from; i < to; i++) {
      const c = units[i] as number;
      if (c === 32 || c === 9 || c === 13) continue;
      if (c === 10) {
        newlines++;
        lineStart = true;
        continue;
      }
      flags |= BROKEN;
      let mark: Mark = 'other';
      switch (c) {
        case 44:
          mark = 'comma';
          flags |= AFTER_COMMA;
          break;
        case 46:
          if ((units[i + 1] as number) === 46) {
            mark = 'ellipsis';
            while ((units[i + 1] as number) === 46) i++;
          } else mark = 'stop';
          ended = true;
          break;
        case 0x2026:
          mark = 'ellipsis';
          ended = true;
          break;
        case 33:
          mark = 'exclamation';
          ended = true;
          break;
        case 63:
          mark = 'question';
          ended = true;
          break;
        case 58:
          mark = 'colon';
          break;
        case 59:
          mark = 'semicolon';
          break;
        case 40:
          mark = 'paren';
          break;
        case 34:
        case 0x201c:
        case 0x201d:
          mark = 'quote';
          break;
        case 0x2014:
        case 0x2013:
          mark = 'dash';
          break;
        case 45:
          if (lineStart && (units[i + 1] as number) === 32) {
            mark = 'bullet';
            marked = true;
          } else if ((units[i + 1] as number) === 45 || (i > from && (units[i - 1] as number) === 32)) {
            mark = 'dash';
            while ((units[i + 1] as number) === 45) i++;
          } else mark = 'hyphen';
          break;
        case 0x2022:
          mark = 'bullet';
          marked = true;
          break;
        case 42:
          if ((units[i + 1] as number) === 42) {
            mark = 'bold';
            i++;
          } else if (lineStart && (units[i + 1] as number) === 32) {
            mark = 'bullet';
            marked = true;
          }
          break;
        case 35:
          if (lineStart) {
            mark = 'heading';
            marked = true;
            while ((units[i + 1] as number) === 35) i++;
          }
          break;
        case 124:
          if (lineStart) marked = true;
          break;
      }
      lineStart = false;
      const at = AT[mark];
      marks[at] = (marks[at] as number) + 1;
    }
    // "1." or "2)" at the start of a line is a list too: its number is a word.
    if (!isLast && !marked && lineStart && this.numbered(to)) marked = true;
    if (newlines > 0) {
      this.marks[AT.newline] = (this.marks[AT.newline] as number) + newlines;
      flags |= BROKEN;
    }
    // A line is one that holds a word.
    if ((newlines > 0 || isFirst) && !isLast) {
      this.lines++;
      if (marked) this.markedLines++;
    }
    if (newlines > 1) {
      this.marks[AT.blank] = (this.marks[AT.blank] as number) + 1;
      flags |= PARAGRAPH | SENTENCE;
    } else if (newlines === 1 && (ended || marked)) flags |= PARAGRAPH | SENTENCE;
    else if (ended && !isLast && this.startsSentence(to)) flags |= SENTENCE;
    return flags;
  }

  private numbered(at: number): boolean {
    const { units } = this;
    let i = at;
    while (i < at + 3 && isDigit(units[i] as number)) i++;
    const c = units[i] as number;
    return i > at && (c === 46 || c === 41) && (units[i + 1] as number) === 32;
  }

  private startsSentence(at: number): boolean {
    const before = this.units[at - 1] as number;
    if (before === 46) return false;
    const c = this.units[at] as number;
    return !(c >= 97 && c <= 122);
  }
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}
