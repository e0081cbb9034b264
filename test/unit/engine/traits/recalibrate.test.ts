import { describe, expect, it } from 'vitest';
import { auroc } from '../../../../src/engine/statistics/auroc.ts';
import { foldsOf } from '../../../../src/engine/traits/calibration/folds.ts';
import { judge } from '../../../../src/engine/traits/calibration/judge.ts';
import { solveLogistic } from '../../../../src/engine/traits/calibration/logistic.ts';
import { type KnownRow, recalibrate } from '../../../../src/engine/traits/calibration/recalibrate.ts';
import { calibration, columns, type MadeRow, madeRows, normals } from './support.ts';

/** The score tells little here, the first part much, the others nothing. */
function withParts(count: number, seed: number, llm: boolean): MadeRow[] {
  const normal = normals(seed + 7);
  return madeRows(count, seed, { mean: llm ? 0.5 : 0 }).map(({ cuts: _, ...row }) => ({
    ...row,
    parts: [normal() + (llm ? 2.5 : 0), normal(), normal(), normal()],
  }));
}

const known = (rows: readonly MadeRow[], llm: boolean): KnownRow[] =>
  rows.map(({ words, score, parts = [] }, i) => ({ words, score, parts, llm, fold: i % 5 }));

describe('solveLogistic', () => {
  it('finds the log odds of the rows where nothing pulls', () => {
    const rows = [1, 1, 1, 0].map((y) => ({ inputs: [1], positive: y === 1, weight: 1 }));
    expect(solveLogistic(rows, [0], [1e-9])[0]).toBeCloseTo(Math.log(3), 6);
  });

  it('stays at the prior where all pulls', () => {
    const rows = [{ inputs: [1, 2], positive: true, weight: 1 }];
    const weights = solveLogistic(rows, [0.5, -1], [1e9, 1e9]);
    expect(weights[0]).toBeCloseTo(0.5, 6);
    expect(weights[1]).toBeCloseTo(-1, 6);
  });

  it('ends where the kinds are told apart without error', () => {
    const rows = [-3, -2, 2, 3].map((x) => ({ inputs: [1, 100 * x], positive: x > 0, weight: 1 }));
    expect(solveLogistic(rows, [0, 0], [1e-3, 1e-3]).every(Number.isFinite)).toBe(true);
  });
});

describe('recalibrate', () => {
  it('learns from 120 rows which part tells the kinds apart', () => {
    const odds = recalibrate([...known(withParts(60, 1, false), false), ...known(withParts(60, 11, true), true)]);
    const area = (value: (row: KnownRow) => number) =>
      auroc(known(withParts(500, 21, false), false).map(value), known(withParts(500, 31, true), true).map(value)).value;
    expect(area((row) => row.score)).toBeLessThan(0.7);
    expect(area(odds)).toBeGreaterThan(0.94);
  });

  it('keeps the order of scores of one length where there are no parts', () => {
    const odds = recalibrate([...known(madeRows(60, 1), false), ...known(madeRows(60, 9, { mean: 2 }), true)]);
    const at = [-2, -1, 0, 1, 2, 3].map((score) => odds({ words: 150, score, parts: [] }));
    expect(at).toEqual([...at].sort((a, b) => a - b));
  });
});

describe('a judge with LLM rows', () => {
  it('tells probabilities and the power on rows it has not learnt from', () => {
    const judged = judge(calibration(withParts(75, 1, false), withParts(45, 11, true)));
    const [plain, like] = [withParts(300, 21, false), withParts(300, 31, true)].map((rows) =>
      rows.map((row) => judged.of(row)),
    );
    const flagged = (verdicts: typeof plain) => (verdicts ?? []).filter((v) => v.verdict === 'flag').length / 300;
    expect(flagged(plain)).toBeLessThan(0.07);
    const power = judged.report({ judged: 0, flagged: 0, unjudged: {} }).power;
    expect(flagged(like)).toBeGreaterThan(0.5);
    expect(Math.abs(flagged(like) - (power?.rate ?? 0))).toBeLessThan(0.2);
    const mean = (verdicts: typeof plain) =>
      (verdicts ?? []).reduce((sum, v) => sum + (v.probability ?? Number.NaN), 0) / 300;
    expect(mean(plain)).toBeLessThan(0.25);
    expect(mean(like)).toBeGreaterThan(0.75);
  });

  it('keeps the promised rate too', () => {
    const test = withParts(2000, 99, false);
    let over = 0;
    for (let draw = 0; draw < 60; draw++) {
      const judged = judge(calibration(withParts(75, 500 + 20 * draw, false), withParts(45, 510 + 20 * draw, true)));
      if (test.filter((row) => judged.of(row).verdict === 'flag').length / test.length > 0.07) over++;
    }
    expect(over).toBeLessThanOrEqual(6);
  });

  it('learns nothing from a handful of LLM rows', () => {
    const judged = judge(calibration(withParts(75, 1, false), withParts(10, 11, true)));
    expect(judged.of({ words: 200, score: 0, parts: [0, 0, 0, 0] }).probability).toBeUndefined();
  });
});

describe('foldsOf', () => {
  it('keeps groups together', () => {
    const rows = (seed: number) => columns(madeRows(60, seed).map((row, i) => ({ ...row, group: i % 12 })));
    const folds = foldsOf(rows(1), rows(5));
    expect(folds.byGroup).toBe(true);
    for (let i = 12; i < 60; i++) expect(folds.human[i]).toBe(folds.human[i % 12]);
    expect(folds.llm).toEqual(folds.human);
  });

  it('takes rows by their place where one group holds a whole kind', () => {
    const human = columns(madeRows(20, 1).map((row) => ({ ...row, group: 0 })));
    const llm = columns(madeRows(20, 5).map((row, i) => ({ ...row, group: 1 + (i % 4) })));
    expect(foldsOf(human, llm).byGroup).toBe(false);
  });
});
