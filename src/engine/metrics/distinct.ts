// Distinct-n: unique / total word n-grams; n-grams never cross a sample.
import { type Metric, stateless } from '../metric.ts';
import { distinctGrams } from '../sketch/gramTable.ts';
import { sampled } from '../tallies/sampled.ts';
import { drawnTypes, typesOf } from '../tallies/unigrams.ts';
import { wordGramsOf } from '../tallies/wordGrams.ts';

const NAMES = ['words', 'word pairs', 'three-word sequences', 'four-word sequences'];

function distinct(n: number): Metric {
  return {
    ...stateless,
    id: `distinct-${n}`,
    tallies: n === 1 ? ['unigrams', 'wordGrams'] : ['wordGrams'],
    about: {
      label: `Distinct-${n}`,
      group: 'variety',
      format: 'ratio',
      better: 'higher',
      explains: `Share of the ${NAMES[n - 1]} that are different; falls as a corpus grows.`,
      source: 'Li et al. 2016',
      cost: 'one to three table look-ups per word',
      sizeDependent: true,
      languages: 'any',
    },
    finish(_, tallies) {
      const { table: fours, short, totals } = wordGramsOf(tallies);
      const table = n === 4 ? fours : short;
      const total = totals[n - 1] as number;
      if (total === 0) return { value: null };
      if (n === 1) return { value: Math.min(1, typesOf(tallies) / total), ...drawnTypes(tallies) };
      const value = Math.min(1, distinctGrams(table, n) / total);
      return { value, ...sampled(table.sizes[n - 1] as number, table.level) };
    },
  };
}

export const distinctN: readonly Metric[] = [1, 2, 3, 4].map(distinct);
