// Novelty of the samples: mean and histogram. The definition of a sample's novelty stands in scoring/novelty.ts.
import { type Metric, stateless } from '../metric.ts';
import { sampled } from '../tallies/sampled.ts';
import { wordGramsOf } from '../tallies/wordGrams.ts';

const BINS = 20;

export const novelty: Metric = {
  ...stateless,
  id: 'novelty',
  tallies: ['wordGrams'],
  about: {
    label: 'Novelty',
    group: 'novelty',
    format: 'decimal',
    statistic: 'mean',
    better: 'higher',
    explains: 'Share of a sample’s four-word sequences that no other sample holds; near-duplicates count as one.',
    source:
      'share of distinct 4-grams outside all other clusters, boilerplate left out ' +
      '(100 human and 100 LLM abstracts: 0.9788, 0.9266; with boilerplate 0.9770, 0.9231)',
    cost: 'one table look-up per word in each pass',
    sizeDependent: true,
    languages: 'any',
  },
  finish(_, tallies, rows) {
    const counts = new Array<number>(BINS).fill(0);
    let n = 0;
    let sum = 0;
    for (const x of rows.novelty) {
      if (Number.isNaN(x)) continue;
      const bin = Math.min(BINS - 1, Math.floor(x * BINS));
      counts[bin] = (counts[bin] as number) + 1;
      sum += x;
      n++;
    }
    if (n === 0) return { value: null };
    const edges = Array.from({ length: BINS + 1 }, (_x, i) => i / BINS);
    const { table } = wordGramsOf(tallies);
    return {
      value: sum / n,
      detail: { type: 'histogram', edges, counts, unit: 'novelty' },
      ...sampled(table.sizes[3] as number, table.level),
    };
  },
};
