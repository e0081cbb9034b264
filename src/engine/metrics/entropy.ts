// Unigram Shannon entropy.
import { type Metric, stateless } from '../metric.ts';
import { drawnTypes, sortedCounts, unigramsOf } from '../tallies/unigrams.ts';

export const entropy: Metric = {
  ...stateless,
  id: 'entropy',
  tallies: ['unigrams'],
  about: {
    label: 'Entropy',
    unit: 'bits',
    group: 'variety',
    format: 'decimal',
    better: 'higher',
    explains: 'How hard the next word is to guess from word counts alone.',
    source: 'Shannon 1948, −Σ p log₂ p over word types',
    cost: 'reads the word counts',
    sizeDependent: true,
    languages: 'any',
  },
  finish(_, tallies) {
    // Sorted, so that the sum does not depend on the table's order.
    const counts = sortedCounts(tallies);
    let total = 0;
    for (const n of counts) total += n;
    // A drawn vocabulary may lack the commonest words: no entropy then.
    if (total === 0 || unigramsOf(tallies).level > 0) return { value: null, unit: 'bits', ...drawnTypes(tallies) };
    let bits = 0;
    for (const n of counts) bits -= (n / total) * Math.log2(n / total);
    return { value: bits, unit: 'bits' };
  },
};
