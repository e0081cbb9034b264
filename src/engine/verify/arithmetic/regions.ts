// The lines of a text that may hold an equation of numbers: all others need not be looked at closely.

export interface Region {
  /** UTF-16 offsets, from the start of a line to the end of one. */
  readonly start: number;
  readonly end: number;
}

const SIGN = /[=≈≅≃＝]|\\(?:approx|simeq|cong|doteq)|\bequals\b/gi;
const DIGIT = /[\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]/;

/**
 * Lines with an equals sign that has digits on both sides; where it starts or ends its line, the line before or after belongs to
 * it. Neighbours are joined, so that a chain over several lines stays whole. Linear in the length.
 */
export function regionsOf(text: string): Region[] {
  const found: { start: number; end: number }[] = [];
  SIGN.lastIndex = 0;
  for (let match = SIGN.exec(text); match; match = SIGN.exec(text)) {
    let start = text.lastIndexOf('\n', match.index) + 1;
    let end = lineEnd(text, match.index);
    const before = text.slice(start, match.index);
    const line = text.slice(match.index + match[0].length, end);
    SIGN.lastIndex = Math.max(end, match.index + 1);
    // "= 24" and "&= 24" go on from the line before.
    if (start > 0 && /^[\s&$\\]*$/.test(before)) start = text.lastIndexOf('\n', start - 2) + 1;
    if (end < text.length && /^[\s&$\\]*$/.test(line)) end = lineEnd(text, end + 1);
    const first = text.slice(start, match.index);
    const hasLeft = DIGIT.test(first) || line.search(SIGN_AGAIN) > line.search(DIGIT);
    if (!hasLeft || !DIGIT.test(text.slice(match.index, end))) continue;
    const last = found.at(-1);
    if (last && start <= last.end + 1) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}

/** A second sign in the same line: "x = 5 + 3 = 8". */
const SIGN_AGAIN = /[=≈≅≃＝]|\\(?:approx|simeq|cong|doteq)|\bequals\b/i;

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
