// Vendi score against its published examples, and eigenvalues against what is known of them.
import { describe, expect, it } from 'vitest';
import { gramSimilarity, vendi, vendiScore } from '../../../../src/engine/metrics/vendi.ts';
import { symmetricEigenvalues } from '../../../../src/engine/statistics/eigenvalues.ts';
import { seededRandom } from '../../../../src/engine/statistics/random.ts';
import { drawn, measured } from './support.ts';

describe('the Vendi score', () => {
  it('equals the published numbers', () => {
    const points = [0, 0, 10, 10, 20, 20];
    const k = points.flatMap((a) => points.map((b) => Math.exp(-Math.abs(a - b))));
    expect(vendiScore(Float64Array.from(k), 6).toFixed(4)).toBe('3.0000');
    expect(Math.abs(vendiScore(Float64Array.from(k), 6) - 2.9999)).toBeLessThan(1e-4);
    expect(vendiScore(Float64Array.of(1, 0.9, 0, 0.9, 1, 0, 0, 0, 1), 3).toFixed(4)).toBe('2.1573');
  });

  it('equals the published number for n-grams, punctuation as tokens', () => {
    const texts = ['Look, Jane.', 'See Spot.', 'See Spot run.', 'Run, Spot, run.', 'Jane sees Spot run.'];
    const split = (text: string) => text.match(/\w+|[^\w\s]/g) ?? [];
    const k = gramSimilarity(drawn(texts), [1, 2], split);
    expect(vendiScore(k, 5).toFixed(2)).toBe('3.91');
  });

  it('is 1 for copies and n for samples without a common word, however short', () => {
    expect(measured(vendi, ['one two', 'one two', 'one two'])).toBeCloseTo(1, 9);
    expect(measured(vendi, ['', '', ''])).toBeCloseTo(1, 9);
    expect(measured(vendi, ['a', 'b c', 'd e f', 'g h i j k'])).toBeCloseTo(4, 9);
    expect(measured(vendi, ['alone'])).toBe(1);
  });
});

describe('eigenvalues', () => {
  it('of small matrices are those by hand', () => {
    expect([...symmetricEigenvalues(Float64Array.of(2, 1, 1, 2), 2)].map((x) => x.toFixed(12))).toEqual([
      '1.000000000000',
      '3.000000000000',
    ]);
    expect([...symmetricEigenvalues(Float64Array.of(5), 1)]).toEqual([5]);
    expect([...symmetricEigenvalues(new Float64Array(9), 3)]).toEqual([0, 0, 0]);
  });

  it('of the second-difference matrix are 2 − 2 cos(kπ/(n + 1)), under any orthogonal change of basis', () => {
    const n = 60;
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      a[i * n + i] = 2;
      if (i > 0) a[i * n + i - 1] = a[(i - 1) * n + i] = -1;
    }
    // A reflection H = I − 2uuᵀ: H A H has the same eigenvalues and no zeros.
    const random = seededRandom(5);
    const u = Float64Array.from({ length: n }, () => random() - 0.5);
    const norm = Math.hypot(...u);
    const h = (i: number, j: number) => (i === j ? 1 : 0) - (2 * (u[i] as number) * (u[j] as number)) / norm ** 2;
    const product = (x: (i: number, j: number) => number, y: (i: number, j: number) => number) => {
      const out = new Float64Array(n * n);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) for (let k = 0; k < n; k++) out[i * n + j]! += x(i, k) * y(k, j);
      }
      return out;
    };
    const ha = product(h, (i, j) => a[i * n + j] as number);
    const found = symmetricEigenvalues(
      product((i, j) => ha[i * n + j] as number, h),
      n,
    );
    for (let k = 1; k <= n; k++) {
      expect(found[k - 1]).toBeCloseTo(2 - 2 * Math.cos((k * Math.PI) / (n + 1)), 10);
    }
  });
});
