// Whether a printed number says what was computed: exactly, rounded, or perhaps.
import { absolute, decimalsOf, less, multiply, type Rational, ratio, same, subtract } from './rational.ts';

/** 'unsure': a person may have written it so for a good reason (whole boxes, whole dollars), or by mistake. */
export type Agreement = 'equal' | 'rounded' | 'unsure' | 'differs';

const TOLERANCE = ratio(1n, 10_000n)!;
const TWENTIETH = ratio(1n, 20n)!;
const FIFTH = ratio(1n, 5n)!;

/**
 * `value` is what the expression comes to, `printed` has `decimals` decimals. What can be printed in full must be equal; what cannot
 * may be rounded, cut off after the decimals, or differ by 1e-4 of the value. After "≈" a twentieth is near enough.
 */
export function agrees(value: Rational, printed: Rational, decimals: number, approximate = false): Agreement {
  if (same(value, printed)) return 'equal';
  const off = subtract(value, printed);
  if (off === null) return 'unsure';
  const gap = absolute(off);
  const size = absolute(value);
  if (approximate) {
    if (!exceeds(gap, size, TWENTIETH) || withinHalf(gap, decimals)) return 'rounded';
    return exceeds(gap, size, FIFTH) ? 'differs' : 'unsure';
  }
  const needed = decimalsOf(value);
  if (needed <= decimals) return 'differs';
  if (!exceeds(gap, size, TOLERANCE)) return 'rounded';
  const isLong = needed - decimals >= 3;
  if (withinHalf(gap, decimals)) return decimals >= 2 || isLong ? 'rounded' : 'unsure';
  const unit = ratio(1n, 10n ** BigInt(decimals));
  if (!unit || !less(gap, unit)) return 'differs';
  const cutOff = less(absolute(printed), size);
  return decimals >= 1 && cutOff ? 'rounded' : 'unsure';
}

/** Two computed values: equal, or within the tolerance where one of them cannot be written in full. */
export function sameValue(a: Rational, b: Rational): boolean {
  if (same(a, b)) return true;
  if (decimalsOf(a) <= 4 && decimalsOf(b) <= 4) return false;
  const off = subtract(a, b);
  return off !== null && !exceeds(absolute(off), absolute(a), TOLERANCE);
}

function exceeds(gap: Rational, size: Rational, share: Rational): boolean {
  const allowed = multiply(size, share);
  return allowed === null || less(allowed, gap);
}

/** Rounded to the nearest number of so many decimals, halves either way. */
function withinHalf(gap: Rational, decimals: number): boolean {
  const half = ratio(1n, 2n * 10n ** BigInt(Math.min(decimals, 60)));
  return half !== null && !less(half, gap);
}
