// Code units as the model sees them: lower case, one kind of quotation mark, dash and white space, digits alike.

export const SPACE = 32;
const OTHER = 63;
const DIGIT = 48;

const FOLDED = Uint8Array.from({ length: 128 }, (_, c) => {
  if (c <= 32) return SPACE;
  if (c >= 65 && c <= 90) return c + 32;
  return c >= 48 && c <= 57 ? DIGIT : c;
});

export function foldUnit(unit: number): number {
  if (unit < 128) return FOLDED[unit] as number;
  if (unit === 0x2019 || unit === 0x2018) return 39;
  if (unit === 0x201c || unit === 0x201d) return 34;
  if (unit === 0x2014 || unit === 0x2013) return 45;
  return unit === 0xa0 ? SPACE : OTHER;
}
