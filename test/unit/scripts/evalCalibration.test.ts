// The evaluation of calibration on scores whose figures are known.
import { expect, it } from 'vitest';
import { evaluateCalibration, type ScoredRow } from '../../../scripts/eval/calibration.mjs';
import { normals } from '../engine/traits/support.ts';

const normal = normals(2);

function domain(name: string, words: number, human: number, llm: number): ScoredRow[] {
  return Array.from({ length: human + llm }, (_, i) => ({
    domain: name,
    label: i < human ? 0 : 1,
    words: Math.round(words * Math.exp(0.1 * normal())),
    score: normal() + (i < human ? 0 : 2.5),
    markup: 0,
  }));
}

it('finds the rates that follow from the rule, and notices other lengths', async () => {
  const rows = [...domain('near', 200, 300, 300), ...domain('far', 900, 300, 0)];
  const { falsePositives, mismatch, recalibration } = await evaluateCalibration(rows, { draws: 400 });
  const [near, far] = falsePositives;
  expect([near?.domain, far?.domain]).toEqual(['near', 'far']);
  // Two of 76 on average; more than 15 of 225 where at most one of 75 is among the highest 17 of 300: 4.4 %.
  expect(near?.any.rate).toBeCloseTo(2 / 76, 2);
  expect(near?.any.over).toBeGreaterThan(0.01);
  expect(near?.any.over).toBeLessThan(0.09);
  // P(Z > 1.94 − 2.5), about.
  expect(near?.any.power).toBeGreaterThan(0.6);
  expect(near?.any.power).toBeLessThan(0.8);
  expect(far?.any.power).toBeNull();
  expect(mismatch.noticed).toBe(1);
  expect(mismatch.falseAlarms[0]?.refused).toBe(0);
  // Φ(2.5 / √2) = 0.961.
  expect(recalibration.domains[0]?.before).toBeCloseTo(0.961, 1);
  expect(Math.abs((recalibration.domains[0]?.after ?? 0) - (recalibration.domains[0]?.before ?? 0))).toBeLessThan(0.01);
});
