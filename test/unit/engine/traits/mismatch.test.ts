import { describe, expect, it } from 'vitest';
import { judge } from '../../../../src/engine/traits/calibration/judge.ts';
import { distance, mismatches } from '../../../../src/engine/traits/calibration/mismatch.ts';
import { calibration, columns, madeRows } from './support.ts';

const human = columns(madeRows(100, 1));
const same = madeRows(400, 3);
const profile = { view: 'text', words: same.map((row) => row.words), markup: same.map(() => 0) } as const;

describe('mismatches', () => {
  it('finds none in a corpus of the same kind, however large and whatever its scores', () => {
    expect(mismatches(human, 'text', profile)).toEqual([]);
    const large = madeRows(50_000, 5, { mean: 4, words: [55, 650] });
    const words = large.map((row) => row.words);
    expect(mismatches(human, 'text', { view: 'text', words, markup: words.map(() => 0) })).toEqual([]);
  });

  it.each([
    ['length', { words: profile.words.map((w) => 4 * w) }],
    ['markup', { markup: profile.words.map((_, i) => (i % 2) / 2) }],
    [
      'language',
      {
        languages: [
          { code: 'en', share: 0.6 },
          { code: 'fr', share: 0.4 },
        ],
      },
    ],
  ] as const)('finds another %s', (what, other) => {
    const found = mismatches(human, 'text', { ...profile, ...other });
    expect(found.map((m) => m.what)).toEqual([what]);
    expect(found[0]?.sentence).toMatch(/: add human rows/);
  });

  it('tells prompts from responses, and takes plain text for either', () => {
    expect(mismatches(human, 'prompt', { ...profile, view: 'response' }).map((m) => m.what)).toEqual(['view']);
    expect(mismatches(human, 'text', { ...profile, view: 'response' })).toEqual([]);
  });

  it('says nothing from a handful of samples', () => {
    expect(mismatches(human, 'text', { view: 'text', words: [5000, 6000], markup: [1, 1] })).toEqual([]);
  });

  it('makes the judge refuse, with the sentence in the report', () => {
    const rows = calibration(madeRows(100, 1));
    const judged = judge(rows, { corpus: { ...profile, words: profile.words.map((w) => 4 * w) } });
    expect(judged.of({ words: 200, score: 9 })).toEqual({ p: Number.NaN, verdict: 'unjudged', reason: 'mismatch' });
    expect(judged.report({ judged: 0, flagged: 0, unjudged: {} }).missing).toContain('add human rows of its length');
  });
});

describe('distance', () => {
  it('is the largest difference of the cumulative distributions', () => {
    expect(distance([1, 2, 3, 4], [1, 2, 3, 4])).toBe(0);
    expect(distance([1, 2], [3, 4])).toBe(1);
    expect(distance([1, 1, 2, 2], [1, 2, 2, 2])).toBe(0.25);
  });
});
