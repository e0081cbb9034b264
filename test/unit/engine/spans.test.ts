import { describe, expect, it } from 'vitest';
import { sharedSpans } from '../../../src/engine/scoring/spans.ts';

const cutOut = (text: string, others: string[]) =>
  sharedSpans(text, others).map(({ start, end }) => text.slice(start, end));

describe('shared spans', () => {
  it('are the runs whose 4-grams stand elsewhere, as they stand in the text', () => {
    const text = 'We met at the old harbour, before dawn. Nobody else came that day.';
    expect(cutOut(text, ['they too MET at the old harbour before noon'])).toEqual(['met at the old harbour, before']);
  });

  it('are several where something new stands between them', () => {
    const text = 'one two three four five NEW six seven eight nine';
    expect(cutOut(text, ['one two three four five', 'six seven eight nine'])).toEqual([
      'one two three four five',
      'six seven eight nine',
    ]);
  });

  it('need four words in a row', () => {
    expect(cutOut('one two three', ['one two three'])).toEqual([]);
    expect(cutOut('one two three four', [])).toEqual([]);
  });
});
