// Every `a op b = c` of a text, chains included, and what can be said about each.

import type { Verdict } from '../verifier.ts';
import { evaluate, PLAIN, type Reading, repeatingOf } from './expression.ts';
import type { NumberStyle } from './numbers.ts';
import { type Agreement, agrees, sameValue } from './printed.ts';
import { asNumber, multiply, type Rational, show, whole } from './rational.ts';
import { type Region, regionsOf } from './regions.ts';
import { partnersOf, type Side, sideAfter, sideBefore } from './sides.ts';
import type { NumberToken } from './token.ts';
import { tokensOf } from './tokens.ts';
import { familyOf, isConverted, OTHER_ARITHMETIC } from './words.ts';

export interface Equation {
  readonly verdict: Verdict;
  readonly reason: string;
  /** UTF-16 offsets of both sides, and of the equals sign. */
  readonly start: number;
  readonly end: number;
  readonly equals: number;
  readonly left: Side;
  readonly right: Side;
}

export interface Equations {
  readonly checked: readonly Equation[];
  /** What stands after equals signs, checked or not: results that a final answer may repeat. */
  readonly results: readonly Rational[];
  /** Left sides by the place of their equals sign, for comparing with marks. */
  readonly lefts: ReadonlyMap<number, Side>;
}

/**
 * How far a text is known to calculate: 'worked' where it has marks or a final answer, so that "1 - 2 = 3" is no range; 'mark' inside
 * of a mark, where two numbers alone have to be equal, too.
 */
export type Trust = 'text' | 'worked' | 'mark';

/** The equations of a text in their order. Linear in its length. */
export function equationsOf(text: string, trust: Trust = 'text'): Equations {
  const found = read(text, 'point', trust);
  // "3,5" is no group of thousands: without another style it is not read at all.
  if (found.checked.every((e) => e.verdict === 'verified') && !/\d,\d{1,2}(?!\d)/.test(text)) return found;
  // Numbers may be written in another style: "1 234", "1.234,5".
  const styles: NumberStyle[] = [];
  if (/\d \d{3}(?!\d)/.test(text)) styles.push('spaced');
  if (/\d,\d|\d\.\d{3}(?!\d)/.test(text)) styles.push('comma');
  const fine = new Map<number, Equation>();
  for (const style of styles) {
    for (const e of read(text, style, trust).checked) if (e.verdict === 'verified') fine.set(e.equals, e);
  }
  if (fine.size === 0) return found;
  const kept = found.checked.map((e) => (e.verdict === 'verified' ? e : (fine.get(e.equals) ?? e)));
  const known = new Set(kept.map((e) => e.equals));
  const added = [...fine.values()].filter((e) => !known.has(e.equals));
  return { ...found, checked: [...kept, ...added].sort((a, b) => a.equals - b.equals) };
}

function read(text: string, style: NumberStyle, trust: Trust): Equations {
  const parts = regionsOf(text).map((region) => readRegion(text, region, style, trust));
  return {
    checked: parts.flatMap((p) => p.checked),
    results: parts.flatMap((p) => p.results),
    lefts: new Map(parts.flatMap((p) => [...p.lefts])),
  };
}

function readRegion(text: string, { start, end }: Region, style: NumberStyle, trust: Trust): Equations {
  const tokens = tokensOf(text, style, start, end);
  const partners = partnersOf(tokens);
  const signs = tokens.flatMap((token, i) => (token.kind === 'equals' ? [i] : []));
  const checked: Equation[] = [];
  const results: Rational[] = [];
  const lefts = new Map<number, Side>();
  /** What the chain that a sign continues comes to, as far as it was computed. */
  let chain: { readonly value: Rational; readonly side: Side } | null = null;
  let known: boolean | null = null;
  for (const [n, i] of signs.entries()) {
    const sign = tokens[i]!;
    const from = n === 0 ? 0 : signs[n - 1]! + 1;
    const left = sideBefore(tokens, partners, from, i);
    const right = sideAfter(tokens, partners, i + 1, signs[n + 1] ?? tokens.length);
    if (left) lefts.set(sign.start, left);
    if (left === null || (chain && left.tokens[0] !== chain.side.tokens[0])) chain = null;
    const value: Rational | null = right && evaluate(right.tokens);
    if (value) results.push(value);
    if (left && right) {
      const approximate = (sign.kind === 'equals' && sign.approximate) || right.approximate === true;
      const found = compare(left, right, chain?.value ?? null, approximate, trust);
      if (found) {
        const mismatch = `${phrase(text, left)} is ${found.value}, not ${phrase(text, right)}`;
        let doubt: string | null = null;
        if (found.agreement === 'differs') {
          doubt =
            left.doubt ??
            right.doubt ??
            unitDoubt(left, right, found.ratio) ??
            (trust === 'text' ? rangeDoubt(left, found) : null);
          if (doubt === null) {
            known ??= OTHER_ARITHMETIC.test(text);
            if (known) doubt = 'the text may calculate in another way';
          }
        }
        const [verdict, reason]: [Verdict, string] =
          found.agreement === 'equal' || found.agreement === 'rounded'
            ? ['verified', `${phrase(text, left)} is ${phrase(text, right)}`]
            : found.agreement === 'unsure'
              ? ['not checkable', `${mismatch}, which may be rounded or read in another way`]
              : doubt !== null
                ? ['not checkable', `${mismatch}, but ${doubt}`]
                : ['failed', mismatch];
        checked.push({
          verdict,
          reason,
          start: left.tokens[0]!.start,
          end: right.tokens.at(-1)!.end,
          equals: sign.start,
          left,
          right,
        });
      }
    }
    chain = right && nextChain(left, right, chain);
  }
  return { checked, results, lefts };
}

/** A side that computes something replaces what the chain comes to; a printed number passes it on. */
function nextChain(
  left: Side | null,
  right: Side,
  chain: { value: Rational } | null,
): { value: Rational; side: Side } | null {
  const computed = isComputed(right) ? evaluate(right.tokens) : null;
  if (computed) return { value: computed, side: right };
  if (left && isComputed(left)) {
    const value = evaluate(left.tokens);
    return value && { value, side: right };
  }
  return chain && { value: chain.value, side: right };
}

interface Compared {
  readonly agreement: Agreement;
  /** What the left side comes to, for people. */
  readonly value: string;
  /** Left by right. */
  readonly ratio: number;
  readonly negative: boolean;
}

function compare(left: Side, right: Side, chain: Rational | null, approximate: boolean, trust: Trust): Compared | null {
  const [computesLeft, computesRight] = [isComputed(left), isComputed(right)];
  if (!computesLeft && !computesRight && chain === null && trust !== 'mark') return null;
  const lefts = valuesOf(left);
  const rights = valuesOf(right);
  const first = lefts[0];
  if (!first && rights[0] && dividesByZero(left)) {
    return { agreement: 'differs', value: 'a division by zero', ratio: Number.NaN, negative: false };
  }
  if (!first || !rights[0]) return null;
  let best: Agreement = 'differs';
  const meet = (found: Agreement, doubtful: boolean): void => {
    const softened = doubtful && found !== 'differs' ? 'unsure' : found;
    const order: Agreement[] = ['differs', 'unsure', 'rounded', 'equal'];
    if (order.indexOf(softened) > order.indexOf(best)) best = softened;
  };
  for (const l of lefts) {
    for (const r of rights) {
      const doubtful = l.doubtful || r.doubtful;
      if (computesLeft && computesRight) meet(sameValue(l.value, r.value) ? 'equal' : 'differs', doubtful);
      else if (computesRight) meet(agrees(r.value, l.value, l.decimals, approximate), doubtful);
      else meet(agrees(l.value, r.value, r.decimals, approximate), doubtful);
      if (!computesLeft && !computesRight && chain) meet(agrees(chain, r.value, r.decimals, approximate), doubtful);
    }
    // "5 + 3 = 8 - 2 = 6": the sum goes on after its result.
    const printed = right.numbers[0]!;
    if (computesLeft && computesRight && right.tokens[0] === printed) {
      meet(agrees(l.value, printed.value, printed.decimals, approximate), l.doubtful);
    }
  }
  // "Day 2 = 5 + 3": what stands alone on the left may be a name.
  if (best === 'differs' && !computesLeft && chain === null && !isStatement(left, right, trust)) return null;
  const ratio = asNumber(first.value) / asNumber(rights[0].value);
  const value = asPrinted(first.value, computesRight ? undefined : right.numbers[0]);
  return { agreement: best, value, ratio, negative: first.value.n < 0n };
}

function dividesByZero({ tokens }: Side): boolean {
  return tokens.some((token, i) => {
    const divisor = token.kind === 'operator' && token.operator === '/' ? tokens[i + 1] : undefined;
    return divisor?.kind === 'number' && divisor.value.n === 0n;
  });
}

/** As a percentage where one is printed: whichever of 0.45 and 45 comes nearer to it. */
function asPrinted(value: Rational, printed: NumberToken | undefined): string {
  const hundredfold = printed?.percent ? multiply(value, whole(100)) : null;
  if (!printed || !hundredfold) return show(value);
  const off = (a: Rational): number => Math.abs(asNumber(a) - asNumber(printed.value));
  return off(hundredfold) < off(value) ? `${show(hundredfold)}%` : show(value);
}

/** "60 = 2 * 30" in a clause of its own states an equality; "1 = 3 + 4 points" need not. */
function isStatement(left: Side, right: Side, trust: Trust): boolean {
  const words = [...left.tokens, ...right.tokens].some((t) => t.kind === 'word');
  return left.bare && !words && (trust !== 'text' || left.numbers[0]!.value.n > 10n);
}

function isComputed({ numbers, tokens }: Side): boolean {
  return numbers.length > 1 || tokens.some((t) => t.kind === 'root');
}

interface Value {
  readonly value: Rational;
  /** Decimals of a number that stands alone. */
  readonly decimals: number;
  /** Not how it is commonly read. */
  readonly doubtful: boolean;
}

/** What a side comes to, by each way to read it; the common one first. */
function valuesOf({ tokens, numbers, operators }: Side): Value[] {
  const has = (...wanted: string[]): boolean => operators.some((o) => wanted.includes(o));
  const readings: [Partial<Reading>, boolean][] = [[{}, false]];
  const percent = numbers.some((n) => n.percent);
  if (percent) readings.push([{ percent: 'plain' }, false]);
  if (percent && has('+', '-')) readings.push([{ percent: 'added' }, false]);
  if (has('/') && operators.length > 1) readings.push([{ bound: true }, false]);
  if (has('+', '-') && has('*', '/')) readings.push([{ leftToRight: true }, true]);
  if (numbers.some((n) => repeatingOf(n) !== null) && numbers.length > 1) readings.push([{ repeating: true }, true]);
  const found: Value[] = [];
  for (const [changes, doubtful] of readings) {
    const value = evaluate(tokens, { ...PLAIN, ...changes });
    const decimals = numbers[0]!.decimals + (numbers[0]!.percent && changes.percent !== 'plain' ? 2 : 0);
    if (value) found.push({ value, decimals, doubtful });
  }
  return found;
}

/** Units that change between the sides may hide a conversion: 60 minutes + 30 minutes = 1.5 hours. */
function unitDoubt(left: Side, right: Side, ratio: number): string | null {
  const said = 'the units change';
  const isSum = left.operators.every((o) => o === '+' || o === '-');
  const [ours, theirs] = [measures(left), measures(right)];
  for (const [family, units] of ours) {
    if (isSum && units.size > 1) return said;
    const others = theirs.get(family);
    if (isSum && others && ![...others].every((u) => units.has(u))) return said;
  }
  const isFraction = left.operators.length === 1 && left.operators[0] === '/' && ours.size > 0;
  if (isFraction && asNumber(evaluate(left.tokens) ?? { n: 1n, d: 1n }) < 1) return said;
  if (ours.size === 0 && theirs.size === 0) return null;
  // What has no unit on one side may have any of the other's: 30 + 60 = 1.5 hours.
  const converted = [...ours, ...theirs].some(([family, units]) => {
    const others = (units === ours.get(family) ? theirs : ours).get(family);
    const differ = !others || [...units].join() !== [...others].join();
    return differ && isConverted(family, ratio);
  });
  const words = [...left.units, ...right.units].some((u) => familyOf(u) >= 0 && !'$€£¥₹%'.includes(u));
  return converted && words ? said : null;
}

function measures({ units }: Side): Map<number, Set<string>> {
  const found = new Map<number, Set<string>>();
  for (const unit of units) {
    const family = familyOf(unit);
    if (family < 0) continue;
    const one = unit === '$' ? 'dollar' : unit.length > 2 ? unit.toLowerCase().replace(/s$/, '') : unit;
    found.set(family, (found.get(family) ?? new Set()).add(one));
  }
  return found;
}

function rangeDoubt({ operators, numbers }: Side, { negative }: Compared): string | null {
  const isRange = operators.length === 1 && operators[0] === '-' && numbers.length === 2 && negative;
  return isRange ? 'the left side may be a range' : null;
}

const LONGEST = 60;

function phrase(text: string, { tokens }: Side): string {
  let start = tokens[0]!.start;
  if (/[$€£¥₹]/.test(text[start - 1] ?? '')) start--;
  const said = text.slice(start, tokens.at(-1)!.end).replace(/\s+/g, ' ');
  return said.length <= LONGEST ? said : `${said.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
