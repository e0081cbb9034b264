// The trigram model: values that can be worked out by hand, and what must hold for every corpus.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poolOf } from '../../../../scripts/eval/compare/pools.mjs';
import { discounts, KneserNey } from '../../../../src/engine/compare/kneserNey.ts';
import { FOLDS, foldOf, foldPerplexities } from '../../../../src/engine/compare/perplexity.ts';

/** Probability of the last word of `text` after the words before it, under a model of `corpus`. */
function probability(corpus: readonly string[], text: string): number {
  const pool = poolOf([corpus, [text]]);
  const model = new KneserNey(pool, (s) => s < corpus.length);
  const begin = pool.offsets[corpus.length] as number;
  return Math.exp(model.logProbability((pool.offsets[corpus.length + 1] as number) - 1, begin));
}

describe('Kneser–Ney', () => {
  it('estimates discounts from how many n-grams are seen once to four times', () => {
    const y = 10 / 18;
    expect(discounts(10, 4, 2, 1)).toEqual([1 - 2 * y * 0.4, 2 - 3 * y * 0.5, 3 - 4 * y * 0.5]);
    expect(discounts(10, 0, 0, 0)).toEqual([0.5, 1, 1.5]);
  });

  it('gives what a corpus of six words has on paper', () => {
    // Pairs ab bc ca bd: every word follows one other, so p(w) = (1 − ½) / 4 + ½ · 1/5.
    const corpus = ['a b c a b d'];
    expect(probability(corpus, 'c')).toBeCloseTo(0.225, 12);
    expect(probability(corpus, 'x')).toBeCloseTo(0.1, 12);
    // After b stand c and d, each after one word: (1 − ½) / 2 + ½ · p(c).
    expect(probability(corpus, 'b c')).toBeCloseTo(0.3625, 12);
    // After a b stand c and d, once each: (1 − ½) / 2 + ½ · p(c | b).
    expect(probability(corpus, 'a b c')).toBeCloseTo(0.43125, 12);
    // A context that was never seen says nothing.
    expect(probability(corpus, 'x y c')).toBeCloseTo(0.225, 12);
  });

  it('gives all words and the unknown one together a probability of 1', () => {
    const word = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const text = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), word, word, (corpus, u, v) => {
        const vocabulary = [...new Set(corpus.flatMap((t) => t.split(' '))), 'unknown'];
        for (const context of [[], [v], [u, v], ['unknown', v]]) {
          const sum = vocabulary.reduce((total, w) => total + probability(corpus, [...context, w].join(' ')), 0);
          expect(sum).toBeCloseTo(1, 9);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('never meets a sample that it was trained on, or a copy of it', () => {
    const texts = Array.from(
      { length: 40 },
      (_, i) => `line ${i} of the reference says ${i * 7} things about ${i % 5}`,
    );
    const pool = poolOf([texts, texts]);
    const values = new Float64Array(80).fill(Number.NaN);
    for (let fold = 0; fold < FOLDS; fold++) foldPerplexities(pool, fold, values);
    expect(values.every((x) => x > 0)).toBe(true);
    for (let s = 0; s < 40; s++) {
      expect(foldOf(pool, s)).toBe(foldOf(pool, s + 40));
      expect(values[s]).toBe(values[s + 40]);
    }
  });
});
