// The parts of a simulation: the generator, pairs of numbers, draws of documents, the trigram model, the sentences.
import { describe, expect, it } from 'vitest';
import { simulationNotes, simulationVerdict } from '../../../../src/engine/compare/simulation/notes.ts';
import { drawDocuments, join } from '../../../../src/engine/compare/simulation/numberedText.ts';
import { PairNumbers } from '../../../../src/engine/compare/simulation/pairNumbers.ts';
import { learnTrigrams, writeDocuments } from '../../../../src/engine/compare/simulation/trigrams.ts';
import type { SimulationReport } from '../../../../src/engine/compare/simulationReport.ts';
import { sfc32 } from '../../../../src/engine/statistics/sfc32.ts';
import { corpusOf, documentsOf } from './support.ts';

/** The definition, in whole numbers without a limit. */
function* definition(low: number, high: number): Generator<number> {
  const word = (n: bigint) => n & 0xffffffffn;
  let [a, b, c, counter] = [0n, BigInt(low), BigInt(high), 1n];
  for (let i = 0; ; i++) {
    const out = word(a + b + counter);
    counter = word(counter + 1n);
    a = b ^ (b >> 9n);
    b = word(c + (c << 3n));
    c = word(((c << 21n) | (c >> 11n)) + out);
    if (i >= 12) yield Number(out);
  }
}

describe('sfc32', () => {
  it.each([
    [0, 0],
    [1, 2],
    [0xffffffff, 0x80000001],
  ])('gives the numbers of its definition (%i, %i)', (low, high) => {
    const random = sfc32(low, high);
    const defined = definition(low, high);
    // Below 2³¹ every draw takes the low 31 bits of the next number, and none is refused.
    const drawn = Array.from({ length: 1000 }, () => random.below(2 ** 31));
    expect(drawn).toEqual(drawn.map(() => defined.next().value % 2 ** 31));
  });

  it('is uniform below a number that is no power of two', () => {
    const random = sfc32(7, 7);
    const counts = new Array(11).fill(0);
    for (let i = 0; i < 110_000; i++) counts[random.below(11)]++;
    const chi = counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
    // 99.9 % of a chi-squared distribution with 10 degrees of freedom.
    expect(chi).toBeLessThan(29.6);
    expect(random.below(1)).toBe(0);
  });
});

describe('texts as numbers', () => {
  const corpus = corpusOf(['a b c', 'd e', 'f', 'g h i j']);

  it('are drawn as whole documents, once each, the last cut to the number of words', () => {
    const drawn = drawDocuments(corpus, 8, sfc32(1, 1));
    expect(drawn.words).toHaveLength(8);
    const originals = documentsOf(corpus).map(String);
    const documents = documentsOf(drawn).map(String);
    for (const document of documents.slice(0, -1)) expect(originals).toContain(document);
    expect(originals.some((text) => text.startsWith(documents.at(-1) as string))).toBe(true);
    expect(new Set(drawn.words).size).toBe(8);
    expect(drawDocuments(corpus, 10, sfc32(1, 1))).toBe(corpus);
    expect(drawDocuments(corpus, 0, sfc32(1, 1)).words).toHaveLength(0);
  });

  it('are joined document by document', () => {
    const other = corpusOf(['x y', 'z']);
    expect(documentsOf(join(corpus, other))).toEqual([...documentsOf(corpus), ...documentsOf(other)]);
    expect(join(drawDocuments(corpus, 0, sfc32(1, 1)), other)).toBe(other);
    expect(join(other, drawDocuments(corpus, 0, sfc32(1, 1)))).toBe(other);
  });
});

it('pairs are numbered in the order in which they are met, also beyond the first table', () => {
  const pairs = new PairNumbers();
  const at = (i: number) => pairs.of(i % 100, (i * 2654435761) >>> 0);
  const first = Array.from({ length: 10_000 }, (_, i) => at(i));
  expect(first).toEqual(Array.from({ length: 10_000 }, (_, i) => i));
  expect(Array.from({ length: 10_000 }, (_, i) => at(i))).toEqual(first);
  expect([pairs.of(0xffffffff, 0), pairs.of(0, 0xffffffff), pairs.size]).toEqual([10_000, 10_001, 10_002]);
});

describe('the trigram model', () => {
  it('writes nothing but what it was taught, where nothing branches', () => {
    const corpus = corpusOf(['a b c d']);
    const model = learnTrigrams(corpus, corpus.types);
    expect(documentsOf(writeDocuments(model, 10, sfc32(1, 1)))).toEqual([
      [0, 1, 2, 3],
      [0, 1, 2, 3],
      [0, 1],
    ]);
    expect(writeDocuments(model, 0, sfc32(1, 1)).words).toHaveLength(0);
  });

  it('goes on from two words as often as they were followed so', () => {
    // After "a b" comes c three times of four, d once; documents start with "a b" always.
    const corpus = corpusOf(['a b c', 'a b c', 'a b c', 'a b d']);
    const written = documentsOf(writeDocuments(learnTrigrams(corpus, corpus.types), 6_000, sfc32(3, 3)));
    const d = written.filter((document) => document[2] === 3).length / written.length;
    // Four standard deviations of a share of 2,000 draws.
    expect(Math.abs(d - 0.25)).toBeLessThan(0.039);
    expect(written.every(([a, b]) => a === 0 && b === 1)).toBe(true);
  });

  it('mixes documents where they share two words, and keeps to sequences of three that it was taught', () => {
    const corpus = corpusOf(['a b c d e', 'x b c y']);
    const written = documentsOf(writeDocuments(learnTrigrams(corpus, corpus.types), 200, sfc32(5, 5))).slice(0, -1);
    const texts = new Set(written.map(String));
    const [a, b, c, d, e, x, y] = [0, 1, 2, 3, 4, 5, 6];
    const crossings = [
      [a, b, c, d, e],
      [a, b, c, y],
      [x, b, c, y],
      [x, b, c, d, e],
    ].map(String);
    expect([...texts].sort()).toEqual(crossings.sort());
  });
});

describe('sentences', () => {
  const point = (typesKept: number) => ({
    generation: 1,
    typesKept,
    rareKept: 0,
    types: 1,
    hapaxShare: 0,
    distinct3: null,
    entropy: 0,
  });
  const curves: SimulationReport['curves'] = [
    { mode: 'replace', points: [point(0.413)] },
    { mode: 'mix', real: 0.1, points: [point(0.6199)] },
    { mode: 'accumulate', points: [point(1)] },
  ];

  it('say what each curve keeps, and all or nothing only where it is', () => {
    expect(simulationVerdict({ generations: 10, curves })).toBe(
      'After 10 generations, replacing keeps 41 % of the words, mixing in 10 % real text 62 %, accumulating all.',
    );
    const alone = (share: number) =>
      simulationVerdict({ generations: 1, curves: [{ mode: 'accumulate', points: [point(share)] }] });
    expect(alone(1)).toBe('After one generation, accumulating keeps all words.');
    expect(alone(0.999)).toBe('After one generation, accumulating keeps over 99 % of the words.');
    expect(alone(0.001)).toBe('After one generation, accumulating keeps under 1 % of the words.');
  });

  it('say what stands in for a language model, and what was drawn', () => {
    const drawn = { samples: 1200, ofSamples: 340_000, words: 999_000, ofWords: 280_000_000 };
    expect(simulationNotes('trigram', ['mix'], drawn)).toEqual([
      expect.stringContaining('forecasts nothing about a real model'),
      '1,200 of 340,000 samples were drawn by hash: 999,000 of 280,000,000 words.',
    ]);
    expect(simulationNotes('unigram', ['accumulate'], undefined).join(' ')).toMatch(/no order.*Accumulating/);
  });
});
