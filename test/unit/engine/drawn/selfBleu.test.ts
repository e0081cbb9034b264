// Self-BLEU against numbers worked out by hand from NLTK's definitions.
import { describe, expect, it } from 'vitest';
import { bleuScores, selfBleu } from '../../../../src/engine/metrics/selfBleu.ts';
import { drawnGrams, tokenIds } from '../../../../src/engine/text/drawnGrams.ts';
import { drawn, measured, plainTools } from './support.ts';

/** BLEU-4 of each text against the others. */
function scores(texts: readonly (string | readonly string[])[]): number[] {
  const tokens = tokenIds(drawn(texts), (text) => text.split(' '));
  const lengths = Int32Array.from(tokens, (segments) => segments.reduce((sum, ids) => sum + ids.length, 0));
  return [
    ...bleuScores(
      drawnGrams(tokens, 4),
      lengths,
      Int32Array.from(texts, (_, i) => i),
    ),
  ];
}

const geometric = (...p: number[]) => Math.exp(p.reduce((sum, x) => sum + Math.log(x), 0) / 4);

describe('BLEU of a sample against the others', () => {
  it('clips counts at the highest count in one other sample', () => {
    // "the" ×4 against ×2 and ×1: 2 of 4; pairs "the the" 1 of 3; the triple and the quadruple have ε = 0.1 of 2 and of 1.
    const [first] = scores(['the the the the', 'the the a b', 'the c d e']);
    expect(first).toBeCloseTo(geometric(2 / 4, 1 / 3, 0.1 / 2, 0.1 / 1), 12);
  });

  it('takes its own count out, also when it holds the highest', () => {
    const [, second] = scores(['x x x x', 'x a b c', 'd e f g']);
    expect(second).toBeCloseTo(geometric(1 / 4, 0.1 / 3, 0.1 / 2, 0.1), 12);
  });

  it('is 1 for a copy, 0 without a common word', () => {
    expect(scores(['a b c d e', 'a b c d e'])).toEqual([1, 1]);
    expect(scores(['a b c d', 'e f g h'])).toEqual([0, 0]);
  });

  it('is penalised for brevity by the closest length, the shorter of two', () => {
    // Length 4 against 3 and 5: both are one away, so r = 3 and there is no penalty.
    const tied = scores(['a b c d', 'a b c', 'a b c d e'])[0];
    expect(tied).toBeCloseTo(1, 12);
    // Length 4 against 6: exp(1 − 6/4).
    expect(scores(['a b c d', 'a b c d e f'])[0]).toBeCloseTo(Math.exp(1 - 6 / 4), 12);
  });

  it('counts a missing order of a short sample as ε of one', () => {
    expect(scores(['a b', 'a b'])[0]).toBeCloseTo(geometric(1, 1, 0.1, 0.1), 12);
  });

  it('never forms an n-gram across turns', () => {
    const [first] = scores([['a b', 'c d'], 'a b c d']);
    // Pairs "a b" and "c d": both of two; no triples.
    expect(first).toBeCloseTo(geometric(1, 1, 0.1, 0.1), 12);
  });
});

describe('self-BLEU', () => {
  it('is the mean, on words of the reference tokeniser', () => {
    expect(measured(selfBleu, ['A b, c d e!', 'a B c d e', 'v w x y z'])).toBeCloseTo(2 / 3, 12);
  });

  it('is not defined for one sample', () => {
    expect(measured(selfBleu, ['a b c d'])).toBeNull();
  });

  it('says what was drawn, with an interval around the value', () => {
    const texts = Array.from({ length: 40 }, (_, i) => `the cat ${i % 7} sat on the ${i % 5} mat with ${i}`);
    const { value, drawn: part, interval } = selfBleu.measure(drawn(texts), 400, plainTools);
    expect(part).toEqual({ n: 40, of: 400, unit: 'samples' });
    expect(interval?.[0]).toBeLessThan(value as number);
    expect(interval?.[1]).toBeGreaterThan(value as number);
  });
});
