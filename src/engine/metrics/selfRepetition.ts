// Self-repetition: mean over samples of ln(1 + Σ (df − 1)) over the sample's set of white-space 4-grams.
import { type Metric, type RowScores, stateless } from '../metric.ts';
import type { Interval } from '../report.ts';
import { sampled } from '../tallies/sampled.ts';
import { spacedGramsOf } from '../tallies/spacedGrams.ts';

export const selfRepetition: Metric = {
  ...stateless,
  id: 'self-repetition',
  tallies: ['spacedGrams'],
  about: {
    label: 'Self-repetition',
    group: 'repetition',
    format: 'decimal',
    better: 'lower',
    explains: 'How often a sample’s four-word sequences come back in other samples, on a logarithmic scale.',
    source: 'Salkar et al. 2022',
    cost: 'one table look-up per word, and one more in 16 MiB of drawn blocks',
    sizeDependent: true,
    languages: 'spaced',
  },
  finish(_, tallies, rows) {
    const of = rows.repeatMass.length;
    const { level, sizes } = spacedGramsOf(tallies).table;
    const kept = sampled(sizes[3] as number, level);
    if (level > 0 && meanWords(rows) / 2 ** level < LEAST_DRAWN) return { value: null, ...kept };
    let n = 0;
    let sum = 0;
    let squares = 0;
    for (const mass of rows.repeatMass) {
      if (Number.isNaN(mass)) continue;
      const x = Math.log(1 + mass);
      n++;
      sum += x;
      squares += x * x;
    }
    if (n === 0) return { value: null };
    const mean = sum / n;
    if (n === of) return { value: mean, ...kept };
    // The mean of drawn samples, without replacement.
    const error = Math.sqrt((Math.max(0, squares / n - mean * mean) / Math.max(1, n - 1)) * (1 - n / of));
    const interval: Interval = [Math.max(0, mean - Z95 * error), mean + Z95 * error];
    return { value: mean, drawn: { n, of, unit: 'samples' }, interval };
  },
};

const Z95 = 1.96;
/** Drawn 4-grams per sample below which the logarithm of their sum is biased beyond use. */
const LEAST_DRAWN = 100;

function meanWords({ words }: RowScores): number {
  let sum = 0;
  for (const n of words) sum += n;
  return sum / words.length;
}
