import { describe, expect, it } from 'vitest';
import { Coverage } from '../../../../src/engine/mixture/coverage.ts';
import { flattensAt, gainCurve } from '../../../../src/engine/mixture/curve.ts';
import { bonusOf, choose } from '../../../../src/engine/mixture/greedy.ts';
import { problemOf } from './support.ts';

const options = { budget: 100, bonus: 0 };

describe('choosing a mixture', () => {
  it('takes what the real corpus lacks, and nothing of what it has', () => {
    const problem = problemOf({
      candidates: [
        [0, 1],
        [0, 1],
        [2, 3],
        [2, 3],
      ],
      words: [10, 10, 10, 10],
      real: [5, 5, 0, 0],
    });
    const { order } = choose(problem, { ...options, budget: 10 });
    expect([...order]).toEqual([2]);
    expect(problem.kinds).toHaveLength(2);
  });

  it('gives no weight to what one sample alone holds: a typo or a random string is new, too', () => {
    const problem = problemOf({ candidates: [[0, 1, 2, 3, 4], [5], [5]], words: [10, 10, 10] });
    expect([...choose(problem, options).order]).toEqual([1, 2]);
    expect(new Coverage(problem).gain(0)).toBe(0);
  });

  it('keeps the budget of words, and goes on with a shorter candidate where the next does not fit', () => {
    const problem = problemOf({
      candidates: [[0, 1, 2], [0, 1, 2, 3], [3, 4], [4, 5], [5]],
      words: [30, 80, 60, 20, 5],
    });
    const { order, words } = choose(problem, { ...options, budget: 60 });
    expect(words).toBeLessThanOrEqual(60);
    expect([...order]).not.toContain(1);
    expect(order.length).toBeGreaterThan(1);
  });

  it('takes one large candidate where gain per word would waste the budget on a small one', () => {
    // The small one is denser, and leaves no room for the large one.
    const items = Array.from({ length: 50 }, (_, i) => i + 2);
    const problem = problemOf({ candidates: [[0, 1], items, [0, 1, ...items]], words: [3, 100, 1000] });
    const chosen = choose(problem, { budget: 100, bonus: 0 });
    expect(chosen.rule).toBe('gain');
    expect([...chosen.order]).toEqual([1]);
  });

  it('prefers verified candidates of nearly equal worth, not of much less', () => {
    const same = { candidates: [[0, 1, 2, 3], [0, 1, 2, 3], [0]], words: [10, 10, 10] };
    const problem = problemOf({ ...same, verified: [0, 1, 1] });
    const bonus = bonusOf(problem);
    expect(bonus).toBeGreaterThan(0);
    expect(choose(problem, { budget: 10, bonus }).order[0]).toBe(1);
    const poor = problemOf({ ...same, verified: [0, 0, 1] });
    expect(choose(poor, { budget: 10, bonus: bonusOf(poor) }).order[0]).toBe(0);
    expect(bonusOf(problemOf({ ...same, verified: [1, 1, 1] }))).toBe(0);
  });

  it('fills a value of a field up to its even share', () => {
    const values = [
      { field: 'topic', value: 'law', real: 8, synthetic: 2 },
      { field: 'topic', value: 'sport', real: 0, synthetic: 2 },
    ];
    const problem = problemOf({
      candidates: [[1], [1], [2], [2]],
      words: [10, 10, 10, 10],
      textItems: 1,
      values,
      realSamples: 8,
    });
    const { order } = choose(problem, options);
    expect([...order]).toEqual([2, 3]);
  });
});

describe('the curve of gains', () => {
  const choice = (gains: readonly number[]) => ({
    order: Uint32Array.from(gains, (_, i) => i),
    gains: Float64Array.from(gains),
    bare: Float64Array.from(gains),
  });
  const words = new Uint32Array(1000).fill(50);

  it('shows at most 200 points, the first and the last among them', () => {
    const gains = Array.from({ length: 1000 }, (_, i) => 1000 - i);
    const points = gainCurve(choice(gains), words, 500_500);
    expect(points).toHaveLength(200);
    expect(points[0]).toMatchObject({ samples: 1, words: 50, gain: 2000 });
    expect(points.at(-1)).toMatchObject({ samples: 1000, words: 50_000, coverage: 1 });
  });

  it('is flat where a sample adds less than a tenth of the mean of the first tenth', () => {
    expect(flattensAt(choice([10, 8, 6, 4, 2, 0.9, 0.5, 0.4, 0.3, 0.2]), words)).toBe(6);
    expect(flattensAt(choice([10, 9, 8]), words)).toBeNull();
    expect(flattensAt(choice([]), words)).toBeNull();
  });
});
