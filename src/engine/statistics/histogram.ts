// Histograms with round borders.
import { quantileSorted } from 'simple-statistics';
import type { Detail } from '../report.ts';

const BINS = 24;

/** Non-negative numbers, sorted, in about 24 bins; the last one takes what lies beyond twice the 95th percentile. */
export function histogram(sorted: ArrayLike<number>, unit: string): Extract<Detail, { type: 'histogram' }> {
  const max = sorted[sorted.length - 1] ?? 0;
  // A few very long samples must not squeeze all others into one bin.
  const top = sorted.length === 0 ? 10 : Math.min(max, Math.max(10, 2 * quantileSorted(Array.from(sorted), 0.95)));
  const step = niceStep(top / BINS);
  const bins = Math.max(1, Math.ceil((top + 1) / step));
  const edges = Array.from({ length: bins + 1 }, (_x, i) => i * step);
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < sorted.length; i++) {
    const bin = Math.min(bins - 1, Math.floor((sorted[i] as number) / step));
    counts[bin] = (counts[bin] as number) + 1;
  }
  edges[bins] = Math.max(edges[bins] as number, max);
  return { type: 'histogram', edges, counts, unit };
}

/** The next of 1, 2, 5, 10, 20, 50 … that is at least `x`. */
function niceStep(x: number): number {
  let step = 1;
  for (let i = 0; step < x; i++) step = (i % 3 === 1 ? 2.5 : 2) * step;
  return step;
}
