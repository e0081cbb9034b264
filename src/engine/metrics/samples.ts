// Number of samples of a view.
import { type Metric, stateless } from '../metric.ts';
import { countsOf } from '../tallies/counts.ts';

export const samples: Metric = {
  ...stateless,
  id: 'samples',
  tallies: ['counts'],
  about: {
    label: 'Samples',
    unit: 'samples',
    group: 'size',
    format: 'integer',
    better: 'neither',
    explains: 'Samples that hold this view.',
    source: 'count',
    cost: 'counts while reading',
    sizeDependent: true,
    languages: 'any',
  },
  finish: (_, tallies) => ({ value: countsOf(tallies).samples, unit: 'samples' }),
};
