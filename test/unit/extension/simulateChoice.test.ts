// What arguments and typed answers come to.
import { describe, expect, it, vi } from 'vitest';
import { parseGiven, typedGenerations, typedShare } from '../../../src/extension/between/simulate/choice.ts';

vi.mock('vscode', () => ({
  Uri: {
    parse: (text: string) => {
      if (!/^\w+:/.test(text)) throw new Error('no scheme');
      return { text };
    },
  },
}));

describe('arguments of the command', () => {
  it('have their defaults', () => {
    const choice = { model: 'trigram', generations: 10, modes: ['replace', 'mix', 'accumulate'], real: 0.1, seed: 1 };
    expect(parseGiven({})).toEqual({ choice });
    expect(parseGiven({ model: 'unigram', modes: ['mix'], real: 0.25, view: 'prompt' })).toEqual({
      choice: { ...choice, model: 'unigram', modes: ['mix'], real: 0.25, view: 'prompt' },
    });
    expect(parseGiven({ uri: 'file:///a.jsonl', seed: 7 })).toEqual({
      uri: { text: 'file:///a.jsonl' },
      choice: { ...choice, seed: 7 },
    });
  });
  it.each([
    undefined,
    null,
    'file:///a.jsonl',
    { generations: 0 },
    { generations: 101 },
    { modes: [] },
    { modes: ['keep'] },
    { real: 2 },
    { seed: -1 },
    { speed: 1 },
  ])('that make no sense are none: %j', (given) => expect(parseGiven(given)).toBeUndefined());
});

describe('typed answers', () => {
  it('are whole numbers of generations', () => {
    expect(['7', ' 100 ', '0', '101', '1.5', 'ten', ''].map(typedGenerations)).toEqual([
      7,
      100,
      ...Array(5).fill(undefined),
    ]);
  });
  it('are percents', () => {
    expect(['12.5', '12,5 %', '0', '100%', '101', '-1', 'half', ''].map(typedShare)).toEqual([
      0.125,
      0.125,
      0,
      1,
      ...Array(4).fill(undefined),
    ]);
  });
});
