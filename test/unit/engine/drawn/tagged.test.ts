// Templates and requests, with natural's tagger.
import { describe, expect, it } from 'vitest';
import { posTemplates, templateHolders } from '../../../../src/engine/metrics/posTemplates.ts';
import { rarefied, verbObjects } from '../../../../src/engine/metrics/verbObjects.ts';
import { requestOf } from '../../../../src/engine/text/requests.ts';
import { singular } from '../../../../src/engine/text/singular.ts';
import { taggable } from '../../../../src/engine/text/taggable.ts';
import { tools } from '../../../helpers/tools.ts';
import { drawn, plainTools } from './support.ts';

describe('what the tagger gets', () => {
  it('is words, cut contractions and each sign of punctuation', () => {
    expect(taggable("Don’t stop: it's well-known (2.5).")).toEqual([
      'Do',
      "n't",
      'stop',
      ':',
      'it',
      "'s",
      'well-known',
      '(',
      '2',
      '.',
      '5',
      ')',
      '.',
    ]);
  });
});

describe('tag templates', () => {
  it('are five tags in a row, never across turns', () => {
    const found = [
      ...templateHolders(drawn([['the cat the dog the', 'fox the'], 'the cat the dog the cat']), plainTools).values(),
    ];
    expect(found.map(({ label, count, samples }) => [label, count, samples])).toEqual([
      ['DT NN DT NN DT', 2, [0, 1]],
      ['NN DT NN DT NN', 1, [1]],
    ]);
  });

  it('give the share of samples that hold a common one, and name the commonest', () => {
    const texts = ['The big dog of the house sleeps.', 'The old man of the sea sleeps.', 'Short.', 'Run now'];
    const { value, detail } = posTemplates.measure(drawn(texts), 4, tools);
    expect(value).toBe(0.5);
    expect(detail).toMatchObject({
      type: 'table',
      rows: expect.arrayContaining([{ label: 'DT JJ NN IN DT', count: 2, share: 0.5 }]),
    });
  });

  it('have no value where no text has five words', () => {
    expect(posTemplates.measure(drawn(['a b', '']), 2, tools)).toEqual({ value: null });
  });
});

describe('a request', () => {
  const pair = (text: string) => {
    const found = requestOf(text, tools);
    return found && `${found.verb} ${found.object}`;
  };

  it.each([
    ['Write a short poem about the sea.', 'write poem'],
    ['Please list three good reasons.', 'list reason'],
    ['Given a text, extract all the country names.', 'extract name'],
    ['You are a chef. Describe your favourite dish to a guest.', 'describe dish'],
    ['Can you give me some suggestions?', 'give suggestion'],
    ['How do I solve this equation?', 'solve equation'],
    ['You need to identify all the categories.', 'identify category'],
    ['What steps would you take to find the key?', 'take step'],
    ['Help me write a letter to my landlord.', 'write letter'],
    ['Compare and contrast the two endings.', 'compare ending'],
    ["Rewrite the user's question.", 'rewrite question'],
    ['Converting the temperature to Celsius.', 'convert temperature'],
    ['1. Write down a main dish.', 'write dish'],
    ['Give your friend a piece of advice.', 'give piece'],
    ['Tell me a knock knock joke.', 'tell joke'],
  ])('%s → %s', (text, expected) => {
    expect(pair(text)).toBe(expected);
  });

  it.each([
    'What is love?',
    'The weather was fine and we walked home.',
    'Respond to it.',
    '',
    'Answers are below.',
    '42',
  ])('is not in “%s”', (text) => {
    expect(pair(text)).toBeNull();
  });

  it('has its noun in the singular', () => {
    const plurals = 'phrases movies exercises viruses boxes stories people heroes analyses news bus constructor'.split(
      ' ',
    );
    expect(plurals.map(singular)).toEqual(
      'phrase movie exercise virus box story person hero analysis news bus constructor'.split(' '),
    );
  });
});

describe('verb–object pairs', () => {
  it('count different ones among a hundred by rarefaction', () => {
    // Two kinds with one and three of four: among two, 1 − C(3,2)/C(4,2) and 1 − C(1,2)/C(4,2).
    expect(rarefied([1, 3], 4, 2)).toBeCloseTo(1 - 3 / 6 + 1, 12);
    expect(rarefied([100], 100, 100)).toBeCloseTo(1, 12);
    expect(rarefied(new Array(150).fill(1), 150, 100)).toBeCloseTo(100, 9);
  });

  it('show verbs with their objects, and no number for few requests', () => {
    const texts = ['Write a poem.', 'Write a story.', 'Write a poem.', 'Sort the list.', 'It rains.'];
    const { value, detail } = verbObjects.measure(drawn(texts), 5, tools);
    expect(value).toBeNull();
    expect(detail).toEqual({
      type: 'tree',
      rows: [
        {
          label: 'write',
          count: 3,
          share: 0.75,
          children: [
            { label: 'poem', count: 2, share: 0.5 },
            { label: 'story', count: 1, share: 0.25 },
          ],
        },
        { label: 'sort', count: 1, share: 0.25, children: [{ label: 'list', count: 1, share: 0.25 }] },
      ],
    });
  });

  it('have an interval where enough were drawn', () => {
    const nouns = ['poem', 'story', 'letter', 'song', 'recipe', 'list', 'report'];
    const texts = Array.from({ length: 400 }, (_, i) => `Write a ${nouns[i % 7]}.`);
    const { value, interval } = verbObjects.measure(drawn(texts), 4000, tools);
    expect(value).toBeCloseTo(7, 3);
    expect(interval?.[0]).toBeLessThanOrEqual(7);
    expect(interval?.[1]).toBeGreaterThanOrEqual(6.99);
  });
});
