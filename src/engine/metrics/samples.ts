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
    better: 'neither',
    explains: 'Rows in which this view was found.',
    source: 'count',
  },
  finish: (_, tallies) => ({ value: countsOf(tallies).samples, unit: 'samples' }),
};
