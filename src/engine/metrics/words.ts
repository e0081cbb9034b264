// Number of words of a view.
import { type Metric, stateless } from '../metric.ts';
import { countsOf } from '../tallies/counts.ts';

export const words: Metric = {
  ...stateless,
  id: 'words',
  tallies: ['counts'],
  about: {
    label: 'Words',
    unit: 'words',
    group: 'size',
    format: 'compact',
    better: 'neither',
    explains: 'Runs of letters, marks and digits; scripts without spaces are segmented.',
    source: 'count',
    cost: 'counts while reading',
    sizeDependent: true,
    languages: 'any',
  },
  finish: (_, tallies) => ({ value: countsOf(tallies).words, unit: 'words' }),
};
