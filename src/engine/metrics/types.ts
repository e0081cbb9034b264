// Number of different words of a view.
import { type Metric, stateless } from '../metric.ts';
import { typesOf, unigramsOf } from '../tallies/unigrams.ts';

export const types: Metric = {
  ...stateless,
  id: 'types',
  tallies: ['unigrams'],
  about: {
    label: 'Types',
    unit: 'words',
    group: 'size',
    format: 'compact',
    better: 'higher',
    explains: 'Different words, lower-cased; grows with the size of the corpus.',
    source: 'count',
  },
  finish: (_, tallies) => ({
    value: typesOf(tallies),
    unit: 'words',
    ...sampled(unigramsOf(tallies).sizes[0] as number, unigramsOf(tallies).level),
  }),
};

/** Says that a count rests on kept hashes only; nothing at level 0. */
export function sampled(kept: number, level: number): { drawn?: { n: number; of: number; unit: 'n-grams' } } {
  return level === 0 ? {} : { drawn: { n: kept, of: kept * 2 ** level, unit: 'n-grams' } };
}
