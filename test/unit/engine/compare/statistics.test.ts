// What the verdict of a comparison rests on: corrected p-values, divergence, G².
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jensenShannon } from '../../../../src/engine/statistics/divergence.ts';
import { g2Limit, signedG2 } from '../../../../src/engine/statistics/logLikelihood.ts';
import { maxT } from '../../../../src/engine/statistics/maxT.ts';
import { seededRandom } from '../../../../src/engine/statistics/random.ts';

const noise = (seed: number, n: number) => {
  const random = seededRandom(seed);
  return Float64Array.from({ length: n }, () => random() + random() + random() - 1.5);
};

describe('maxT', () => {
  it('finds the one test that no permutation reaches, and nothing else', () => {
    const p = maxT([9, 0.1, -0.2], { tests: 3, values: noise(1, 3 * 199) });
    expect(p[0]).toBeCloseTo(1 / 200, 12);
    expect(p[1]).toBeGreaterThan(0.5);
    expect(p[2]).toBeGreaterThan(0.5);
  });

  it('is two-sided', () => {
    expect(maxT([-9], { tests: 1, values: noise(2, 99) })[0]).toBeCloseTo(0.01, 12);
  });

  it('leaves out what no permutation moves', () => {
    const values = new Float64Array(2 * 99).map((_, i) => (i % 2 === 0 ? 1 : noise(3, 198)[i]!));
    const p = maxT([1, 8], { tests: 2, values });
    expect(p[0]).toBeNaN();
    expect(p[1]).toBeCloseTo(0.01, 12);
  });

  it('falls below 5 % in at most about 5 % of comparisons without any difference, however many tests there are', () => {
    let alarms = 0;
    for (let seed = 0; seed < 300; seed++) {
      const all = noise(seed + 10, 12 * 100);
      const p = maxT(all.subarray(0, 12), { tests: 12, values: all.slice(12) });
      if (p.some((x) => x < 0.05)) alarms++;
    }
    expect(alarms).toBeLessThan(300 * 0.08);
    expect(alarms).toBeGreaterThan(300 * 0.01);
  });

  it('gives a more surprising test no larger p', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 2, maxLength: 6 }), (observed) => {
        const p = maxT(observed, { tests: observed.length, values: noise(5, observed.length * 50) });
        for (const x of p) expect(Number.isNaN(x) || (x > 0 && x <= 1)).toBe(true);
      }),
    );
  });
});

describe('Jensen–Shannon divergence', () => {
  it('is 0 for equal shares, 1 bit for disjoint ones, and the same both ways', () => {
    expect(jensenShannon([1, 2, 3], [2, 4, 6])).toBeCloseTo(0, 12);
    expect(jensenShannon([5, 0], [0, 3])).toBeCloseTo(1, 12);
    expect(jensenShannon([5, 1, 0], [1, 1, 2])).toBeCloseTo(jensenShannon([1, 1, 2], [5, 1, 0]), 12);
  });
});

describe('G²', () => {
  it('is Dunning’s, with the sign of the change', () => {
    // 2 (10 ln(10/15) + 20 ln(20/15))
    expect(signedG2(10, 100, 20, 100)).toBeCloseTo(3.39798, 4);
    expect(signedG2(20, 100, 10, 100)).toBeCloseTo(-3.39798, 4);
    expect(signedG2(10, 100, 20, 200)).toBeCloseTo(0, 12);
    expect(signedG2(8, 100, 0, 100)).toBeCloseTo(-2 * 8 * Math.log(2), 12);
  });

  it('has a limit no lower than the quantile of χ² that it stands for', () => {
    expect(g2Limit(1, 0.05)).toBeGreaterThan(3.841);
    expect(g2Limit(1, 0.05)).toBeLessThan(4.3);
    expect(g2Limit(10_000, 0.01)).toBeGreaterThan(23.9);
    expect(g2Limit(10_000, 0.01)).toBeLessThan(24.3);
  });
});
