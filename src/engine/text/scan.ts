// One look at every code unit of a text: words of the reference tokeniser, the tokens of splits on single spaces and on
// white space, sentences and bytes. `words.ts` is the tokeniser alone.
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
import { PieceBuffer } from './pieces.ts';
import { blankLineFollows, isEnd, isWideEnd, sentenceEnd } from './sentences.ts';
import { isWordAt, segment, TokenBuffer } from './words.ts';

const encoder = new TextEncoder();
/** Calling the encoder costs more than copying so few units by hand. */
const SHORT = 64;

export class TextScanner {
  readonly words = new TokenBuffer();
  /** Pieces between single spaces, empty ones included, of all texts since `clear`. */
  readonly spaced = new PieceBuffer();
  /** Pieces between runs of white space, as Python's `str.split()` gives them; filled only once they differ. */
  readonly whitespaced = new PieceBuffer();
  /** Whether `spaced` and `whitespaced` are the same so far. */
  plain = true;
  sentences = 0;
  /** UTF-8 bytes; a lone surrogate counts as U+FFFD, three bytes. */
  bytes = 0;
  private units = new Uint16Array(4096);
  private utf8 = new Uint8Array(4096);

  clear(): void {
    this.words.clear();
    this.spaced.clear();
    this.whitespaced.clear();
    this.plain = true;
    this.sentences = 0;
    this.bytes = 0;
  }

  add(text: string): void {
    this.load(text);
    this.scan(text, text.length);
  }

  /** Copies the code units where they are read fast, and counts bytes. */
  private load(text: string): void {
    const n = text.length;
    if (this.units.length <= n) {
      const room = 2 ** Math.ceil(Math.log2(n + 1));
      this.units = new Uint16Array(room);
      this.utf8 = new Uint8Array(room);
    }
    const { units } = this;
    if (n >= SHORT) {
      const target = this.utf8.subarray(0, n);
      // As many bytes as units: the text is ASCII.
      if (encoder.encodeInto(text, target).read === n) {
        units.set(target);
        this.bytes += n;
        return;
      }
    }
    let more = 0;
    for (let i = 0; i < n; i++) {
      const unit = text.charCodeAt(i);
      units[i] = unit;
      if (unit < 0x80) continue;
      if (unit < 0x800) more += 1;
      else if ((unit & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
        units[i + 1] = text.charCodeAt(i + 1);
        more += 2;
        i++;
      } else more += 2;
    }
    this.bytes += n + more;
  }

  private scan(text: string, n: number): void {
    const classes = charClasses();
    const { units, words, spaced } = this;
    let hasWord = false;
    /** End marks before this place belong to one that was looked at. */
    let marksDone = 0;
    // The white-space piece that is being read, and the spaced one where white space is inside it.
    let lo = LO_SEED;
    let hi = HI_SEED;
    let filled = false;
    let outerLo = LO_SEED;
    let outerHi = HI_SEED;
    let mixed = false;
    // One space behind the text ends its last piece.
    units[n] = 32;
    let i = 0;
    while (i <= n) {
      let unit = units[i] as number;
      let c = classes[unit] as number;
      if (c === OTHER || c === APOSTROPHE) {
        if (unit === 32) {
          if (mixed) {
            if (filled) {
              outerLo = stepLo(outerLo, mix(lo));
              outerHi = stepHi(outerHi, mix(hi));
              this.pushWhite(lo, hi, -1);
            }
            spaced.push(mix(outerLo), mix(outerHi), -1);
          } else {
            if (!filled) this.diverge();
            else if (!this.plain) this.pushWhite(lo, hi, spaced.length);
            spaced.push(mix(lo), mix(hi), filled ? this.lastWhite() : -1);
          }
          lo = LO_SEED;
          hi = HI_SEED;
          outerLo = LO_SEED;
          outerHi = HI_SEED;
          filled = false;
          mixed = false;
        } else if (isSpace(unit)) {
          this.diverge();
          if (filled) {
            outerLo = stepLo(outerLo, mix(lo));
            outerHi = stepHi(outerHi, mix(hi));
            this.pushWhite(lo, hi, -1);
          }
          outerLo = stepLo(outerLo, unit);
          outerHi = stepHi(outerHi, unit);
          lo = LO_SEED;
          hi = HI_SEED;
          filled = false;
          mixed = true;
          if (unit === 10 && hasWord && blankLineFollows(units, i, n)) {
            this.sentences++;
            hasWord = false;
          }
        } else {
          lo = stepLo(lo, unit);
          hi = stepHi(hi, unit);
          filled = true;
          if (i >= marksDone) {
            if (isEnd(unit)) {
              const end = sentenceEnd(text, units, i, n);
              marksDone = Math.abs(end);
              if (hasWord && end < 0) {
                this.sentences++;
                hasWord = false;
              }
            } else if (isWideEnd(unit)) {
              if (hasWord) this.sentences++;
              hasWord = false;
            }
          }
        }
        i++;
        continue;
      }
      const start = i;
      let wordLo = LO_SEED;
      let wordHi = HI_SEED;
      /** Where the capitals stand: words are lower-cased, pieces are not. */
      let capitals = 0;
      let wide = false;
      let unspaced = false;
      // Leaves `i` behind the last word character.
      for (;;) {
        if (c === ASCII_UPPER) {
          unit += 32;
          capitals = Math.imul(capitals, 31) + (i - start) + 1;
        } else if (c >= WIDE) {
          if (c === SURROGATE) {
            const point = text.codePointAt(i) as number;
            c = point > 0xffff ? classOfCodePoint(point) : OTHER;
            if (c === OTHER) break;
            i++;
          }
          if (c === UNSPACED) unspaced = true;
          else wide = true;
        }
        wordLo = stepLo(wordLo, unit);
        wordHi = stepHi(wordHi, unit);
        if (++i >= n) break;
        unit = units[i] as number;
        c = classes[unit] as number;
        if (c === OTHER) break;
        if (c === APOSTROPHE) {
          if (!isWordAt(text, i + 1, classes)) break;
          if (unit > 127) wide = true;
          wordLo = stepLo(wordLo, unit);
          wordHi = stepHi(wordHi, unit);
          unit = units[++i] as number;
          c = classes[unit] as number;
        }
      }
      filled = true;
      if (i === start) {
        // Half of a surrogate pair, or a symbol beyond the basic plane.
        lo = stepLo(lo, unit);
        hi = stepHi(hi, unit);
        i++;
        continue;
      }
      hasWord = true;
      if (wide || unspaced) {
        for (let k = start; k < i; k++) {
          lo = stepLo(lo, units[k] as number);
          hi = stepHi(hi, units[k] as number);
        }
        if (unspaced) segment(text.slice(start, i), start, words);
        else {
          const [l, h] = hashString(text.slice(start, i).toLowerCase());
          words.push(l | 0, h | 0, start, i);
        }
        continue;
      }
      wordLo = mix(wordLo);
      wordHi = mix(wordHi);
      words.push(wordLo, wordHi, start, i);
      lo = stepLo(lo, wordLo);
      hi = stepHi(hi, wordHi);
      if (capitals !== 0) {
        lo = stepLo(lo, ~capitals);
        hi = stepHi(hi, ~capitals);
      }
    }
    if (hasWord) this.sentences++;
  }

  private pushWhite(lo: number, hi: number, partner: number): void {
    this.whitespaced.push(mix(lo), mix(hi), partner);
  }

  /** Index of the white-space piece that equals the spaced piece about to be written. */
  private lastWhite(): number {
    return this.plain ? this.spaced.length : this.whitespaced.length - 1;
  }

  /** From here on the two splits differ. */
  private diverge(): void {
    if (!this.plain) return;
    this.plain = false;
    this.whitespaced.copy(this.spaced);
  }
}

/** White space as Python's `str.isspace()` knows it, within the basic plane. */
export function isSpace(unit: number): boolean {
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
