// When nothing is said of a text: what the model was not measured on.
import { isMostlyCode } from '../text/code.ts';
import type { TokenBuffer } from '../text/words.ts';
import { type Abstention, MIN_WORDS } from './reading.ts';
import { isFunctionWord } from './text/stopwords.ts';
import { DIGITS, type TraitText } from './text/traitText.ts';

/** English prose holds 0.3 to 0.5 of the 127 function words; other languages below 0.1 by chance. */
const LEAST_ENGLISH = 0.2;
/** From this share of figures among the words, or of characters in lines that begin with a bar, it is a table. */
const FIGURES = 0.35;
const BARS = 0.5;
/** A list: most lines marked, or very many short ones, and hardly a sentence that ends. */
const MARKED = 0.6;
const SHORT_LINE = 6;
const FEWEST_LINES = 5;

/** `x` is the whole text. Measured: see docs/traits.md. */
export function abstention(x: TraitText): Abstention | null {
  if (x.words < MIN_WORDS) return 'short';
  if (isMostlyCode({ segments: [{ text: x.text, path: [] }], words: x.tokens })) return 'code';
  if (isTable(x)) return 'table';
  if (isList(x)) return 'list';
  if (functionWordShare(x.tokens) >= LEAST_ENGLISH) return null;
  // A list of things has hardly a function word in any language: "1." there ends no sentence.
  return isMarked(x) ? 'list' : 'language';
}

/** 0..1. */
export function functionWordShare(tokens: TokenBuffer): number {
  let n = 0;
  for (let i = 0; i < tokens.length; i++) {
    if (isFunctionWord(tokens.lo[i] as number, tokens.hi[i] as number)) n++;
  }
  return n / Math.max(1, tokens.length);
}

function isTable(x: TraitText): boolean {
  let figures = 0;
  for (let i = 0; i < x.words; i++) if ((x.flags[i] as number) & DIGITS) figures++;
  if (figures / x.words > FIGURES) return true;
  // Blanks of the line itself only: with line ends among them, many blank lines would take time by their square.
  const rows = x.text.match(/^[ \t]*\|.*/gm) ?? [];
  return rows.reduce((n, row) => n + row.length, 0) / x.text.length > BARS;
}

function isList(x: TraitText): boolean {
  if (x.lines < FEWEST_LINES) return false;
  const ends = x.count('stop') + x.count('question') + x.count('exclamation');
  if ((100 * ends) / x.words > 3) return false;
  return isMarked(x) || x.words / x.lines < SHORT_LINE;
}

function isMarked(x: TraitText): boolean {
  return x.lines >= FEWEST_LINES && x.markedLines / x.lines > MARKED;
}
