// Self-repetition: mean over samples of ln(1 + Σ (df − 1)) over the sample's set of white-space 4-grams.
import { type Metric, stateless } from '../metric.ts';
import { repeatGramsOf } from '../tallies/repeatGrams.ts';
import { sampled } from './types.ts';

export const selfRepetition: Metric = {
  ...stateless,
  id: 'self-repetition',
  tallies: ['repeatGrams'],
  about: {
    label: 'Self-repetition',
    group: 'repetition',
    format: 'decimal',
    better: 'lower',
    explains: 'How often a sample’s four-word sequences come back in other samples, on a logarithmic scale.',
    source: 'Salkar et al. 2022',
  },
  finish(_, tallies, rows) {
    const n = rows.repeatMass.length;
    if (n === 0) return { value: null };
    let sum = 0;
    for (const mass of rows.repeatMass) sum += Math.log(1 + mass);
    const table = repeatGramsOf(tallies);
    return { value: sum / n, ...sampled(table.sizes[3] as number, table.level) };
  },
};
