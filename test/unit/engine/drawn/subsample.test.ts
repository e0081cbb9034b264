// Intervals of drawn values: do they hold what they promise?
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../src/engine/statistics/random.ts';
import { drawnPart, meanInterval, PairMatrix, subsampleInterval } from '../../../../src/engine/statistics/subsample.ts';

const population = (n: number, random: () => number) => Array.from({ length: n }, () => random() ** 2);
const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;

/** Draws without replacement. */
function draw(list: readonly number[], n: number, random: () => number): number[] {
  const rest = [...list];
  return Array.from({ length: n }, () => rest.splice(Math.floor(random() * rest.length), 1)[0] as number);
}

describe('the interval of a mean', () => {
  it.each([
    [60, 600],
    [60, 90],
  ])('of %i drawn of %i covers the true mean in about 95 of 100 draws', (n, of) => {
    const random = seededRandom(7);
    const all = population(of, random);
    const truth = mean(all);
    let covered = 0;
    const draws = 300;
    for (let i = 0; i < draws; i++) {
      const [low, high] = meanInterval(draw(all, n, random), of) as [number, number];
      if (low <= truth && truth <= high) covered++;
    }
    expect(covered / draws).toBeGreaterThan(0.9);
    expect(covered / draws).toBeLessThan(0.985);
  });

  it('has the width of the textbook: 2 · 1.96 · s/√n · √(1 − n/N)', () => {
    const random = seededRandom(3);
    const values = population(401, random);
    const s = Math.sqrt(mean(values.map((x) => (x - mean(values)) ** 2)));
    for (const of of [1e9, 802]) {
      const [low, high] = meanInterval(values, of) as [number, number];
      const width = 2 * 1.96 * (s / Math.sqrt(401)) * Math.sqrt(1 - 401 / of);
      expect((high - low) / width).toBeGreaterThan(0.85);
      expect((high - low) / width).toBeLessThan(1.15);
    }
  });

  it('is absent where everything was taken, or next to nothing', () => {
    expect(meanInterval(population(50, seededRandom(1)), 50)).toBeUndefined();
    expect(meanInterval([1, 2, 3], 50)).toBeUndefined();
    expect(drawnPart(50, 50, () => [0, 1])).toEqual({});
    expect(drawnPart(3, 50, () => undefined)).toEqual({ drawn: { n: 3, of: 50, unit: 'samples' } });
  });

  it('is the same each time, and cut at what a value can be', () => {
    const values = [...new Array(19).fill(1), 0];
    expect(meanInterval(values, 100, [0, 1])).toEqual(meanInterval(values, 100, [0, 1]));
    expect((meanInterval(values, 100, [0, 1]) as number[])[1]).toBeLessThanOrEqual(1);
  });
});

describe('an interval around a value that halves do not share', () => {
  it('counts deviations from the mean of the halves', () => {
    // The number of samples itself: every half has 20, so there is no spread.
    const measure = (half: Int32Array) => half.length;
    expect(subsampleInterval({ n: 40, of: 90, value: 40, measure, centred: false })).toEqual([40, 40]);
  });
});

describe('a matrix of pairs', () => {
  it('means over subsets as over the pairs one by one', () => {
    const pairs = new PairMatrix(5);
    for (let j = 0; j < 5; j++) for (let i = 0; i < j; i++) pairs.set(i, j, i * 10 + j);
    expect(pairs.get(3, 1)).toBe(13);
    expect(pairs.meanOf(Int32Array.of(4, 0, 2))).toBeCloseTo((4 + 2 + 24) / 3, 12);
    expect(pairs.meanOf(Int32Array.of(0, 1, 2, 3, 4))).toBeCloseTo(pairs.mean(), 12);
  });
});
