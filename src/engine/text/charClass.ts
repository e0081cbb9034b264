// What a UTF-16 code unit is to the tokeniser, for the whole basic plane, built once.

export const OTHER = 0;
/** Letter, mark or number that is already lower case. */
export const WORD = 1;
/** ASCII capital: word, and lower-cased by adding 32. */
export const ASCII_UPPER = 2;
/** Letter, mark or number beyond ASCII: its token is lower-cased as a string. */
export const WIDE = 3;
/** As WIDE, of a script written without spaces: its token is segmented. */
export const UNSPACED = 4;
/** ' or ’: joins two word characters. */
export const APOSTROPHE = 5;
/** Half of a surrogate pair: asked by code point. */
export const SURROGATE = 6;

const wordPattern = /[\p{L}\p{M}\p{N}]/u;
const unspacedPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Class of a code point above the basic plane. */
export function classOfCodePoint(codePoint: number): number {
  const s = String.fromCodePoint(codePoint);
  if (!wordPattern.test(s)) return OTHER;
  return unspacedPattern.test(s) ? UNSPACED : WIDE;
}

function build(): Uint8Array {
  const classes = new Uint8Array(65536);
  for (let unit = 0; unit < 65536; unit++) {
    if (unit >= 0xd800 && unit <= 0xdfff) classes[unit] = SURROGATE;
    else if (unit === 0x27 || unit === 0x2019) classes[unit] = APOSTROPHE;
    else if (unit < 128) {
      if (unit >= 65 && unit <= 90) classes[unit] = ASCII_UPPER;
      else if ((unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57)) classes[unit] = WORD;
    } else classes[unit] = classOfCodePoint(unit);
  }
  return classes;
}

let table: Uint8Array | undefined;

/** Class per code unit. */
export function charClasses(): Uint8Array {
  table ??= build();
  return table;
}
