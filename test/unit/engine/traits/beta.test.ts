import { describe, expect, it } from 'vitest';
import { auroc } from '../../../../src/engine/statistics/auroc.ts';
import { betaBelow, betaQuantile, shareInterval } from '../../../../src/engine/statistics/beta.ts';

describe('betaBelow', () => {
  it('gives the values that follow from closed forms', () => {
    // Beta(1, b): 1 − (1 − x)^b. Beta(2, 3) at one half: 11/16. Arcsine law: 2/π · asin √x.
    expect(betaBelow(0.07, 1, 42)).toBeCloseTo(1 - 0.93 ** 42, 12);
    expect(betaBelow(0.5, 2, 3)).toBeCloseTo(11 / 16, 12);
    expect(betaBelow(0.3, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(0.3)), 10);
    // Beta(2, 74): one minus the chance of none or one of 75.
    expect(1 - betaBelow(0.07, 2, 74)).toBeCloseTo(0.93 ** 75 + 75 * 0.07 * 0.93 ** 74, 12);
  });

  it('holds its ends and its symmetry, also for large parameters', () => {
    expect(betaBelow(0, 3, 4)).toBe(0);
    expect(betaBelow(1, 3, 4)).toBe(1);
    for (const [x, a, b] of [
      [0.05, 25, 476],
      [0.9, 400, 30],
      [0.5, 1000, 1000],
    ] as const) {
      expect(betaBelow(x, a, b) + betaBelow(1 - x, b, a)).toBeCloseTo(1, 10);
    }
    expect(betaBelow(0.5, 1000, 1000)).toBeCloseTo(0.5, 10);
  });
});

describe('betaQuantile', () => {
  it('turns betaBelow around', () => {
    for (const share of [0.025, 0.5, 0.95])
      expect(betaBelow(betaQuantile(share, 6, 145), 6, 145)).toBeCloseTo(share, 9);
  });
});

describe('shareInterval', () => {
  it('is that of Clopper and Pearson', () => {
    // Published: 0 of 20 gives 0 to 16.84 %, 4 of 20 gives 5.73 to 43.66 %.
    expect(shareInterval(0, 20)[1]).toBeCloseTo(0.1684, 4);
    const [low, high] = shareInterval(4, 20);
    expect(low).toBeCloseTo(0.0573, 4);
    expect(high).toBeCloseTo(0.4366, 4);
    expect(shareInterval(20, 20)[1]).toBe(1);
    // 27 of 30, as binom.test of R gives it.
    expect(shareInterval(27, 30)[0]).toBeCloseTo(0.7347115, 6);
    expect(shareInterval(27, 30)[1]).toBeCloseTo(0.9788829, 6);
  });
});

describe('auroc', () => {
  it('counts pairs, and ties by half', () => {
    expect(auroc([1, 2], [3, 4]).value).toBe(1);
    expect(auroc([1, 2], [2, 3]).value).toBe(3.5 / 4);
    expect(auroc([5, 5], [5]).value).toBe(0.5);
  });

  it('gives the interval of Hanley and McNeil', () => {
    // 4 + 4 with two pairs of 16 the wrong way: A = 14/16, Q1 = 7/9, Q2 = 49/60.
    const { value, interval } = auroc([1, 2, 3, 6], [4, 5, 7, 8]);
    expect(value).toBe(14 / 16);
    const variance = (0.109375 + 3 * (7 / 9 - 0.765625) + 3 * (49 / 60 - 0.765625)) / 16;
    expect(interval[0]).toBeCloseTo(0.875 - 1.96 * Math.sqrt(variance), 12);
    expect(interval[1]).toBe(1);
  });
});
