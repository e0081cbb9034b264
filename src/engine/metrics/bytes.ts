// Number of bytes of a view.
import { type Metric, stateless } from '../metric.ts';
import { countsOf } from '../tallies/counts.ts';

export const bytes: Metric = {
  ...stateless,
  id: 'bytes',
  tallies: ['counts'],
  about: {
    label: 'Text',
    unit: 'bytes',
    group: 'size',
    format: 'bytes',
    better: 'neither',
    explains: 'UTF-8 bytes of this view’s text, without the rest of the row.',
    source: 'count',
    cost: 'counts while reading',
    sizeDependent: true,
    languages: 'any',
  },
  finish: (_, tallies) => ({ value: countsOf(tallies).bytes, unit: 'bytes' }),
};
