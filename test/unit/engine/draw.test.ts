// Draws by identity: the same samples whatever their order, within the limits.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetDraws, meanOfDraws, standardWords } from '../../../src/engine/budget.ts';
import { copyNumbers, drawKeys, drawWithin, drawWords, inDrawOrder } from '../../../src/engine/draw.ts';
import { hashString, toKey } from '../../../src/engine/text/hash.ts';

const hashes = (texts: readonly string[]) => Float64Array.from(texts, (text) => toKey(...hashString(text)));
const keysOf = (texts: readonly string[], seed = 0) => {
  const content = hashes(texts);
  return drawKeys(content, copyNumbers(content), seed);
};
const sizes = (texts: readonly string[]) => Uint32Array.from(texts, (text) => text.length);
const corpus = (n: number) => Array.from({ length: n }, (_, i) => `sample ${i} ${'x'.repeat(i % 17)}`);

describe('a draw', () => {
  it('numbers the copies of a sample', () => {
    expect([...copyNumbers(hashes(['a', 'b', 'a', 'a', 'b']))]).toEqual([0, 0, 1, 2, 1]);
  });

  it('takes the same samples whatever their order, copies among them', () => {
    const texts = fc.array(fc.constantFrom(...corpus(60)), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(texts, fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 40 }), (found, random, samples) => {
        const shuffled = found
          .map((text) => [random.next().value as number, text] as const)
          .sort((a, b) => a[0] - b[0])
          .map(([, text]) => text);
        const drawn = (from: readonly string[]) =>
          [...drawWithin(keysOf(from), sizes(from), 1e9, { samples, words: 600 })].map((place) => from[place]);
        expect(drawn(shuffled)).toEqual(drawn(found));
      }),
    );
  });

  it('visits every sample once, in ascending order of its key, over several rounds', () => {
    const keys = keysOf(corpus(10_000));
    const visited: number[] = [];
    inDrawOrder(keys, (place) => visited.push(place) > 0);
    expect(new Set(visited).size).toBe(10_000);
    expect(visited.every((place, i) => i === 0 || keys[visited[i - 1] as number]! <= keys[place]!)).toBe(true);
  });

  it('is another with another seed', () => {
    const texts = corpus(1000);
    const first = (seed: number) => [
      ...drawWithin(keysOf(texts, seed), sizes(texts), 1e9, { samples: 20, words: 1e6 }),
    ];
    expect(first(1)).not.toEqual(first(2));
  });

  it('keeps to both limits, takes one sample at least, and everything of a small view', () => {
    const words = Uint32Array.from({ length: 100 }, () => 50);
    const keys = keysOf(corpus(100));
    const drawn = (samples: number, limit: number, wholeBelowBytes?: number) =>
      drawWithin(keys, words, 5000, { samples, words: limit, ...(wholeBelowBytes ? { wholeBelowBytes } : {}) }).length;
    expect(drawn(7, 1e6)).toBe(7);
    expect(drawn(1000, 220)).toBe(4);
    expect(drawn(1000, 10)).toBe(1);
    expect(drawn(7, 10, 5000)).toBe(100);
    expect(drawn(7, 1e6, 4999)).toBe(7);
  });
});

describe('a draw of so many words', () => {
  it('comes as near as whole samples allow, and draws have no sample in common', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 100, maxLength: 300 }), (list) => {
        const words = Uint32Array.from(list);
        const draws = drawWords(keysOf(corpus(list.length)), words, 400, 3);
        const all = draws.flatMap((draw) => [...draw]);
        expect(new Set(all).size).toBe(all.length);
        for (const draw of draws) {
          expect(Math.abs(draw.reduce((n, place) => n + words[place]!, 0) - 400)).toBeLessThanOrEqual(40);
        }
        expect(draws.length).toBeGreaterThan(0);
      }),
    );
  });

  it('is left out where samples are too long for it', () => {
    expect(drawWords(keysOf(corpus(5)), new Uint32Array(5).fill(1000), 400, 3)).toEqual([]);
  });

  it('stands alone where it takes everything, and comes five times where there is more', () => {
    const draws = (n: number) => {
      const content = hashes(corpus(n));
      return budgetDraws(content, copyNumbers(content), new Uint32Array(n).fill(10), 1000);
    };
    expect(draws(100).map((d) => d.length)).toEqual([100]);
    expect(draws(200).map((d) => d.length)).toEqual([100, 100, 100, 100, 100]);
    expect(new Set(draws(200).map((d) => [...d].sort().join()))).toHaveProperty('size', 5);
    expect(new Set(draws(1000).flatMap((d) => [...d])).size).toBe(500);
  });
});

describe('values at an equal number of words', () => {
  it('use the largest standard that the view holds', () => {
    expect([9_999, 10_000, 49_999, 50_000, 1e9].map(standardWords)).toEqual([null, 10_000, 10_000, 50_000, 50_000]);
  });

  it('are the mean of the draws with t(0.975, k − 1) · s / √k around it', () => {
    const mean = meanOfDraws([1, 2, 3]);
    expect(mean?.value).toBe(2);
    // s = 1, t(0.975, 2) = 4.303
    expect(mean?.interval?.[1]).toBeCloseTo(2 + 4.303 / Math.sqrt(3), 10);
    expect(meanOfDraws([4])).toEqual({ value: 4 });
    expect(meanOfDraws([null, undefined, Number.NaN])).toBeNull();
  });
});
