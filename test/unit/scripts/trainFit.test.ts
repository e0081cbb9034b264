// From texts to a fitted model: the same bytes each time, and no window measured by the words of its own domain.
import { describe, expect, it } from 'vitest';
import { crossFit } from '../../../scripts/train/crossfit.mjs';
import { familyOf, type Row } from '../../../scripts/train/data.mjs';
import { fitModel } from '../../../scripts/train/fit.mjs';
import { commonWords, type TrainingWindows, trainingWindows } from '../../../scripts/train/vectors.mjs';
import { FEATURES } from '../../../src/engine/traits/features.ts';
import { decodeModel, type ModelFile, READ_PARTS } from '../../../src/engine/traits/model/model.ts';
import { IN_SCORE } from '../../../src/engine/traits/model/style.ts';
import { ALIKE, DIFFERENT, madeRows, REVERSED } from './trainRows.ts';

const rows = madeRows([DIFFERENT, ALIKE], 50, 50);
const words = commonWords(rows);
const windows = trainingWindows(rows, words, 7);
const all = fitModel(rows, windows, words, () => true);
const GAIN = FEATURES.findIndex((f) => f.about.id === 'bits-saved-by-llm');

/** The parts of sparse vectors that are filled. */
const filled = ({ row, sizes, ids, features, blocks }: TrainingWindows) => ({
  ...{ row, sizes, ids, features },
  blocks: Object.values(blocks).map(({ slots, values, size, starts }) => [
    slots.subarray(0, size),
    values.subarray(0, size),
    starts,
  ]),
});

function decoded(fitted: object) {
  const flat = { mean: [0], sd: [1] };
  return decodeModel({
    ...fitted,
    ...{ name: 'made', trained: '', card: {}, kinds: { names: [], steps: 1, words: '' }, lengths: [1] },
    ...{
      curves: Object.fromEntries([...READ_PARTS, 'score'].map((p) => [p, flat])),
      quantiles: { bands: [], kinds: [] },
    },
  } as unknown as ModelFile);
}

describe('common words', () => {
  it('are those of most domains first, then of most texts, in any order of the texts', () => {
    const of = (domain: string, text: string): Row => ({ ...rows[0]!, domain, text });
    const some = [of('a', 'zebra One one'), of('a', 'zebra two'), of('b', "one two it's"), of('b', 'three 3 naïve')];
    expect(commonWords(some)).toEqual(['one', 'two', 'zebra', "it's", 'three']);
    expect(commonWords(some.toReversed())).toEqual(commonWords(some));
    expect(words).toEqual(commonWords(rows));
  });
});

describe('training windows', () => {
  it('are the same for a seed, others for another', () => {
    const long = madeRows([DIFFERENT], 10, 300);
    expect(filled(trainingWindows(long, words, 7))).toEqual(filled(trainingWindows(long, words, 7)));
    expect(trainingWindows(long, words, 7).sizes).not.toEqual(trainingWindows(long, words, 8).sizes);
  });

  it('are two of a text of 100 words and more, one of a shorter, none below 30', () => {
    const of = (n: number) => trainingWindows(madeRows([DIFFERENT], 1, n), words, 7);
    expect([29, 30, 99, 100].map((n) => of(n).row)).toEqual([[], [0, 1], [0, 1], [0, 0, 1, 1]]);
    expect(of(50).sizes).toEqual([50, 50]);
    for (const size of of(400).sizes) expect(size >= 60 && size <= 260).toBe(true);
  });

  it('have vectors of length 1 in each block', () => {
    for (const { starts, values } of Object.values(windows.blocks)) {
      expect(starts).toHaveLength(windows.row.length + 1);
      for (const i of [0, 17, windows.row.length - 1]) {
        const own = values.subarray(starts[i], starts[i + 1]);
        expect(own.reduce((sum, v) => sum + v * v, 0)).toBeCloseTo(1, 4);
      }
    }
  });
});

describe('a fitted model', () => {
  it('has the same bytes again', () => {
    const again = fitModel(rows, trainingWindows(rows, commonWords(rows), 7), words, () => true);
    expect(JSON.stringify(again)).toBe(JSON.stringify(all));
  });

  it('is of these features and is decoded', () => {
    const model = decoded(all);
    expect(model.features).toEqual(FEATURES.map((f) => f.about.id));
    expect(model.prelude.words).toEqual(words);
    FEATURES.forEach((_, f) => {
      if (!IN_SCORE[f]) expect(all.style.weights[f]).toBe(0);
    });
  });

  it('knows nothing of texts that it was not given', () => {
    const of = (domain: string) => (row: number) => rows[row]!.domain === domain;
    const own = rows.filter((row) => row.domain === 'news');
    const alone = fitModel(own, trainingWindows(own, words, 7), words, () => true);
    expect(fitModel(rows, windows, words, of('news'))).toEqual(alone);
    expect(alone).not.toEqual(all);
  });

  it('does not measure a window by the words of its own domain', () => {
    // Only in one domain do the classes differ in words; in the words of the other domain nothing is saved there.
    const { human, llm } = decoded(all).prelude;
    const at = words.indexOf('tapestry');
    expect(llm[at]! - human[at]!).toBeGreaterThan(3);
    expect(all.style.mean[GAIN]).toBe(0);
    expect(all.style.weights[GAIN]).toBe(0);
    // With a domain that agrees, it is.
    const two = [...rows, ...madeRows([{ ...DIFFERENT, domain: 'fiction' }], 50, 50)];
    const agreed = fitModel(two, trainingWindows(two, words, 7), words, () => true);
    expect(agreed.style.weights[GAIN]).toBeGreaterThan(0);
  });
});

describe('leaving domains out', () => {
  it('scores each text by a model of the others', () => {
    const two = madeRows([DIFFERENT, REVERSED], 25, 120);
    const fits = crossFit(
      two,
      trainingWindows(two, words, 7),
      words,
      (row) => row.domain,
      () => true,
      () => {},
    );
    const total = (i: number) => fits[i]!.raw.reduce((a, b) => a + b, 0);
    // What tells LLM text in one domain tells human text in the other: each model is wrong on what it did not see.
    two.forEach((row, i) => {
      expect(fits[i]!.words).toBe(120);
      expect(total(i) > 0).toBe(row.label === 0);
    });
    // Only human texts are measured at the lengths of the grid.
    expect(fits[0]!.cuts.map((cut) => cut.words)).toEqual([50, 70, 100]);
    expect(fits[1]!.cuts).toEqual([]);
  });
});

it.each([
  ['gpt-4', 'openai'],
  ['chatgpt-2022-12', 'openai'],
  ['claude-3-opus', 'claude'],
  ['gemini-2.5-flash', 'google'],
  ['gemma-3-4b-it', 'google'],
  ['mistral-nemo', 'open'],
  ['', 'open'],
])('the family of %s is %s', (generator, family) => {
  expect(familyOf(generator)).toBe(family);
});
