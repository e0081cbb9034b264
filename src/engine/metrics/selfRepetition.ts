// Self-repetition: mean over samples of ln(1 + Σ (df − 1)) over the sample's set of white-space 4-grams.
import { type Metric, type RowScores, stateless } from '../metric.ts';
import { repeatGramsOf } from '../tallies/repeatGrams.ts';
import { sampled } from '../tallies/sampled.ts';

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
    cost: 'one table look-up per word in each pass',
    sizeDependent: true,
    languages: 'spaced',
  },
  finish(_, tallies, rows) {
    const n = rows.repeatMass.length;
    if (n === 0) return { value: null };
    const { level, sizes } = repeatGramsOf(tallies);
    const drawn = sampled(sizes[3] as number, level);
    if (level > 0 && meanWords(rows) / 2 ** level < LEAST_DRAWN) return { value: null, ...drawn };
    let sum = 0;
    for (const mass of rows.repeatMass) sum += Math.log(1 + mass);
    return { value: sum / n, ...drawn };
  },
};

/** Drawn 4-grams per sample below which the logarithm of their sum is biased beyond use. */
const LEAST_DRAWN = 100;

function meanWords({ words }: RowScores): number {
  let sum = 0;
  for (const n of words) sum += n;
  return sum / words.length;
}
