// Splits by the words that people name them with.
import { describe, expect, it } from 'vitest';
import { splitOfName, splitOfRow, splitsOfFiles } from '../../../../src/engine/leakage/splits.ts';

describe('splits', () => {
  it.each([
    ['train', 1],
    ['train-00000-of-00004', 1],
    ['squad-dev-v2.0', 2],
    ['GSM8K_Validation', 2],
    ['test.v2', 3],
    ['my eval', 3],
    ['train_test', 0],
    ['contest', 0],
    ['latest', 0],
    ['rows', 0],
  ] as const)('are told by a word of the name: %s', (name, rank) => expect(splitOfName(name)).toBe(rank));

  it('are told by the field split, where it is one word', () => {
    expect(splitOfRow({ split: ' Train ' })).toBe(1);
    expect(splitOfRow({ split: 'validation' })).toBe(2);
    expect(splitOfRow({ split: 'eval' })).toBe(3);
    for (const row of [{ split: 'train and test' }, { split: 1 }, {}, 'a text', null]) expect(splitOfRow(row)).toBe(0);
  });

  it('of files are splits only where there is training text, too; by the folder where the name tells none', () => {
    expect(splitsOfFiles(['d/train.jsonl', 'd/test.jsonl', 'd/more.jsonl'])).toEqual([1, 3, 1]);
    expect(splitsOfFiles(['train/0.jsonl', 'dev\\0.jsonl'])).toEqual([1, 2]);
    expect(splitsOfFiles(['test/train.jsonl', 'test/0.jsonl'])).toEqual([1, 3]);
    expect(splitsOfFiles(['a/dev.jsonl', 'a/test.jsonl'])).toBeNull();
    expect(splitsOfFiles(['a/train.jsonl', 'a/train2.jsonl'])).toBeNull();
  });
});
