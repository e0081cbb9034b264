// Type–token ratio: different words / words.
import { type Metric, stateless } from '../metric.ts';
import { countsOf } from '../tallies/counts.ts';
import { drawnTypes, typesOf } from '../tallies/unigrams.ts';

/** Types / words, 0..1; null without words. An estimate of the types may lie above the words. */
export function typeTokenRatio(types: number, words: number): number | null {
  return words === 0 ? null : Math.min(1, types / words);
}

export const ttr: Metric = {
  ...stateless,
  id: 'ttr',
  tallies: ['counts', 'unigrams'],
  about: {
    label: 'Type–token ratio',
    group: 'variety',
    format: 'ratio',
    better: 'higher',
    explains: 'Different words per word; falls as a corpus grows, so compare it at an equal number of words only.',
    source: 'types / words',
    cost: 'reads the word counts',
    sizeDependent: true,
    languages: 'any',
  },
  finish: (_, tallies) => ({
    value: typeTokenRatio(typesOf(tallies), countsOf(tallies).words),
    ...drawnTypes(tallies),
  }),
};
