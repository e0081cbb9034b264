// Share of the word types that occur once.
import { type Metric, stateless } from '../metric.ts';
import { drawnTypes, sortedCounts } from '../tallies/unigrams.ts';

export const hapaxShare: Metric = {
  ...stateless,
  id: 'hapax-share',
  tallies: ['unigrams'],
  about: {
    label: 'Hapax share',
    group: 'variety',
    format: 'ratio',
    better: 'higher',
    explains: 'Share of the different words that occur only once.',
    source: 'hapax legomena / types',
    cost: 'reads the word counts',
    sizeDependent: true,
    languages: 'any',
  },
  finish(_, tallies) {
    const counts = sortedCounts(tallies);
    if (counts.length === 0) return { value: null };
    const first = counts.indexOf(1);
    return { value: first < 0 ? 0 : (counts.length - first) / counts.length, ...drawnTypes(tallies) };
  },
};
