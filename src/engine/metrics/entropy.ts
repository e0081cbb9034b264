// Unigram Shannon entropy.
import { type Metric, stateless } from '../metric.ts';
import { sortedCounts } from '../tallies/unigrams.ts';

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
  },
  finish(_, tallies) {
    // Sorted, so that the sum does not depend on the table's order.
    const counts = sortedCounts(tallies);
    let total = 0;
    for (const n of counts) total += n;
    if (total === 0) return { value: null, unit: 'bits' };
    let bits = 0;
    for (const n of counts) bits -= (n / total) * Math.log2(n / total);
    return { value: bits, unit: 'bits' };
  },
};
