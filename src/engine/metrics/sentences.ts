// Number of sentences of a view.
import { type Metric, stateless } from '../metric.ts';
import { countsOf } from '../tallies/counts.ts';

export const sentences: Metric = {
  ...stateless,
  id: 'sentences',
  tallies: ['counts'],
  about: {
    label: 'Sentences',
    unit: 'sentences',
    group: 'size',
    format: 'compact',
    better: 'neither',
    explains: 'Stretches that end in a full stop, question mark, exclamation mark or blank line.',
    source: 'count',
    cost: 'one scan of the text',
    sizeDependent: true,
    languages: 'any',
  },
  finish: (_, tallies) => ({ value: countsOf(tallies).sentences, unit: 'sentences' }),
};
