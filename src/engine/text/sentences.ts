// Where sentences end, for counting them in linear time: an end mark (with closing quotes or brackets) before white space and a new start,
// a CJK end mark anywhere, a blank line, or the end of the text. Common abbreviations and initials do not end one.
const ABBREVIATIONS = new Set(
  'mr mrs ms dr prof sr jr st vs etc fig eq no vol pp al inc ltd co corp dept est approx e.g i.e u.s u.k a.m p.m'.split(
    ' ',
  ),
);

function isBlank(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0 || unit === 0x3000;
}

export function isEnd(unit: number): boolean {
  return unit === 46 || unit === 33 || unit === 63 || unit === 0x2026;
}

export function isWideEnd(unit: number): boolean {
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

/**
 * Behind the run of end marks and closing quotes at `i`; negative where a sentence with words in it ends there: white
 * space or the end of the text follows, and what comes next does not go on in lower case.
 */
export function sentenceEnd(text: string, units: Uint16Array, i: number, n: number): number {
  const mark = i;
  const first = units[i] as number;
  let end = i;
  while (end < n && isEnd(units[end] as number)) end++;
  while (end < n && isCloser(units[end] as number)) end++;
  if (end < n && !isBlank(units[end] as number)) return end;
  let next = end;
  while (next < n && isBlank(units[next] as number)) next++;
  if (next < n && isLower(units[next] as number)) return end;
  return first === 46 && next < n && endsInAbbreviation(text, mark) ? end : -end;
}

/** Whether the line after the line break at `i` is empty. */
export function blankLineFollows(units: Uint16Array, i: number, n: number): boolean {
  let next = i + 1;
  while (next < n && units[next] !== 10 && isBlank(units[next] as number)) next++;
  return next < n && units[next] === 10;
}

/** Whether the dot at `dot` belongs to an abbreviation or an initial. */
export function endsInAbbreviation(text: string, dot: number): boolean {
  let start = dot;
  while (start > 0 && dot - start < 8 && !isBlank(text.charCodeAt(start - 1))) start--;
  const word = text.slice(start, dot).replace(/^[("'[“‘]+/, '');
  if (word.length === 1) return word !== 'I' && /\p{Lu}/u.test(word);
  return ABBREVIATIONS.has(word.toLowerCase());
}
