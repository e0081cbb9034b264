// The Beta distribution: how sure a share is that was counted on few rows.
import { gammaln } from 'simple-statistics';

const STEPS = 300;
const PRECISION = 1e-15;
const TINY = 1e-300;

/**
 * P(X ≤ x) for X ~ Beta(a, b), the regularised incomplete beta function; a, b > 0.
 * The continued fraction of Numerical Recipes (Press et al., 3rd ed., 6.4), on the side on which it converges fast.
 */
export function betaBelow(x: number, a: number, b: number): number {
  if (!(x > 0)) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(gammaln(a + b) - gammaln(a) - gammaln(b) + a * Math.log(x) + b * Math.log1p(-x));
  if (x < (a + 1) / (a + b + 2)) return (front * fraction(x, a, b)) / a;
  return 1 - (front * fraction(1 - x, b, a)) / b;
}

/** The x with P(X ≤ x) = share, for X ~ Beta(a, b), by halving: exact to 1e-12. */
export function betaQuantile(share: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 60 && high - low > 1e-13; i++) {
    const middle = (low + high) / 2;
    if (betaBelow(middle, a, b) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** 95 % interval of a share of which `hits` of `n` were seen (Clopper & Pearson 1934): never too narrow. */
export function shareInterval(hits: number, n: number): [number, number] {
  return [
    hits === 0 ? 0 : betaQuantile(0.025, hits, n - hits + 1),
    hits === n ? 1 : betaQuantile(0.975, hits + 1, n - hits),
  ];
}

/** Modified Lentz. */
function fraction(x: number, a: number, b: number): number {
  const away = (value: number) => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) break;
  }
  return h;
}
