import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countVerdicts, judge } from '../../../../src/engine/traits/calibration/judge.ts';
import { calibration, madeRows } from './support.ts';

describe('judge', () => {
  it('flags the scores above the second of 75 and tells what that is worth', () => {
    const human = Array.from({ length: 75 }, (_, i) => ({ words: 200, score: i / 10 }));
    const judged = judge(calibration(human));
    expect(judged.of({ words: 200, score: 7.35 })).toEqual({ p: 2 / 76, verdict: 'flag' });
    expect(judged.of({ words: 200, score: 7.3 })).toMatchObject({ verdict: 'pass' });
    const counts = countVerdicts();
    for (const score of [0, 5, 9, Number.NaN]) counts.add(judged.of({ words: 200, score }));
    const report = judged.report(counts);
    expect(report).toMatchObject({ name: 'human.jsonl', human: 75, llm: 0, rate: 0.05, judged: 3, flagged: 1 });
    expect(report.unjudged).toEqual([{ reason: expect.stringContaining('not measured'), samples: 1 }]);
    // With 95 % at least two of 75 would lie above it: (1 − x)^75 + 75 x (1 − x)^74 = 0.05.
    const x = report.guaranteed as number;
    expect((1 - x) ** 75 + 75 * x * (1 - x) ** 74).toBeCloseTo(0.05, 9);
    // Mean rate 2/76, power 0.7: 0.007 / (0.007 + 0.99 · 2/76).
    expect(report.precision[0]?.precision).toBeCloseTo(0.2118, 4);
    expect(report.more?.map(({ rows }) => rows)).toEqual([150, 300, 500]);
    expect(report.measured).toBeUndefined();
    expect(report.missing).toBeUndefined();
  });

  it('says how many rows are missing where they are too few', () => {
    const judged = judge(calibration(madeRows(30, 1)));
    expect(judged.of({ words: 200, score: 9 })).toMatchObject({ verdict: 'unjudged', reason: 'thin' });
    const report = judged.report({ judged: 0, flagged: 0, unjudged: { thin: 4 } });
    expect(report.missing).toBe('A rate of 5 % needs 42 human rows that can be measured, and there are 30: add 12.');
    expect(report.guaranteed).toBeUndefined();
  });

  it('refuses readings of another model', () => {
    const judged = judge(calibration(madeRows(75, 1)), { model: 'newer' });
    expect(judged.of({ words: 200, score: 9 }).reason).toBe('model');
    expect(judged.refused?.sentence).toContain('calibrate anew');
  });

  it('does not judge what is much longer than the calibration rows', () => {
    const judged = judge(calibration(madeRows(75, 1, { words: [60, 300] })));
    expect(judged.of({ words: 5000, score: 9 }).reason).toBe('too-long');
    expect(judged.of({ words: 55, score: 9 }).verdict).toBe('flag');
  });

  it('does not judge what is much shorter where the rows were not cut', () => {
    const uncut = madeRows(75, 1, { words: [500, 900] }).map(({ cuts: _, ...row }) => row);
    expect(judge(calibration(uncut)).of({ words: 60, score: 9 }).reason).toBe('too-short');
  });

  it('judges a short row against rows cut to its length', () => {
    // Scores fall by one for ten times the words: uncut, every short row would stand out.
    const human = madeRows(75, 3, { words: [600, 900], slope: -6 });
    const short = madeRows(2000, 5, { words: [60, 90], slope: -6 });
    const rate = (judged: ReturnType<typeof judge>) =>
      short.filter((row) => judged.of(row).verdict === 'flag').length / short.length;
    expect(rate(judge(calibration(human)))).toBeLessThan(0.07);
    const uncut = human.map(({ cuts: _, ...row }) => ({ ...row, words: 80 }));
    expect(rate(judge(calibration(uncut)))).toBeGreaterThan(0.5);
  });

  it('keeps the promised rate: above 7 % in at most a twentieth of calibrations', () => {
    const test = madeRows(3000, 99);
    let over = 0;
    for (let draw = 0; draw < 200; draw++) {
      const judged = judge(calibration(madeRows(75, 1000 + 2 * draw)));
      const flagged = test.filter((row) => judged.of(row).verdict === 'flag').length;
      if (flagged / test.length > 0.07) over++;
    }
    expect(over).toBeLessThanOrEqual(14);
  });

  it('gives a p-value that never grows with the score', () => {
    const judges = [
      judge(calibration(madeRows(60, 2))),
      judge(calibration(madeRows(60, 2), madeRows(40, 8, { mean: 2 }))),
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 50, max: 600 }),
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.nat(1),
        (words, score, more, which) => {
          const judged = judges[which] as (typeof judges)[number];
          expect(judged.of({ words, score: score + more }).p).toBeLessThanOrEqual(judged.of({ words, score }).p);
        },
      ),
    );
  });
});
