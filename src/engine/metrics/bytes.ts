// Number of bytes of a view.
import { type Metric, stateless } from '../metric.ts';
import { countsOf } from '../tallies/counts.ts';

export const bytes: Metric = {
  ...stateless,
  id: 'bytes',
  tallies: ['counts'],
  about: {
    label: 'Bytes',
    unit: 'bytes',
    better: 'neither',
    explains: 'Size of the text of this view in UTF-8, without the rest of the row.',
    source: 'count',
  },
  finish: (_, tallies) => ({ value: countsOf(tallies).bytes, unit: 'bytes' }),
};
