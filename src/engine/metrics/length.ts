// Words per sample: median and histogram.
import { quantileSorted } from 'simple-statistics';
import { type Metric, stateless } from '../metric.ts';
import { histogram } from '../statistics/histogram.ts';

export const length: Metric = {
  ...stateless,
  id: 'length',
  tallies: [],
  about: {
    label: 'Length',
    unit: 'words',
    group: 'shape',
    format: 'integer',
    statistic: 'median',
    better: 'neither',
    explains: 'Samples by number of words.',
    source: 'median',
    cost: 'reads the scored samples',
    sizeDependent: false,
    languages: 'any',
  },
  finish(_, __, rows) {
    const sorted = rows.words.slice().sort();
    if (sorted.length === 0) return { value: null, unit: 'words' };
    const value = quantileSorted(Array.from(sorted), 0.5);
    return { value, unit: 'words', detail: histogram(sorted, 'words') };
  },
};
