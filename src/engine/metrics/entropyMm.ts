// Unigram entropy with the correction of Miller and Madow for words that a small corpus has not met.
import { type Metric, stateless } from '../metric.ts';
import { drawnTypes, sortedCounts, unigramsOf } from '../tallies/unigrams.ts';

/** Entropy in bits of a distribution that was seen through these counts: H + (V − 1) / (2 N ln 2); null without counts. */
export function millerMadow(counts: ArrayLike<number>): number | null {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i] as number;
  if (total === 0) return null;
  let bits = 0;
  for (let i = 0; i < counts.length; i++) {
    const p = (counts[i] as number) / total;
    bits -= p * Math.log2(p);
  }
  return bits + (counts.length - 1) / (2 * total * Math.LN2);
}

export const entropyMm: Metric = {
  ...stateless,
  id: 'entropy-mm',
  tallies: ['unigrams'],
  about: {
    label: 'Entropy, corrected',
    unit: 'bits',
    group: 'variety',
    format: 'decimal',
    better: 'higher',
    explains: 'Entropy with a correction for words that a small corpus has not met yet.',
    source: 'Miller 1955 (Miller–Madow), H + (types − 1) / (2 · words · ln 2)',
    cost: 'reads the word counts',
    sizeDependent: true,
    languages: 'any',
  },
  finish(_, tallies) {
    // A drawn vocabulary may lack the commonest words: no entropy then.
    if (unigramsOf(tallies).level > 0) return { value: null, unit: 'bits', ...drawnTypes(tallies) };
    return { value: millerMadow(sortedCounts(tallies)), unit: 'bits' };
  },
};
