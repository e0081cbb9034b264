// Each trait by an example: its value as computed by hand, and the words that it points at.
import { describe, expect, it } from 'vitest';
import { FEATURES } from '../../../../src/engine/traits/features.ts';
import { SHAPE } from './examples/shape.ts';
import { WORD_CHOICE } from './examples/wordChoice.ts';
import { markedIn, valueIn } from './seen.ts';

const EXAMPLES = { ...WORD_CHOICE, ...SHAPE };

it('every feature has an example, and every example a feature', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(FEATURES.map((f) => f.about.id).sort());
});

it('ids are unique, and a feature is told by one that is told by itself', () => {
  const ids = FEATURES.map((f) => f.about.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { about, toldBy } of FEATURES) {
    if (!toldBy) continue;
    const teller = FEATURES.find((f) => f.about.id === toldBy);
    expect(teller, `${about.id} is told by ${toldBy}`).toBeDefined();
    expect(teller?.toldBy).toBeUndefined();
  }
});

it.each(FEATURES.map((f) => f.about))('$id is explained in one sentence, with unit and source', (about) => {
  expect(about.explains).toMatch(/^[^\s].*\.$/);
  expect([about.label, about.unit, about.source].every((text) => text.length > 0)).toBe(true);
});

describe.each(Object.entries(EXAMPLES))('%s', (id, { shows, value, marks = [], lacks, none = 0 }) => {
  it(`is ${value.toFixed(2)} in “${shows}”`, () => {
    expect(valueIn(id, shows)).toBeCloseTo(value, 10);
  });

  it(`points at ${marks.length === 0 ? 'nothing' : marks.join(', ')}`, () => {
    expect(markedIn(id, shows)).toEqual(marks);
  });

  it(`is ${none.toFixed(2)} in “${lacks}”`, () => {
    expect(valueIn(id, lacks)).toBeCloseTo(none, 10);
    expect(markedIn(id, lacks)).toEqual([]);
  });
});

describe('borders of single traits', () => {
  it.each([
    ['lists of three may open a text', 'rule-of-three', 'Clear, calm, and certain.', 25],
    ['lists of three need the comma before “and”', 'rule-of-three', 'He was clear, calm and certain.', 0],
    ['lists of three do not reach back over a sentence', 'rule-of-three', 'Yes, so. It was calm, and he left.', 0],
    ['lists of three may be joined by “or”', 'rule-of-three', 'It was red, blue, or black.', 100 / 6],
    ['a sentence counts at most 60 words', 'sentence-length', 'word '.repeat(80), 60],
    ['a word counts at most 24 letters', 'word-length', 'x'.repeat(1000), 24],
    ['an opening may begin at the fourth word of a paragraph', 'stock-openings', 'Well, I say certainly not.', 1],
    ['an opening is counted in every paragraph', 'stock-openings', 'Sure, do.\n\nSure, do.', 1],
    ['marks are capped', 'marks-comma', 'one, two, three, four', 12],
    ['a name at the start of a sentence is no sign', 'names', 'Paris is big. London is big.', 0],
    ['no word, no paragraph break', 'paragraphs', '', 0],
  ])('%s', (_, id, text, value) => {
    expect(valueIn(id, text)).toBeCloseTo(value, 10);
  });

  it.each<[string, string, string, string[]]>([
    [
      'long items are marked',
      'rule-of-three',
      'He saw a red cat, a blue dog, and a black horse there.',
      ['a red cat, a blue dog, and a black horse'],
    ],
    [
      'the first item starts with its sentence',
      'rule-of-three',
      'No. Red, a very blue, and black.',
      ['Red, a very blue, and black'],
    ],
    [
      'the last item ends with its sentence',
      'rule-of-three',
      'A very red, a very blue, and black. Then he left.',
      ['A very red, a very blue, and black'],
    ],
    ['a list of three at the end of the text', 'rule-of-three', 'So red, a very blue, and', []],
    [
      'openings are marked only where they are counted',
      'stock-openings',
      'Sure. It is what it is, of course, sure.',
      ['Sure'],
    ],
    ['short forms only', 'contractions', "It's five o'clock.", ["It's"]],
  ])('%s', (_, id, text, marks) => {
    expect(markedIn(id, text)).toEqual(marks);
  });
});
