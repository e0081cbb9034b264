import { describe, expect, it } from 'vitest';
import { bandOf } from '../../../../src/engine/traits/calibration/bands.ts';
import { readCalibration, writeCalibration } from '../../../../src/engine/traits/calibration/calibration.ts';
import { CUTS, cutSegments, cutsOf, numbersOf } from '../../../../src/engine/traits/calibration/cuts.ts';
import { calibration, madeRows } from './support.ts';

describe('readCalibration', () => {
  const made = calibration(madeRows(3, 1), madeRows(2, 5));

  it('reads what was written', () => {
    expect(readCalibration(writeCalibration(made), 'c.json')).toEqual(made);
  });

  it.each([
    ['{', 'c.json is not JSON'],
    ['[]', 'c.json is no calibration file'],
    ['null', 'c.json is no calibration file'],
    [JSON.stringify({ ...made, version: 2 }), 'version 2'],
    [JSON.stringify({ ...made, rate: 3 }), 'c.json cannot be used: rate'],
    [JSON.stringify({ ...made, human: { ...made.human, markup: [0] } }), 'human: the columns differ in length'],
    [JSON.stringify({ ...made, human: { ...made.human, parts: [[1], [1, 2], [1]] } }), 'more parts than others'],
    [JSON.stringify({ ...made, human: { ...made.human, words: [1, 2, 'x'] } }), 'human.words.2'],
  ])('refuses %.40s', (json, words) => {
    expect(() => readCalibration(json, 'c.json')).toThrow(words);
  });
});

describe('cuts', () => {
  it('ends each head with its last word, over segments', () => {
    const segments = [{ text: 'One two, three.' }, { text: '' }, { text: '"Four" five; six' }];
    expect(cutSegments(segments, [2, 3, 5])).toEqual([
      [{ text: 'One two' }],
      [{ text: 'One two, three' }],
      [{ text: 'One two, three.' }, { text: '' }, { text: '"Four" five' }],
    ]);
  });

  it('cuts only what is clearly longer', () => {
    expect(cutsOf(50)).toEqual([]);
    expect(cutsOf(111)).toEqual([50, 70]);
    expect(cutsOf(112)).toEqual([50, 70, 100]);
    expect(cutsOf(1e6)).toEqual([...CUTS]);
  });

  it('rounds what is kept, and keeps nothing of what was not measured', () => {
    expect(numbersOf({ score: 1.234567, parts: [0.00001, -2] })).toEqual([1.2346, 0, -2]);
    expect(numbersOf({ score: Number.NaN })).toEqual([]);
  });

  it('has a band for every length', () => {
    expect([10, 50, 69, 70, 1599, 1600, 1e6].map(bandOf)).toEqual([0, 0, 0, 1, 9, 10, 10]);
  });
});
