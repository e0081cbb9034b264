// The regression that the trait model is fitted by, against plain gradient descent on the same objective.
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../scripts/train/data.mjs';
import { fitLogistic } from '../../../scripts/train/logistic.mjs';

interface Tiny {
  readonly x: readonly (readonly number[])[];
  readonly sign: readonly number[];
  readonly cost: readonly number[];
}

function fitted({ x, sign, cost }: Tiny, epochs = 500, seed = 1): number[] {
  const weights = x[0]!.map(() => 0);
  const bias = fitLogistic(
    {
      examples: x.map((_, i) => i),
      sign: (i) => sign[i]!,
      cost: (i) => cost[i]!,
      squares: (i) => x[i]!.reduce((sum, v) => sum + v * v, 0),
      dot: (i) => x[i]!.reduce((sum, v, k) => sum + v * weights[k]!, 0),
      add: (i, by) => {
        x[i]!.forEach((v, k) => {
          weights[k] = weights[k]! + by * v;
        });
      },
    },
    { epochs, seed },
  );
  return [...weights, bias];
}

/** Minimum of ½|w|² + Σ cost · log(1 + exp(−sign · w·x)), the bias among the weights. */
function descended({ x, sign, cost }: Tiny): number[] {
  const rows = x.map((row) => [...row, 1]);
  let w = rows[0]!.map(() => 0);
  for (let step = 0; step < 40_000; step++) {
    const gradient = [...w];
    rows.forEach((row, i) => {
      const margin = sign[i]! * row.reduce((sum, v, k) => sum + v * w[k]!, 0);
      const pull = (-cost[i]! * sign[i]!) / (1 + Math.exp(margin));
      row.forEach((v, k) => {
        gradient[k] = gradient[k]! + pull * v;
      });
    });
    w = w.map((v, k) => v - 0.02 * gradient[k]!);
  }
  return w;
}

function drawn(n: number, seed: number, costs: (i: number) => number): Tiny {
  const random = seeded(seed);
  const x = Array.from({ length: n }, () => [random() * 2 - 1, random() * 2 - 1, random()]);
  const sign = x.map(([a, b]) => (a! + 0.5 * b! + random() - 0.5 > 0 ? 1 : -1));
  return { x, sign, cost: x.map((_, i) => costs(i)) };
}

describe('the regression', () => {
  it.each<[string, Tiny]>([
    ['a pair of points', { x: [[1], [-1]], sign: [1, -1], cost: [1, 1] }],
    ['classes that overlap', drawn(30, 1, () => 1)],
    ['examples of different cost', drawn(30, 2, (i) => 0.1 + (i % 5))],
    [
      'a dear and a cheap class',
      { ...drawn(20, 3, () => 1), cost: Array.from({ length: 20 }, (_, i) => (i < 3 ? 5 : 0.01)) },
    ],
    ['one class alone', { x: [[1], [2]], sign: [1, 1], cost: [1, 1] }],
  ])('finds the optimum of %s', (_, problem) => {
    const wanted = descended(problem);
    fitted(problem).forEach((w, k) => {
      expect(Math.abs(w - wanted[k]!)).toBeLessThan(1e-3);
    });
  });

  it('has the weight of a pair of points by hand', () => {
    // Both pull by σ(−w), so that w = 2 / (1 + e^w).
    const [weight, bias] = fitted({ x: [[1], [-1]], sign: [1, -1], cost: [1, 1] });
    expect(weight! * (1 + Math.exp(weight!))).toBeCloseTo(2, 3);
    expect(bias).toBeCloseTo(0, 4);
  });

  it('gives the same for the same seed, and the same optimum for another', () => {
    const problem = drawn(30, 4, () => 2);
    expect(fitted(problem, 10, 5)).toEqual(fitted(problem, 10, 5));
    expect(fitted(problem, 10, 5)).not.toEqual(fitted(problem, 10, 6));
    fitted(problem, 500, 5).forEach((w, k) => {
      expect(Math.abs(w - fitted(problem, 500, 6)[k]!)).toBeLessThan(1e-3);
    });
  });

  it('takes an example of cost 2 for two of cost 1', () => {
    const { x, sign } = drawn(12, 5, () => 1);
    const twice = fitted({ x, sign, cost: x.map(() => 2) });
    const doubled = fitted({ x: [...x, ...x], sign: [...sign, ...sign], cost: [...x, ...x].map(() => 1) });
    twice.forEach((w, k) => {
      expect(Math.abs(w - doubled[k]!)).toBeLessThan(1e-3);
    });
  });
});
