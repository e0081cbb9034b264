// Number of different words of a view.
import { type Metric, stateless } from '../metric.ts';
import { drawnTypes, typesOf } from '../tallies/unigrams.ts';

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
    cost: 'one table look-up per word',
    sizeDependent: true,
    languages: 'any',
  },
  finish: (_, tallies) => ({
    value: typesOf(tallies),
    unit: 'words',
    ...drawnTypes(tallies),
  }),
};
