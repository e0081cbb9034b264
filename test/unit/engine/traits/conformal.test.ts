import { describe, expect, it } from 'vitest';
import { betaBelow } from '../../../../src/engine/statistics/beta.ts';
import {
  fewestRows,
  guaranteedRate,
  isFlagged,
  pValue,
  thresholdRank,
} from '../../../../src/engine/traits/calibration/conformal.ts';

describe('thresholdRank', () => {
  it.each([
    [41, 0],
    [42, 1],
    [75, 2],
    [150, 6],
    [500, 25],
  ])('of %i human rows at 5 %% is %i', (n, k) => {
    expect(thresholdRank(n, 0.05)).toBe(k);
  });

  it('needs 42 rows at 5 %, and what follows from the same rule at other rates', () => {
    // Of one threshold row: (1 − 1.4 · rate)^n ≤ 0.05.
    expect(fewestRows(0.05)).toBe(42);
    for (const rate of [0.01, 0.02, 0.1, 0.2]) {
      const n = fewestRows(rate);
      expect(thresholdRank(n, rate)).toBeGreaterThanOrEqual(1);
      expect(thresholdRank(n - 1, rate)).toBe(0);
      expect((1 - 1.4 * rate) ** n).toBeLessThanOrEqual(0.05);
    }
    expect(fewestRows(0.01)).toBe(213);
  });

  it('never allows more than the rate, nor a twentieth above 1.4 times the rate', () => {
    for (let n = 1; n <= 600; n += 7) {
      const k = thresholdRank(n, 0.05);
      expect(k).toBeLessThanOrEqual(0.05 * (n + 1) + 1e-9);
      if (k > 0) {
        expect(1 - betaBelow(0.07, k, n + 1 - k)).toBeLessThanOrEqual(0.05);
        expect(guaranteedRate(n, k)).toBeLessThanOrEqual(0.07);
      }
    }
  });
});

describe('pValue', () => {
  it('counts the human scores that are as high', () => {
    const scores = [3, 2, 2, 1];
    expect(pValue(scores, 4)).toBe(1 / 5);
    expect(pValue(scores, 3)).toBe(2 / 5);
    expect(pValue(scores, 2)).toBe(4 / 5);
    expect(pValue(scores, 0)).toBe(1);
    expect(pValue([], 0)).toBe(1);
  });

  it('flags what is above the k-th score and not what equals it', () => {
    const scores = Array.from({ length: 75 }, (_, i) => 75 - i);
    expect(isFlagged(pValue(scores, 74.5), 75, 2)).toBe(true);
    expect(isFlagged(pValue(scores, 74), 75, 2)).toBe(false);
    expect(isFlagged(pValue(scores, 1000), 75, 0)).toBe(false);
  });
});
