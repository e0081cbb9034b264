// Final answers: `#### 72`, `\boxed{72}`, "The answer is 72", and the field of a row that holds the right one.
import { evaluate } from './expression.ts';
import { agrees } from './printed.ts';
import { absolute, decimal, less, type Rational, subtract, whole } from './rational.ts';
import { partnersOf, sideAfter } from './sides.ts';
import { tokensOf } from './tokens.ts';

export interface Quantity {
  readonly value: Rational;
  readonly decimals: number;
  /** Printed with a percent sign; `value` is the number before it. */
  readonly percent: boolean;
}

export interface Final {
  readonly form: '####' | 'boxed' | 'phrase';
  /** As it is written, without what marks it. */
  readonly text: string;
  /** Null where it is no plain number. */
  readonly quantity: Quantity | null;
  /** UTF-16 offsets of the mark and its answer. */
  readonly start: number;
  readonly end: number;
}

const LONGEST = 200;
const HASHES = /^[ \t]*####[ \t]*(\S[^\n]*)$/gm;
const PHRASE = /\b(?:(?:final|correct)\s+answer|(?<=\bthe\s)answer)\s*(?:is|:|=)\s*:?\s*/gi;

/** The last final answer of each form, in the order in which they stand. */
export function finalsOf(text: string): Final[] {
  const found = [hashes(text), boxed(text), phrase(text)].filter((f) => f !== null);
  return found.sort((a, b) => a.start - b.start);
}

/** Four hashes also make a heading: an answer is a number, and stands at the end. */
function hashes(text: string): Final | null {
  if (!text.includes('####')) return null;
  const match = [...text.matchAll(HASHES)].at(-1);
  if (!match || match[1]!.length > LONGEST) return null;
  const said = match[1]!.trim();
  const rest = text.slice(match.index + match[0].length).trim();
  const value = quantity(said);
  if (!value || (rest !== '' && !/^(?:the|final)\s+answer/i.test(rest))) return null;
  return { form: '####', text: said, quantity: value, start: match.index, end: match.index + match[0].length };
}

function boxed(text: string): Final | null {
  const at = Math.max(text.lastIndexOf('\\boxed{'), text.lastIndexOf('\\fbox{'));
  if (at < 0) return null;
  const from = text.indexOf('{', at) + 1;
  let depth = 1;
  let end = from;
  for (; end < text.length && end - from <= LONGEST && depth > 0; end++) {
    if (text[end] === '{') depth++;
    else if (text[end] === '}') depth--;
  }
  if (depth > 0) return null;
  const said = text.slice(from, end - 1).trim();
  return { form: 'boxed', text: said, quantity: quantity(said.slice(said.lastIndexOf('=') + 1)), start: at, end };
}

function phrase(text: string): Final | null {
  const match = [...text.matchAll(PHRASE)].at(-1);
  if (!match) return null;
  const from = match.index + match[0].length;
  const said = text.slice(from, from + LONGEST).split('\n')[0]!;
  const clean = said.replace(/[*$]+/g, ' ');
  if (!/^[\s(]*-?\.?\d/.test(clean)) return null;
  const tokens = tokensOf(clean);
  const side = sideAfter(tokens, partnersOf(tokens), 0, tokens.length);
  const first = side?.numbers[0];
  const value = side && first && !side.doubt && !side.approximate ? evaluate(side.tokens) : null;
  if (!value || !first) return null;
  const plain = side.numbers.length === 1 && first.percent ? first.value : value;
  const end = from + side.tokens.at(-1)!.end;
  const one = side.numbers.length === 1;
  const found: Quantity = { value: plain, decimals: one ? first.decimals : 0, percent: one && first.percent };
  return { form: 'phrase', text: text.slice(from, end).trim(), quantity: found, start: match.index, end };
}

/** A text that is one number and perhaps its unit: "72", "$1,250.50", "3/4", "\frac{3}{4}", "20%", "18 eggs"; else null. */
export function quantity(text: string): Quantity | null {
  if (text.length > LONGEST || !/\d/.test(text)) return null;
  const tokens = tokensOf(text.replace(/[.\s]+$/, ''));
  const side = sideAfter(tokens, partnersOf(tokens), 0, tokens.length);
  const first = side?.numbers[0];
  if (!side || !first || side.doubt) return null;
  const last = tokens.lastIndexOf(side.tokens.at(-1)!);
  if (tokens.slice(last + 1).some((t) => t.kind !== 'word') || tokens.length - last > 5) return null;
  const one = side.numbers.length === 1;
  const value = evaluate(side.tokens, {
    percent: one ? 'plain' : 'share',
    bound: false,
    leftToRight: false,
    repeating: false,
  });
  return value && { value, decimals: one ? first.decimals : 0, percent: one && first.percent };
}

/** The right answer in a field: a number, a text that is one, or a worked answer with `####` or a box. */
export function fieldAnswer(value: unknown): Quantity | string | null {
  const one = Array.isArray(value) && value.length > 0 ? (value[0] as unknown) : value;
  if (typeof one === 'number') {
    const digits = String(Math.abs(one));
    const read = /^[\d.]+$/.test(digits) ? decimal(digits) : null;
    if (!read) return null;
    return {
      value: one < 0 ? { n: -read.n, d: read.d } : read,
      decimals: digits.split('.')[1]?.length ?? 0,
      percent: false,
    };
  }
  if (typeof one !== 'string' || one.trim() === '') return null;
  const said = one.trim();
  if (said.length <= LONGEST && !said.includes('####') && !said.includes('\\boxed')) return quantity(said) ?? said;
  return finalsOf(said).findLast((f) => f.form !== 'phrase')?.quantity ?? null;
}

/** Whether two answers are the same number, one perhaps rounded, or with a percent sign that the other lacks. */
export function sameAnswer(a: Quantity, b: Quantity): boolean {
  const [finer, coarser] = a.decimals >= b.decimals ? [a, b] : [b, a];
  if (agrees(finer.value, coarser.value, coarser.decimals) !== 'differs') return true;
  if (a.percent === b.percent) return false;
  const [share, other] = a.percent ? [a, b] : [b, a];
  const scaled = { n: share.value.n, d: share.value.d * 100n };
  return agrees(scaled, other.value, other.decimals) !== 'differs';
}

/** Whether a final answer repeats one of the numbers, perhaps rounded to a whole one or as a percentage. */
export function isAmong({ value, percent }: Quantity, numbers: readonly Rational[]): boolean {
  return numbers.some((n) => {
    const off = subtract(value, n);
    if (off && (off.n === 0n || (n.d !== 1n && less(absolute(off), whole(1))))) return true;
    const scaled = subtract(value, { n: n.n * 100n, d: n.d });
    return scaled?.n === 0n && (percent || n.d !== 1n);
  });
}
