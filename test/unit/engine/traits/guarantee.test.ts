import { describe, expect, it } from 'vitest';
import { expectedPrecision, measuredRate, moreRows } from '../../../../src/engine/traits/calibration/guarantee.ts';
import { calibration, madeRows, normals } from './support.ts';

describe('measuredRate', () => {
  const grouped = (spread: number) => {
    const normal = normals(4);
    const shifts = Array.from({ length: 20 }, () => spread * normal());
    return madeRows(400, 7).map(({ cuts: _, ...row }, i) => ({
      ...row,
      score: row.score + (shifts[i % 20] as number),
      group: i % 20,
    }));
  };

  it('is near the asked rate where groups are alike', () => {
    const measured = measuredRate(calibration(grouped(0)));
    expect(measured?.rate).toBeGreaterThan(0.02);
    expect(measured?.rate).toBeLessThan(0.07);
    expect(measured?.interval[0]).toBeLessThan(measured?.rate as number);
  });

  it('has a wider interval where groups differ', () => {
    const width = (spread: number) => {
      const [low, high] = measuredRate(calibration(grouped(spread)))?.interval ?? [0, 0];
      return high - low;
    };
    expect(width(1.5)).toBeGreaterThan(1.3 * width(0));
  });

  it('is not told without groups, of single rows, or of few groups', () => {
    const rows = madeRows(200, 7);
    expect(measuredRate(calibration(rows))).toBeUndefined();
    expect(measuredRate(calibration(rows.map((row, group) => ({ ...row, group }))))).toBeUndefined();
    expect(measuredRate(calibration(rows.map((row, i) => ({ ...row, group: i % 3 }))))).toBeUndefined();
  });
});

describe('expectedPrecision', () => {
  it('follows from rate, power and share', () => {
    // 99 rows with k = 5: five of a hundred. At 10 % and power one half: 0.05 / (0.05 + 0.045).
    expect(expectedPrecision(99, 5, 0.5).at(-1)).toEqual({ share: 0.1, precision: 0.05 / (0.05 + 0.9 * 0.05) });
  });
});

describe('moreRows', () => {
  it('comes closer to the asked rate with more rows', () => {
    const steps = moreRows(75, 0.05);
    expect(steps.map(({ rows }) => rows)).toEqual([150, 300, 500]);
    expect(steps[0]?.mean).toBeCloseTo(6 / 151, 12);
    for (const { low, mean, high } of steps) {
      expect(low).toBeLessThan(mean);
      expect(high).toBeLessThanOrEqual(0.07);
    }
  });

  it('starts with the fewest that are enough', () => {
    expect(moreRows(10, 0.05)[0]?.rows).toBe(42);
    expect(moreRows(2000, 0.05)).toEqual([]);
  });
});
