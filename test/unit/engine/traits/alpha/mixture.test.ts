import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mixtureShare } from '../../../../../src/engine/traits/alpha/mixture.ts';

describe('the share in a mixture of two known densities', () => {
  // The derivative w₁/(1 + α) − 0.5·w₂/(1 − 0.5·α) is zero at α = (w₁ − w₂/2)/((w₁ + w₂)/2).
  it.each([
    [1, 1, 0.5],
    [1, 1.5, 0.2],
    [2, 1, 1],
    [1, 2, 0],
    [4, 6, 0.2],
  ])('is what can be computed by hand: weights %f and %f', (twice, half, alpha) => {
    expect(mixtureShare([2, 0.5], [twice, half])).toBeCloseTo(alpha, 6);
  });

  it('leaves 0..1 where no share inside is likely enough', () => {
    expect(mixtureShare([2, 0.5], [1, 3])).toBeCloseTo(-0.25, 6);
    expect(mixtureShare([2, 0.5], [3, 1])).toBeCloseTo(1.25, 6);
  });

  it('stays where the mixture is positive, also where no row lies', () => {
    expect(mixtureShare([11, 0.5], [0, 1])).toBeCloseTo(-0.1, 4);
  });

  it('is undecided where nothing tells the densities apart, and nothing without rows', () => {
    expect(mixtureShare([1, 1], [3, 4])).toBe(0.5);
    expect(mixtureShare([2, 0.5], [0, 0])).toBeNaN();
  });

  it('is where the EM of Saerens, Latinne and Decaestecker comes to rest', () => {
    const ratios = fc.array(fc.double({ min: 0.05, max: 20, noNaN: true }), { minLength: 5, maxLength: 40 });
    fc.assert(
      fc.property(ratios, (ratio) => {
        let alpha = 0.5;
        for (let step = 0; step < 20_000; step++) {
          const prior = alpha;
          alpha = ratio.reduce((sum, r) => sum + (prior * r) / (1 - prior + prior * r), 0) / ratio.length;
        }
        const found = Math.min(
          1,
          Math.max(
            0,
            mixtureShare(
              ratio,
              ratio.map(() => 1),
            ),
          ),
        );
        // EM creeps where the likelihood is flat: no share may be more likely than ours.
        const likelihood = (a: number) => ratio.reduce((sum, r) => sum + Math.log(1 - a + a * r), 0);
        expect(likelihood(found)).toBeGreaterThanOrEqual(likelihood(alpha) - 1e-7);
        if (alpha > 0.01 && alpha < 0.99) expect(found).toBeCloseTo(alpha, 2);
      }),
      { numRuns: 30 },
    );
  });
});
