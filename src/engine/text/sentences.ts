// Counting sentences in linear time: an end mark (with closing quotes or brackets) before white space and a new start,
// a CJK end mark anywhere, a blank line, or the end of the text. Common abbreviations and initials do not end one.
import { APOSTROPHE, charClasses, classOfCodePoint, OTHER, SURROGATE } from './charClass.ts';

const ABBREVIATIONS = new Set(
  'mr mrs ms dr prof sr jr st vs etc fig eq no vol pp al inc ltd co corp dept est approx e.g i.e u.s u.k a.m p.m'.split(
    ' ',
  ),
);

function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0 || unit === 0x3000;
}

function isEnd(unit: number): boolean {
  return unit === 46 || unit === 33 || unit === 63 || unit === 0x2026;
}

function isWideEnd(unit: number): boolean {
  return unit === 0x3002 || unit === 0xff01 || unit === 0xff1f || unit === 0xff61 || unit === 0x0964;
}

function isCloser(unit: number): boolean {
  return (
    unit === 34 || unit === 39 || unit === 41 || unit === 93 || unit === 0x201d || unit === 0x2019 || unit === 0xbb
  );
}

function isLower(unit: number): boolean {
  return unit >= 97 && unit <= 122;
}

/** Number of sentences; a text without any word character has none. */
export function countSentences(text: string): number {
  const classes = charClasses();
  const n = text.length;
  let count = 0;
  let hasWord = false;
  let i = 0;
  while (i < n) {
    const unit = text.charCodeAt(i);
    if (isWideEnd(unit)) {
      if (hasWord) count++;
      hasWord = false;
      i++;
    } else if (isEnd(unit)) {
      const mark = i;
      while (i < n && isEnd(text.charCodeAt(i))) i++;
      while (i < n && isCloser(text.charCodeAt(i))) i++;
      if (i < n && !isSpace(text.charCodeAt(i))) continue;
      let next = i;
      while (next < n && isSpace(text.charCodeAt(next))) next++;
      const goesOn = next < n && isLower(text.charCodeAt(next));
      if (hasWord && !goesOn && !(unit === 46 && next < n && endsInAbbreviation(text, mark))) {
        count++;
        hasWord = false;
      }
    } else if (unit === 10) {
      i++;
      let blank = i;
      while (blank < n && isSpace(text.charCodeAt(blank)) && text.charCodeAt(blank) !== 10) blank++;
      if (blank < n && text.charCodeAt(blank) === 10 && hasWord) {
        count++;
        hasWord = false;
      }
    } else {
      if (!hasWord && classes[unit] !== OTHER) hasWord = isWord(text, i, classes[unit] as number);
      i++;
    }
  }
  return hasWord ? count + 1 : count;
}

/** Whether a word character begins at `i`; emoji and apostrophes are none. */
function isWord(text: string, i: number, charClass: number): boolean {
  if (charClass === APOSTROPHE) return false;
  if (charClass !== SURROGATE) return true;
  const point = text.codePointAt(i) as number;
  return point > 0xffff && classOfCodePoint(point) !== OTHER;
}

/** Whether the dot at `dot` belongs to an abbreviation or an initial. */
export function endsInAbbreviation(text: string, dot: number): boolean {
  let start = dot;
  while (start > 0 && dot - start < 8 && !isSpace(text.charCodeAt(start - 1))) start--;
  const word = text.slice(start, dot).replace(/^[("'[“‘]+/, '');
  if (word.length === 1) return word !== 'I' && /\p{Lu}/u.test(word);
  return ABBREVIATIONS.has(word.toLowerCase());
}
