// The verifier of instructions: forms that leave no choice are checked, all others are left alone.
import { describe, expect, it } from 'vitest';
import { amountsIn } from '../../../../src/engine/verify/instructions/amounts.ts';
import { instructions } from '../../../../src/engine/verify/instructions/instructions.ts';
import { MEASURES } from '../../../../src/engine/verify/instructions/measures.ts';
import { noTools, pair } from './rows.ts';

const check = (prompt: string, answer: string, tools = noTools()) =>
  instructions.check(pair(prompt, answer), {}, tools);
const verdicts = (prompt: string, answer: string) => check(prompt, answer).map((c) => c.verdict);

describe('amounts', () => {
  it.each([
    ['Describe the sea in at most 50 words.', 'words', 0, 50],
    ['Use fewer than 100 words.', 'words', 0, 99],
    ['Write a letter of at least 1,200 words.', 'words', 1200, Infinity],
    ['Answer in between 100 and 200 words.', 'words', 100, 200],
    ['Write exactly three sentences.', 'sentences', 3, 3],
    ['Sum it up in two sentences.', 'sentences', 2, 2],
    ['Your answer must contain exactly 3 bullet points.', 'bullet points', 3, 3],
    ['Write in 4 paragraphs.', 'paragraphs', 4, 4],
  ])('%s', (prompt, unit, least, most) => {
    expect(amountsIn(prompt)).toMatchObject([{ unit, least, most }]);
  });

  it.each([
    'Write about 100 words.',
    'Describe it in approximately 3 sentences.',
    'Describe the sea in 50 words.',
    'Each title has at most 20 words.',
    'Give me at least 20 words that rhyme with sea.',
    'List three words for rain.',
    'Write a summary with a first sentence of at most 20 words.',
    'Write at most 100 words or at most 200 words.',
  ])('leaves alone: %s', (prompt) => {
    expect(amountsIn(prompt)).toEqual([]);
  });

  it('are broken only where no way of counting keeps them', () => {
    expect(MEASURES.words('A well-known fact, said twice.')).toEqual([5, 6]);
    expect(MEASURES.sentences('Mr. Gray left. He came back!')[0]).toBe(2);
    expect(MEASURES.sentences('1. One.\n2. Two.')[0]).toBe(2);
    expect(MEASURES['bullet points']('- a\n  - b\n- c')).toEqual([2, 3]);
    expect(check('Write at most 15 words.', 'word '.repeat(16))[0]).toMatchObject({
      verdict: 'failed',
      reason: 'the prompt asks for "at most 15 words", but the answer has 16 words',
    });
    expect(verdicts('Write exactly 3 bullet points.', '- a\n- b')).toEqual(['failed']);
    expect(verdicts('Write exactly 2 bullet points.', '- a\n  - b\n- c')).toEqual(['verified']);
  });
});

describe('wording', () => {
  it.each([
    ['Include the word "rain".', 'It Rains.', 'verified'],
    ['Include the words "rain" and "snow".', 'It rains.', 'failed'],
    ['Do not use the word "rain".', 'It rains a lot.', 'verified'],
    ['Do not use the word "rain".', 'The rain fell.', 'failed'],
    ['Write it without using any commas.', 'Red, green.', 'failed'],
    ['Write it without commas.', 'There are 1,000.', 'verified'],
    ['End your response with "Is that all?".', 'So it is. Is that all?', 'verified'],
    ['End your response with the phrase "the end".', 'So it is.', 'failed'],
    ['Start your answer with "Well".', 'Well, so it is.', 'verified'],
    ['Your entire response should be in all lowercase letters.', 'so it Is', 'failed'],
    ['Your answer must be in all capital letters.', 'SO IT IS', 'verified'],
    ['Give the answer as JSON.', '```json\n{"a": 1}\n```', 'verified'],
    ['Respond in JSON format.', 'It is one.', 'failed'],
  ])('%s / %s', (prompt, answer, verdict) => {
    expect(verdicts(prompt, answer)).toContain(verdict);
    if (verdict === 'verified') expect(verdicts(prompt, answer)).not.toContain('failed');
  });

  it('leaves prompts about programs alone', () => {
    expect(check('Write a function that returns JSON in at most 20 words.', 'x '.repeat(30))).toEqual([]);
  });
});

it('asks the guesser for the language, and believes it only when it is sure', () => {
  const long = 'Es regnete den ganzen Tag und wir blieben zu Hause. '.repeat(4);
  const german = noTools(() => ({ code: 'de', name: 'German', confidence: 0.8 }));
  expect(check('Answer in German.', long, german)[0]?.verdict).toBe('verified');
  expect(check('Answer in French.', long, german)[0]).toMatchObject({
    verdict: 'failed',
    reason: 'the prompt asks for French, but the answer reads as German',
  });
  expect(
    check(
      'Answer in French.',
      long,
      noTools(() => ({ code: 'de', name: 'German', confidence: 0.3 })),
    )[0]?.verdict,
  ).toBe('not checkable');
  expect(check('Answer in French.', 'Ja.', german)[0]?.verdict).toBe('not checkable');
});

it('checks each answer of a dialogue against the prompt before it', () => {
  const x = pair('Write at most 20 words.', 'Short.');
  const views = [
    {
      view: 'prompt' as const,
      segments: [
        { text: 'Say hello.', path: [] },
        { text: 'Write exactly two sentences.', path: [] },
      ],
    },
    {
      view: 'response' as const,
      segments: [
        { text: 'Hello. You. There.', path: [] },
        { text: 'One. Two. Three.', path: [] },
      ],
    },
  ];
  expect(instructions.check({ ...x, views }, {}, noTools())).toMatchObject([{ verdict: 'failed', at: { segment: 1 } }]);
});
