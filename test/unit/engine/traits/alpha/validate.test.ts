import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../../src/engine/statistics/random.ts';
import { spreads } from '../../../../../src/engine/traits/alpha/interval.ts';
import { drawFrom, quantileOf } from '../../../../../src/engine/traits/alpha/random.ts';
import { everyRow } from '../../../../../src/engine/traits/alpha/rows.ts';
import { generatorFolds, validate } from '../../../../../src/engine/traits/alpha/validate.ts';
import { normals, references, scoredRows } from './support.ts';

describe('what is left out together', () => {
  const names = (counts: Record<string, number>) => Object.entries(counts).flatMap(([name, n]) => Array(n).fill(name));

  it('is one generator at a time, the rare ones together', () => {
    const generator = names({ a: 20, b: 30, c: 5, d: 6 });
    expect(generatorFolds(generator, 61).map((fold) => fold.size)).toEqual([20, 30, 11]);
  });

  it('is nothing where one generator or none is known, or too few rows would be left', () => {
    expect(generatorFolds(names({ a: 50 }), 50)).toEqual([]);
    expect(generatorFolds([undefined, undefined], 2)).toEqual([]);
    expect(generatorFolds(names({ a: 50, b: 10 }), 60).map((fold) => fold.size)).toEqual([10]);
  });
});

describe('validation on known mixtures', () => {
  it('finds small errors where the references lie far apart, large ones where they are alike', () => {
    const far = references(1, 5);
    for (const { mean, p95, worst } of validate(far.human, far.llm)) {
      expect(mean).toBeLessThan(0.015);
      expect(mean).toBeLessThanOrEqual(p95);
      expect(p95).toBeLessThanOrEqual(worst);
    }
    const near = references(1, 0.3);
    for (const { mean } of validate(near.human, near.llm)) expect(mean).toBeGreaterThan(0.08);
  });

  it('sees what a generator costs that the others do not resemble', () => {
    const human = scoredRows(normals(1, { n: 80, mean: 0 }));
    const score = normals(2, { n: 40, mean: 5 }, { n: 40, mean: 1 });
    const [known] = validate(
      human,
      scoredRows(
        score,
        Array.from(score, (_, i) => (i < 40 ? 'loud' : 'quiet')),
      ),
    );
    const [unknown] = validate(human, scoredRows(score));
    expect(known?.mean).toBeGreaterThan(1.5 * (unknown?.mean ?? 1));
  });

  it('says the same of the same rows', () => {
    const { human, llm } = references(4);
    expect(validate(human, llm)).toEqual(validate(human, llm));
  });
});

describe('spread by half-samples', () => {
  it('is that of a mean over the rows and of a mean over the references, together', () => {
    const values = normals(3, { n: 200, mean: 0 });
    const shifts = normals(4, { n: 100, mean: 0 });
    const mean = (list: readonly number[], pick: ArrayLike<number>) =>
      Array.from(pick, (i) => list[i] as number).reduce((a, b) => a + b, 0) / pick.length;
    const [found] = spreads((h) => (rows) => mean(values, rows) - mean(shifts, h), 100, 100, [everyRow(200)]);
    const variance = (list: readonly number[]) => {
      const m = mean(list, everyRow(list.length));
      return list.reduce((sum, x) => sum + (x - m) ** 2, 0) / (list.length - 1) / list.length;
    };
    const expected = Math.sqrt(variance(values) + variance(shifts));
    expect((found as number) / expected).toBeGreaterThan(0.8);
    expect((found as number) / expected).toBeLessThan(1.2);
  });

  it('is nothing where nothing varies', () => {
    expect(spreads(() => () => 0.3, 10, 10, [everyRow(7), everyRow(1)])).toEqual([0, 0]);
  });
});

describe('draws', () => {
  it('are rows of the pool, each once', () => {
    const drawn = drawFrom(everyRow(20), 12, seededRandom(1));
    expect(new Set(drawn).size).toBe(12);
    expect(Math.max(...drawn)).toBeLessThan(20);
  });

  it('quantiles lie between order statistics', () => {
    expect(quantileOf([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantileOf([4, 1, 3, 2], 1)).toBe(4);
    expect(quantileOf([], 0.5)).toBeNaN();
  });
});
