// What the panel says of evaluation sets.
import { describe, expect, it } from 'vitest';
import { itemShare, leakageSentence, setFacts, setName } from '../../../src/webview/leakageText.ts';
import { fakeLeakage } from '../../fixtures/webview/fakeLeakage.ts';

const { sets, ...rest } = fakeLeakage('train.jsonl');
const [some, none] = sets as [(typeof sets)[number], (typeof sets)[number]];

describe('a set', () => {
  it('is told by what leaks, and by what else is known', () => {
    expect(setFacts(some)).toEqual([
      '37 of 744 items leak into 44 samples',
      '3 only over several samples',
      'of 12 more the prompt alone',
      '4 too short to compare',
      'any 13-gram shared: 21\u00a0%',
    ]);
    expect(setFacts({ ...none, items: 1 })).toEqual(['none of 1 item leaks', 'any 13-gram shared: 0.5\u00a0%']);
    expect(setFacts({ ...some, leaked: 1, samples: 1, spread: 0, prompts: 0, tooShort: 0 })[0]).toBe(
      '1 of 744 items leaks into 1 sample',
    );
    expect(setFacts({ ...none, items: 0 })).toEqual(['It holds no item that could be read.']);
  });

  it('is called by its file, or by the split that its rows name', () => {
    expect(setName(some)).toBe('questions-with-a-long-name-2024-11.jsonl');
    expect(setName({ from: 'split', name: '/data/my rows/test.jsonl' })).toBe('test.jsonl');
    expect(setName({ from: 'split', name: 'the test rows of all.jsonl' })).toBe('the test rows of all.jsonl');
  });

  it('lists items with how much of them there is', () => {
    expect(some.strongest.map(itemShare)).toEqual(['100\u00a0%', 'whole text', '86\u00a0%', '62\u00a0%, spread']);
  });
});

describe('the sentence of the overview', () => {
  it('is about the set of which most leaks, and is empty where nothing does', () => {
    expect(leakageSentence({ sets, ...rest })).toBe(
      '37 of 744 items of questions-with-a-long-name-2024-11.jsonl (5.0\u00a0%) leak into it.',
    );
    expect(leakageSentence({ sets: [none], ...rest })).toBe('');
    expect(leakageSentence(undefined)).toBe('');
    expect(leakageSentence({ sets: [some, { ...some, share: 0.5, name: 'b.jsonl' }], ...rest })).toMatch(
      /of b\.jsonl \(50.%\) leak into it, and some of 1 other evaluation set\.$/,
    );
  });
});
