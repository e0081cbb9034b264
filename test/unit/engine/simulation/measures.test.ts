// What a generation still has, on texts short enough to count by hand.
import { expect, it } from 'vitest';
import { countWords, measureGeneration } from '../../../../src/engine/compare/simulation/measures.ts';
import { join } from '../../../../src/engine/compare/simulation/numberedText.ts';
import { sfc32 } from '../../../../src/engine/statistics/sfc32.ts';
import { corpusOf } from './support.ts';

// a three times, b twice, c and d once: b, c and d are rare.
const corpus = corpusOf(['a b a c', 'd a b']);
const measuring = (isOrdered = true) => ({
  corpus,
  counts: countWords(corpus.words, corpus.types),
  isOrdered,
  random: sfc32(1, 1),
});

it('the corpus keeps all of itself', () => {
  const entropy = -((3 / 7) * Math.log2(3 / 7) + (2 / 7) * Math.log2(2 / 7) + (2 / 7) * Math.log2(1 / 7));
  expect(measureGeneration(0, corpus, measuring())).toEqual({
    generation: 0,
    typesKept: 1,
    rareKept: 1,
    types: 4,
    hapaxShare: 0.5,
    distinct3: 1,
    entropy: expect.closeTo(entropy, 12),
  });
});

it('counts what is gone, and sequences within documents only', () => {
  const [a, b] = [0, 1];
  const held = { words: Uint32Array.of(a, b, a, b, a, a, b), starts: Uint32Array.of(0, 5, 7) };
  expect(measureGeneration(3, held, measuring())).toEqual({
    generation: 3,
    typesKept: 0.5,
    rareKept: expect.closeTo(1 / 3, 12),
    types: 2,
    hapaxShare: 0,
    // aba, bab, aba.
    distinct3: expect.closeTo(2 / 3, 12),
    entropy: expect.closeTo(-((4 / 7) * Math.log2(4 / 7) + (3 / 7) * Math.log2(3 / 7)), 12),
  });
});

it('looks for what is kept in all that is held, and measures the rest at as many words as the corpus has', () => {
  const [a] = [0];
  const more = { words: new Uint32Array(70).fill(a), starts: Uint32Array.from({ length: 11 }, (_, i) => 7 * i) };
  const point = measureGeneration(1, join(corpus, more), measuring());
  expect([point.typesKept, point.rareKept]).toEqual([1, 1]);
  // Two of the twelve documents that are drawn from are those of the corpus.
  expect(point.types).toBeLessThanOrEqual(4);
  expect(point.entropy).toBeLessThan(2);
  const counted = measureGeneration(1, more, { ...measuring(), random: sfc32(2, 2) });
  expect([counted.types, counted.entropy, counted.distinct3]).toEqual([1, 0, 1 / 5]);
});

it('says nothing of the order of words where there is none', () => {
  expect(measureGeneration(0, corpus, measuring(false)).distinct3).toBeNull();
  const short = corpusOf(['a b', 'c']);
  const counts = countWords(short.words, short.types);
  expect(measureGeneration(0, short, { ...measuring(), corpus: short, counts }).distinct3).toBeNull();
});

it('of no rare words none is lost', () => {
  const common = corpusOf(['a a a b b b']);
  const held = { words: Uint32Array.of(0, 0, 0, 0, 0, 0), starts: Uint32Array.of(0, 6) };
  const counts = countWords(common.words, common.types);
  expect(measureGeneration(1, held, { ...measuring(), corpus: common, counts })).toMatchObject({
    typesKept: 0.5,
    rareKept: 1,
  });
});
