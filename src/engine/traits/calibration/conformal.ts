// From scores of human rows to p-values and to the threshold at which the chosen rate holds, not only on average.
import { betaBelow, betaQuantile } from '../../statistics/beta.ts';

/** How far above the asked rate the true one may lie, as a factor: 5 % may be 7 %. Precision depends on the ratio. */
const TOLERANCE = 1.4;
/** How often it may lie higher all the same. */
const RISK = 0.05;

/**
 * Conformal p-value (Vovk et al. 2005): (1 + #{human ≥ score}) / (n + 1).
 * @param descending scores of human calibration rows, highest first
 */
export function pValue(descending: ArrayLike<number>, score: number): number {
  let low = 0;
  let high = descending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((descending[middle] as number) >= score) low = middle + 1;
    else high = middle;
  }
  return (1 + low) / (descending.length + 1);
}

/**
 * Which of n human scores, from above, is the threshold: the largest k ≤ rate · (n + 1) with
 * P(Beta(k, n + 1 − k) > 1.4 · rate) ≤ 0.05, because the true rate above the k-th score is Beta(k, n + 1 − k).
 * 0 where n rows are too few. A row is flagged where its p-value is at most k / (n + 1).
 */
export function thresholdRank(n: number, rate: number): number {
  const limit = Math.min(1, rate * TOLERANCE);
  let k = 0;
  // The probability grows with k.
  while (k + 1 <= rate * (n + 1) + 1e-9 && 1 - betaBelow(limit, k + 1, n - k) <= RISK) k++;
  return k;
}

/** The fewest human rows that allow a threshold: at 5 %, 42. */
export function fewestRows(rate: number): number {
  const byMean = Math.ceil(1 / rate - 1 - 1e-9);
  const bySpread = Math.ceil(Math.log(RISK) / Math.log1p(-Math.min(0.999_999, rate * TOLERANCE)));
  return Math.max(1, byMean, bySpread);
}

/** The false-positive rate that is not exceeded with 95 % confidence where the k-th of n scores is the threshold. */
export function guaranteedRate(n: number, k: number): number {
  return betaQuantile(1 - RISK, k, n + 1 - k);
}

/** Whether a row with this p-value is at or above the threshold, the k-th of n human scores. */
export function isFlagged(p: number, n: number, k: number): boolean {
  return k > 0 && p * (n + 1) <= k + 1e-6;
}
