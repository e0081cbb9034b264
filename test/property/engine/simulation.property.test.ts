// What holds of every simulation.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MODELS, type ModelName } from '../../../src/engine/compare/simulation/models.ts';
import { drawDocuments } from '../../../src/engine/compare/simulation/numberedText.ts';
import { simulateMode } from '../../../src/engine/compare/simulation/simulateMode.ts';
import { SIMULATION_MODES } from '../../../src/engine/compare/simulationReport.ts';
import { sfc32 } from '../../../src/engine/statistics/sfc32.ts';
import { corpusOf, documentsOf } from '../../unit/engine/simulation/support.ts';

const word = fc.nat(60).map((n) => `w${Math.floor(n ** 1.3)}`);
const document = fc.array(word, { minLength: 1, maxLength: 12 }).map((list) => list.join(' '));
const corpus = fc.array(document, { minLength: 1, maxLength: 20 }).map(corpusOf);
const model = fc.constantFrom<ModelName>('unigram', 'trigram');
const mode = fc.constantFrom(...SIMULATION_MODES);
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const real = fc.double({ min: 0, max: 1, noNaN: true });
const asked = fc.record({ model, mode, seed, real, generations: fc.integer({ min: 1, max: 5 }) });

it('a generation has as many words as the corpus, all of them words of what it was drawn from, and no empty document', () => {
  fc.assert(
    fc.property(corpus, model, seed, real, (corpus, model, seed, share) => {
      const from = drawDocuments(corpus, Math.ceil(corpus.words.length / 2), sfc32(seed, 1));
      const real = Math.round(share * corpus.words.length);
      const drawn = MODELS[model]({ from, real }, corpus, sfc32(seed, 2));
      expect(drawn.words).toHaveLength(corpus.words.length);
      expect(drawn.starts[0]).toBe(0);
      expect(drawn.starts.at(-1)).toBe(corpus.words.length);
      for (const words of documentsOf(drawn)) expect(words.length).toBeGreaterThan(0);
      const known = new Set(from.words);
      const strange = drawn.words.filter((w) => !known.has(w)).length;
      expect(strange).toBeLessThanOrEqual(real);
    }),
  );
});

it('the first point is the corpus; shares are shares; a type that is gone stays gone without real text', () => {
  fc.assert(
    fc.property(corpus, asked, (corpus, asked) => {
      const points = simulateMode(corpus, asked) ?? [];
      expect(points.map((p) => p.generation)).toEqual(Array.from({ length: asked.generations + 1 }, (_, i) => i));
      expect(points[0]).toMatchObject({ typesKept: 1, rareKept: 1, types: corpus.types });
      for (const [i, point] of points.entries()) {
        for (const share of [point.typesKept, point.rareKept, point.hapaxShare, point.distinct3 ?? 0]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        expect(point.types).toBeGreaterThan(0);
        expect(point.types).toBeLessThanOrEqual(Math.round(point.typesKept * corpus.types));
        if (asked.mode === 'accumulate') expect([point.typesKept, point.rareKept]).toEqual([1, 1]);
        const before = points[i - 1];
        if (asked.mode === 'replace' && before) expect(point.typesKept).toBeLessThanOrEqual(before.typesKept);
      }
    }),
  );
});

it('the same seed gives the same numbers, another seed others', () => {
  const text = corpusOf(Array.from({ length: 40 }, (_, i) => `t${i} u${i % 7} v${i % 11} x${i % 5} y${i * i}`));
  fc.assert(
    fc.property(asked, (asked) => {
      expect(JSON.stringify(simulateMode(text, asked))).toBe(JSON.stringify(simulateMode(text, asked)));
    }),
    { numRuns: 30 },
  );
  const kept = (seed: number) =>
    simulateMode(text, { model: 'trigram', mode: 'replace', real: 0, generations: 5, seed })?.at(-1);
  expect(new Set([1, 2, 3, 4, 5, 6].map((seed) => JSON.stringify(kept(seed)))).size).toBeGreaterThan(3);
});

it('stops between generations when it is told to', () => {
  let calls = 0;
  const stopped = simulateMode(
    corpusOf(['a b c']),
    { model: 'unigram', mode: 'replace', real: 0, generations: 9, seed: 1 },
    () => ++calls < 3,
  );
  expect([stopped, calls]).toEqual([null, 3]);
});

it('more real text keeps more, on average over seeds', () => {
  const text = corpusOf(
    Array.from({ length: 60 }, (_, i) => `a${i} the b${i % 20} of c${i % 9} and d${(i * 7) % 31} e${i}`),
  );
  for (const model of ['unigram', 'trigram'] as const) {
    const mean = (real: number) => {
      let sum = 0;
      for (let seed = 0; seed < 40; seed++) {
        sum += simulateMode(text, { model, mode: 'mix', real, generations: 6, seed })?.at(-1)?.typesKept ?? 0;
      }
      return sum / 40;
    };
    const means = [0, 0.1, 0.3, 0.6, 1].map(mean);
    expect(means, `${model}: ${means.join(', ')}`).toEqual([...means].sort((a, b) => a - b));
  }
});
