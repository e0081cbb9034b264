// Calculator marks, `<<56/4=14>>`: what they compute, what the text around them says, and whether the two agree.
import { type Equation, type Equations, equationsOf } from './equations.ts';
import { evaluate } from './expression.ts';
import { agrees } from './printed.ts';
import { asNumber, type Rational, same, show } from './rational.ts';
import { partnersOf, type Side, sideAfter } from './sides.ts';
import type { NumberToken } from './token.ts';
import { tokensOf } from './tokens.ts';

export interface Mark {
  /** UTF-16 offsets of the whole mark. */
  readonly start: number;
  readonly end: number;
  /** What stands between the angle brackets. */
  readonly inner: string;
  readonly equations: Equations;
  /** The number after the last equals sign; null where it has none. */
  readonly result: Rational | null;
}

/** A mark that disagrees with the text around it. */
export interface Disagreement {
  readonly reason: string;
  readonly start: number;
  readonly end: number;
}

const MARK = /<<([^<>\n]{1,300})>>/g;

export function marksOf(text: string): Mark[] {
  return [...text.matchAll(MARK)].map((match) => {
    const inner = match[1]!;
    const equations = equationsOf(inner, 'mark');
    const result = inner.includes('=') ? (equations.results.at(-1) ?? null) : null;
    return { start: match.index, end: match.index + match[0].length, inner, equations, result };
  });
}

/** The text with its marks blanked out, every place kept. */
export function withoutMarks(text: string, marks: readonly Mark[]): string {
  let plain = '';
  let at = 0;
  for (const { start, end } of marks) {
    plain += text.slice(at, start) + ' '.repeat(end - start);
    at = end;
  }
  return plain + text.slice(at);
}

/**
 * Where text and mark say different things: the number after a mark is not its result, or the expression before it has other
 * numbers. `plain` are the equations of the text without its marks.
 */
export function disagreements(text: string, marks: readonly Mark[], plain: Equations): Disagreement[] {
  const found: Disagreement[] = [];
  for (const [i, mark] of marks.entries()) {
    const until = marks[i + 1]?.start ?? text.length;
    const sign = signBefore(text, mark.start);
    const after = printedAfter(text, mark, until, sign !== null);
    if (after) found.push(after);
    const left = sign === null ? undefined : plain.lefts.get(sign);
    const other = left && otherNumbers(left, mark);
    if (other) {
      found.push({
        reason: `the text says ${other.text} where its mark says ${other.mark} in ${mark.inner}`,
        start: left.tokens[0]!.start,
        end: mark.end,
      });
    }
  }
  return found;
}

/** The equals sign right before a mark, currency signs skipped; null where another thing stands there. */
function signBefore(text: string, at: number): number | null {
  let i = at - 1;
  while (i >= 0 && ' \t$€£¥₹-'.includes(text[i]!)) i--;
  return text[i] === '=' ? i : null;
}

function printedAfter(text: string, mark: Mark, until: number, afterSign: boolean): Disagreement | null {
  if (mark.result === null) return null;
  // Without an equals sign before the mark, a number at some distance need not be its result.
  const near = text.slice(mark.end, Math.min(until, mark.end + 80)).split('\n')[0]!;
  if (!afterSign && !/^[$€£¥₹]?[\d.]/.test(near)) return null;
  if (!/^[ \t]?[-−$€£¥₹]{0,2}\.?\d/.test(near)) return null;
  const tokens = tokensOf(near);
  const side = sideAfter(tokens, partnersOf(tokens), 0, tokens.length);
  const first = side?.numbers[0];
  if (!side || !first || side.doubt) return null;
  const value = evaluate(side.tokens);
  for (const percent of ['share', 'plain'] as const) {
    const read = evaluate(side.tokens, { percent, bound: false, leftToRight: false, repeating: false });
    const decimals = first.decimals + (first.percent && percent === 'share' ? 2 : 0);
    if (read && agrees(mark.result, read, decimals) !== 'differs') return null;
  }
  if (agrees(mark.result, first.value, first.decimals) !== 'differs') return null;
  // Cents and shares: <<.6*100=60>>0.60.
  if (value && isHundredfold(mark.result, value) && (first.decimals > 0 || mark.result.d !== 1n)) return null;
  return {
    reason: `the mark ${mark.inner} gives ${show(mark.result)}, the text after it ${near.slice(first.start, first.end)}`,
    start: mark.start,
    end: mark.end + first.end,
  };
}

/** The one number in which an expression of the text and that of its mark differ; null where they agree or are built in another way. */
function otherNumbers(left: Side, mark: Mark): { text: string; mark: string } | null {
  const theirs = mark.equations.lefts.values().next().value;
  if (!theirs || left.numbers.length !== theirs.numbers.length || left.numbers.length < 2) return null;
  if ([...left.operators].sort().join() !== [...theirs.operators].sort().join()) return null;
  const rest = [...theirs.numbers];
  const only: NumberToken[] = [];
  for (const number of left.numbers) {
    const at = rest.findIndex((r) => same(r.value, number.value));
    if (at < 0) only.push(number);
    else rest.splice(at, 1);
  }
  const [ours, other] = [only[0], rest[0]];
  if (only.length !== 1 || !ours || !other) return null;
  const ratio = asNumber(ours.value) / asNumber(other.value);
  // 60 cents and .60, 33.3 and 33.33, 20 and .2
  const isUnit = [100, 60, 12, 1000].some((f) => Math.abs(ratio / f - 1) < 1e-9 || Math.abs(ratio * f - 1) < 1e-9);
  const [finer, coarser] = ours.decimals > other.decimals ? [ours, other] : [other, ours];
  const isRounded = coarser.decimals > 0 && agrees(finer.value, coarser.value, coarser.decimals) !== 'differs';
  return isUnit || isRounded ? null : { text: show(ours.value), mark: show(other.value) };
}

function isHundredfold(a: Rational, b: Rational): boolean {
  const ratio = asNumber(a) / asNumber(b);
  return Math.abs(ratio - 100) < 1e-6 || Math.abs(ratio - 0.01) < 1e-10;
}

/** Checks of what the marks compute by themselves, with their places in the text. */
export function equationsIn(mark: Mark): Equation[] {
  const shift = mark.start + 2;
  return mark.equations.checked.map((e) => ({
    ...e,
    start: e.start + shift,
    end: e.end + shift,
    equals: e.equals + shift,
  }));
}
