// Numbers as people write them: thousands, decimals, mixed numbers, scientific notation; one reading per style.
import { add, decimal, divide, multiply, power, type Rational, ratio, whole } from './rational.ts';

/** How thousands and decimals are written: "1,234.5", "1 234.5", "1.234,5". The first is tried first. */
export type NumberStyle = 'point' | 'spaced' | 'comma';

export interface WrittenNumber {
  readonly value: Rational;
  /** Decimals that are printed; 0 for whole and mixed numbers. */
  readonly decimals: number;
  /** UTF-16 units. */
  readonly length: number;
}

/** Separators of thousands that mean nothing else: LaTeX's `{,}` and `\,`, and spaces that do not break. */
const MARKED = '\\{,\\}|\\\\,|[\\u00a0\\u202f\\u2009]';
const SHAPES: Readonly<Record<NumberStyle, RegExp>> = {
  point: new RegExp(
    `\\d{1,3}(?:(?:,\\d{2,3})*,|(?:(?:${MARKED})\\d{3})*(?:${MARKED}))\\d{3}(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+`,
    'y',
  ),
  spaced: new RegExp(`\\d{1,3}(?:(?:,| |${MARKED})\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+`, 'y'),
  comma: new RegExp(`\\d{1,3}(?:(?:\\.| |${MARKED})\\d{3})+(?:,\\d+)?|\\d+(?:,\\d+)?|,\\d+`, 'y'),
};
const EXPONENT = /[eE][+-]?\d{1,3}(?![\p{L}\d])/uy;
/** " 1/2" after a whole number. */
const MIXED = /[ \u00a0]+(\d{1,3})\/(\d{1,3})(?![\d/.,]*\d)/y;
const VULGAR: Readonly<Record<string, readonly [number, number]>> = {
  ...{ '½': [1, 2], '⅓': [1, 3], '⅔': [2, 3], '¼': [1, 4], '¾': [3, 4], '⅕': [1, 5], '⅖': [2, 5], '⅗': [3, 5] },
  ...{
    '⅘': [4, 5],
    '⅙': [1, 6],
    '⅚': [5, 6],
    '⅛': [1, 8],
    '⅜': [3, 8],
    '⅝': [5, 8],
    '⅞': [7, 8],
    '⅐': [1, 7],
    '⅑': [1, 9],
    '⅒': [1, 10],
  },
};

/** The number that starts at `at`; null where none does, or none that can be read with certainty ("1.2.3", "1,2"). */
export function numberAt(text: string, at: number, style: NumberStyle): WrittenNumber | null {
  const vulgar = vulgarAt(text, at);
  if (vulgar) return { value: vulgar, decimals: 0, length: 1 };
  const shape = SHAPES[style];
  shape.lastIndex = at;
  const found = shape.exec(text)?.[0];
  if (found === undefined) return null;
  let end = at + found.length;
  if (/[.,:]/.test(text[end] ?? '') && isDigit(text[end + 1])) return null;
  const [group, point] = style === 'comma' ? [/[^\d,]/g, ','] : [/[^\d.]/g, '.'];
  const digits = found.replace(group, '').replace(point, '.');
  let value = decimal(digits.startsWith('.') ? `0${digits}` : digits);
  if (value === null) return null;
  let decimals = digits.includes('.') ? digits.length - digits.indexOf('.') - 1 : 0;
  const exponent = matchAt(EXPONENT, text, end);
  if (exponent) {
    const by = Number(exponent[0].slice(1));
    const scale = power(whole(10), whole(by));
    value = scale && multiply(value, scale);
    decimals = Math.max(0, decimals - by);
    end += exponent[0].length;
  }
  if (value?.d === 1n && decimals === 0 && !exponent) {
    const mixed = mixedAt(text, end);
    if (mixed) return { value: add(value, mixed.value) ?? value, decimals: 0, length: end + mixed.length - at };
  }
  return value && { value, decimals, length: end - at };
}

function mixedAt(text: string, at: number): { value: Rational; length: number } | null {
  const vulgar = vulgarAt(text, at);
  if (vulgar) return { value: vulgar, length: 1 };
  const match = matchAt(MIXED, text, at);
  if (!match) return null;
  const [n, d] = [Number(match[1]), Number(match[2])];
  const value = n > 0 && n < d ? divide(whole(n), whole(d)) : null;
  return value && { value, length: match[0].length };
}

function vulgarAt(text: string, at: number): Rational | null {
  const found = VULGAR[text[at] ?? ''];
  return found ? ratio(BigInt(found[0]), BigInt(found[1])) : null;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

export function isDigit(unit: string | undefined): boolean {
  return unit !== undefined && unit >= '0' && unit <= '9';
}
