// Languages of a view, and the cautions that follow.
import { expect, it } from 'vitest';
import { cautionFor, languagesOf } from '../../../../src/engine/text/languages.ts';
import { drawn, plainTools } from './support.ts';

const chinese = { code: 'zh', name: 'Chinese', share: 0.94, confidence: 0.7 };
const russian = { code: 'ru', name: 'Russian', share: 0.5, confidence: 0.8 };
const english = { code: 'en', name: 'English', share: 0.5, confidence: 0.8 };

it('languages are shares of the samples that could be told, with the mean confidence', () => {
  const guesses: Record<string, [string, string, number]> = {
    a: ['en', 'English', 0.8],
    b: ['fr', 'French', 0.6],
    c: ['en', 'English', 0.6],
  };
  const guessLanguage = (text: string) => {
    const [code, name, confidence] = guesses[text] ?? [];
    return code === undefined ? null : { code, name: name as string, confidence: confidence as number };
  };
  const found = languagesOf(drawn(['a', 'b', 'c', '?']), { guessLanguage });
  expect(found.map(({ code, share }) => [code, share])).toEqual([
    ['en', 2 / 3],
    ['fr', 1 / 3],
  ]);
  expect(found[0]?.confidence).toBeCloseTo(0.7, 12);
});

it('a guess sees the first thousand characters, over the turns', () => {
  const seen: string[] = [];
  const guessLanguage = (text: string) => {
    seen.push(text);
    return null;
  };
  expect(languagesOf(drawn([['hello', 'x'.repeat(5000)]]), { guessLanguage })).toEqual([]);
  expect(seen).toEqual([`hello\n${'x'.repeat(994)}`]);
});

it('no more than 300 samples are looked at', () => {
  let calls = 0;
  const guessLanguage = (text: string) => {
    calls++;
    return plainTools.guessLanguage(text);
  };
  languagesOf(drawn(new Array(400).fill('text')), { guessLanguage });
  expect(calls).toBe(300);
});

it('a metric that is not made for the text carries a sentence', () => {
  expect(cautionFor('spaced', [chinese])).toBe(
    'Measured on words between spaces; about 94 % of these texts are written without spaces (Chinese).',
  );
  expect(cautionFor('latin', [russian, english])).toBe(
    'Measured on words of Latin letters; about 50 % of these texts are written in another script (Russian).',
  );
  expect(
    cautionFor('english', [
      { ...chinese, share: 0.6 },
      { ...russian, share: 0.4 },
    ]),
  ).toBe('Measured with an English word list; about 100 % of these texts are not in English (Chinese and 1 more).');
});

it('a metric that suits, few others, and nothing known need none', () => {
  expect(cautionFor('any', [chinese])).toBeUndefined();
  expect(cautionFor('spaced', [russian])).toBeUndefined();
  expect(
    cautionFor('english', [
      { ...english, share: 0.9 },
      { ...chinese, share: 0.1 },
    ]),
  ).toBeUndefined();
  expect(cautionFor('english', [])).toBeUndefined();
});
