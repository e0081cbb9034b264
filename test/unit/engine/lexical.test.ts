// Lexical diversity by hand and from published examples, through the pure functions with their parameters.
import { describe, expect, it } from 'vitest';
import type { Env } from '../../../src/engine/metric.ts';
import { millerMadow } from '../../../src/engine/metrics/entropyMm.ts';
import { hdd } from '../../../src/engine/metrics/hdd.ts';
import { growth } from '../../../src/engine/metrics/heaps.ts';
import { movingRatio } from '../../../src/engine/metrics/mattr.ts';
import { factorsOf, mtld, mtldOfWords } from '../../../src/engine/metrics/mtld.ts';
import { typeTokenRatio } from '../../../src/engine/metrics/ttr.ts';
import type { Prepared } from '../../../src/engine/text/prepare.ts';

/** Words as numbers, in the order of their first occurrence. */
function ids(words: readonly string[]): Int32Array {
  const known = new Map<string, number>();
  return Int32Array.from(words, (w) => known.get(w) ?? known.set(w, known.size).size - 1);
}

const countsOf = (words: Int32Array): number[] => {
  const counts = new Map<number, number>();
  for (const w of words) counts.set(w, (counts.get(w) ?? 0) + 1);
  return [...counts.values()].sort((a, b) => b - a);
};

describe('the example of LexicalRichness', () => {
  const words = ids('test text with some text numbers hyphenhere and text punctuations'.split(' '));

  it('has a type–token ratio of 0.8', () => {
    expect(typeTokenRatio(new Set(words).size, words.length)).toBe(0.8);
  });

  it('has an MTLD of 14.0', () => {
    expect(mtldOfWords(words, 0.72)).toBeCloseTo(14, 10);
  });

  it('has an HD-D of 0.88333 with 5 draws', () => {
    expect(hdd(countsOf(words), 5)).toBeCloseTo(0.88333, 5);
  });

  it('has a MATTR of 0.9 with a window of 5', () => {
    expect(movingRatio(words, 5)).toBeCloseTo(0.9, 12);
  });
});

describe('HD-D', () => {
  it('is exact for one word in a billion', () => {
    // The rare word is among 42 draws with a chance of 42 in a billion.
    expect(hdd([999_999_999, 1], 42)).toBeCloseTo((1 + 42e-9) / 42, 15);
    expect(hdd([1], 1)).toBe(1);
  });

  it('is null where fewer words stand than are drawn, and 1 where all differ', () => {
    expect(hdd(new Array<number>(41).fill(1), 42)).toBeNull();
    expect(hdd(new Array<number>(42).fill(1), 42)).toBeCloseTo(1, 12);
    expect(hdd([], 42)).toBeNull();
  });
});

describe('MTLD', () => {
  it('counts a factor where the ratio comes down to the threshold, and not before', () => {
    // 18 of 25 is 0.72 to the last digit.
    const words = Int32Array.from({ length: 25 }, (_, i) => Math.min(i, 17));
    expect(factorsOf(words, 0.72)[0]).toEqual({ whole: 1, words: 0, types: 0 });
    expect(factorsOf(words.subarray(0, 24), 0.72)[0]).toEqual({ whole: 0, words: 24, types: 18 });
  });

  it('reads both ways', () => {
    const words = ids('a b c d e f g h h h h h h h h h'.split(' '));
    const [forward, backward] = factorsOf(words, 0.72);
    // Forwards 8 types over 12 words come first below 0.72, then every other h; backwards every other h until one is left.
    expect(forward).toEqual({ whole: 3, words: 0, types: 0 });
    expect(backward).toEqual({ whole: 4, words: 8, types: 8 });
  });

  it('has no value where no word comes back', () => {
    expect(mtldOfWords(Int32Array.from([1, 2, 3]), 0.72)).toBeNull();
    expect(mtldOfWords(new Int32Array(0), 0.72)).toBeNull();
  });

  it('starts anew in each block, and after a million words of one', () => {
    const env = { drawnBlocks: null } as Env;
    const text = Int32Array.from({ length: 3_000 }, (_, i) => (i * i) % 700);
    const long = new Int32Array((1 << 20) + 3_000);
    for (let i = 0; i < long.length; i++) long[i] = i < 1 << 20 ? i % 500 : (text[i - (1 << 20)] as number);
    const measure = (...blocks: readonly Int32Array[][]) => {
      const state = mtld.init(env);
      blocks.forEach((samples, block) => {
        for (const lo of samples) {
          mtld.add(
            state,
            { key: { file: 0, block }, words: { lo, hi: lo, length: lo.length } } as unknown as Prepared,
            env,
          );
        }
      });
      return mtld.finish(
        state,
        {},
        { words: new Uint32Array(), novelty: new Float32Array(), repeatMass: new Float64Array() },
        env,
      ).value;
    };
    expect(measure([text])).toBeCloseTo(mtldOfWords(text, 0.72) as number, 12);
    expect(measure([text.slice(0, 1_234), text.slice(1_234)])).toBe(measure([text]));
    expect(measure([text], [text], [text])).toBe(measure([text]));
    expect(measure([long])).toBe(measure([long.slice(0, 1 << 20)], [text]));
  });
});

describe('corrected entropy', () => {
  it('adds (types − 1) / (2 · words · ln 2) bits', () => {
    expect(millerMadow([2, 1, 1])).toBeCloseTo(1.5 + 2 / (8 * Math.LN2), 12);
    expect(millerMadow([5])).toBe(0);
    expect(millerMadow([])).toBeNull();
  });
});

describe('vocabulary growth', () => {
  it('counts the types among the first words', () => {
    // a b a c a a a a a d
    const { x, y } = growth(Float64Array.of(0, 1, 3, 9), 10);
    expect(x).toEqual([1, 2, 3, 4, 5, 6, 7, 9, 10]);
    expect(y).toEqual([1, 2, 2, 3, 3, 3, 3, 3, 4]);
  });

  it('of an empty text is empty', () => {
    expect(growth(new Float64Array(0), 0)).toEqual({ x: [], y: [] });
  });
});
