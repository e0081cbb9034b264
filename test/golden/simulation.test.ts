// The reference experiment of collapse by resampling, and the order of the three modes, on texts that people wrote.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { simulateMode } from '../../src/engine/compare/simulation/simulateMode.ts';
import { SIMULATION_MODES } from '../../src/engine/compare/simulationReport.ts';
import { dataPath, describeWithData, hasData } from '../helpers/data.ts';
import { corpusOf } from '../unit/engine/simulation/support.ts';

const SEEDS = [1, 2, 3, 4, 5];

function linesOf(...path: string[]): string[] {
  return hasData
    ? readFileSync(dataPath(...path), 'utf8')
        .trimEnd()
        .split('\n')
    : [];
}

describeWithData('resampling from the own words', () => {
  const corpus = corpusOf(linesOf('demo', 'plain', 'one_document_per_line.txt'));

  it('reads the corpus as the reference tokeniser does', () => {
    expect([corpus.words.length, corpus.types]).toEqual([95_360, 7_951]);
  });

  // Share of the types present after ten draws with replacement; the reference values hold ± 0.01 over seeds.
  it.each([
    ['replace', 0, 0.41],
    ['mix', 0.1, 0.62],
    ['mix', 0.9, 0.82],
    ['accumulate', 0, 1],
  ] as const)('%s with %d real text keeps %d of the types', (mode, real, expected) => {
    // Accumulating keeps all by construction: no seed can change that.
    const kept = (mode === 'accumulate' ? [1] : SEEDS).map(
      (seed) => simulateMode(corpus, { model: 'unigram', mode, generations: 10, real, seed })?.at(-1)?.typesKept ?? 0,
    );
    for (const share of kept) expect(Math.abs(share - expected), kept.join(', ')).toBeLessThanOrEqual(0.02);
  });
});

describeWithData('resampling from the own trigrams', () => {
  const answers = (name: string) =>
    linesOf('demo', name).flatMap((line) => {
      const row = JSON.parse(line);
      return [row.response ?? row.output ?? row.text ?? row.messages.at(-1).content];
    });
  /** Texts from the whole file, about 25,000 words together: the larger the corpus, the clearer the order. */
  const some = (texts: readonly string[]) => {
    const words = texts.reduce((n, text) => n + text.split(' ').length, 0);
    const every = Math.ceil(words / 25_000);
    return texts.filter((_, i) => i % every === 0);
  };
  const corpora = [
    ['documents', () => linesOf('demo', 'plain', 'one_document_per_line.txt')],
    ['answers to instructions', () => answers('instruct_alpaca_fields.jsonl')],
    ['answers of role play', () => answers('instruct_gpteacher_roleplay.jsonl')],
  ] as const;

  it.each(corpora)('keeps least when replaced, more with real text, most accumulated: %s', (_, texts) => {
    const corpus = corpusOf(some(texts()));
    expect(corpus.words.length).toBeGreaterThan(15_000);
    for (const seed of SEEDS.slice(0, 2)) {
      const [replace, mix, accumulate] = SIMULATION_MODES.map((mode) =>
        simulateMode(corpus, { model: 'trigram', mode, generations: 6, real: 0.1, seed })?.at(-1),
      );
      for (const measure of ['typesKept', 'rareKept', 'types', 'distinct3', 'entropy'] as const) {
        const values = [replace, mix, accumulate].map((point) => point?.[measure] ?? 0);
        expect(values[0], `${measure}, seed ${seed}`).toBeLessThan(values[1] as number);
        expect(values[1], `${measure}, seed ${seed}`).toBeLessThan(values[2] as number);
      }
    }
  });
});
