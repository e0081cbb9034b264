// Ranges of measured corpora.
import { describe, expect, it } from 'vitest';
import { isComparable, STANDARD_WORDS } from '../../../src/engine/budget.ts';
import { contextFor, type MeasuredTable } from '../../../src/engine/context/context.ts';
import { MEASURED } from '../../../src/engine/context/measured.ts';
import { METRICS } from '../../../src/engine/registry.ts';

const corpus = (label: 'human' | 'llm', kind: 'answers' | 'documents') => ({ name: '', label, kind, samples: 1 });
const table: MeasuredTable = {
  corpora: [
    ...[1, 2, 3].map(() => corpus('human', 'documents')),
    ...[1, 2, 3].map(() => corpus('human', 'answers')),
    ...[1, 2, 3].map(() => corpus('llm', 'answers')),
  ],
  values: {
    10000: { m: [1, 2, 3, 11, 12, 13, 21, 22, 23] },
    50000: { m: [1, 2, 3, 11, 12, null, 21, 22, 23], thin: [1, 2, 3, 4, 5, 6, 7, null, null] },
  },
};

describe('the context of a value', () => {
  it('is the 10th to the 90th percentile of all corpora, human and LLM apart', () => {
    // Human values 1, 2, 3, 11, 12, 13: places 0.1 × 5 and 0.9 × 5, counted from 0.
    expect(contextFor('text', 'm', 10_000, table)).toEqual({ words: 10_000, human: [1.5, 12.5], llm: [21.2, 22.8] });
  });

  it('is that of answers for prompts and responses, where enough were measured', () => {
    expect(contextFor('response', 'm', 10_000, table)?.human[0]).toBeCloseTo(11.2);
    expect(contextFor('response', 'm', 50_000, table)?.human[0]).toBeCloseTo(1.4);
  });

  it('is missing where too few corpora hold so many words, and for unknown metrics', () => {
    expect(contextFor('text', 'thin', 50_000, table)).toBeNull();
    expect(contextFor('text', 'none', 50_000, table)).toBeNull();
    expect(contextFor('text', 'm', 20_000, table)).toBeNull();
  });
});

describe('the measured table', () => {
  it('holds every metric that can be compared, one value per corpus', () => {
    for (const words of STANDARD_WORDS) {
      const values = MEASURED.values[words]!;
      for (const { id, about } of METRICS) {
        if (isComparable(id, about))
          expect(values[id], `${id}: run \`npm run context\``).toHaveLength(MEASURED.corpora.length);
      }
    }
  });

  it('puts human abstracts above LLM abstracts in distinct-3, as published', () => {
    const at = (name: string) =>
      MEASURED.values[10_000]!['distinct-3']![MEASURED.corpora.findIndex((c) => c.name === name)]!;
    expect(at('arxiv_human_100.jsonl')).toBeGreaterThan(at('arxiv_llm_100.jsonl') + 0.05);
  });
});
