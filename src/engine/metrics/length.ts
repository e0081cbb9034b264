// Words per sample: median and histogram.
import { quantileSorted } from 'simple-statistics';
import { type Metric, stateless } from '../metric.ts';

const BINS = 24;

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
    const max = sorted[sorted.length - 1] as number;
    // A few very long samples must not squeeze all others into one bin: the last bin takes what is beyond.
    const top = Math.min(max, Math.max(10, 2 * quantileSorted(Array.from(sorted), 0.95)));
    const step = niceStep(top / BINS);
    const bins = Math.max(1, Math.ceil((top + 1) / step));
    const edges = Array.from({ length: bins + 1 }, (_x, i) => i * step);
    const counts = new Array<number>(bins).fill(0);
    for (const n of sorted) {
      const bin = Math.min(bins - 1, Math.floor(n / step));
      counts[bin] = (counts[bin] as number) + 1;
    }
    edges[bins] = Math.max(edges[bins] as number, max);
    const value = quantileSorted(Array.from(sorted), 0.5);
    return { value, unit: 'words', detail: { type: 'histogram', edges, counts, unit: 'words' } };
  },
};

/** The next of 1, 2, 5, 10, 20, 50 … that is at least `x`. */
function niceStep(x: number): number {
  let step = 1;
  for (let i = 0; step < x; i++) step = (i % 3 === 1 ? 2.5 : 2) * step;
  return step;
}
