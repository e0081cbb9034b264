// Words per sample, as histograms with shared edges.
import { medianSorted } from 'simple-statistics';
import { histogram } from '../statistics/histogram.ts';

export interface LengthsOf {
  readonly median: number;
  readonly edges: number[];
  readonly counts: number[];
}

/** One per step, of all its samples; undefined for a step without samples. */
export function lengthHistograms(steps: readonly ArrayLike<number>[]): (LengthsOf | undefined)[] {
  const sorted = steps.map((words) => Float64Array.from(words).sort());
  const all = new Float64Array(sorted.reduce((n, s) => n + s.length, 0));
  let at = 0;
  for (const s of sorted) {
    all.set(s, at);
    at += s.length;
  }
  const { edges } = histogram(all.sort(), 'words');
  const step = edges[1] as number;
  return sorted.map((own) => {
    if (own.length === 0) return undefined;
    const counts = new Array<number>(edges.length - 1).fill(0);
    for (const x of own) {
      const bin = Math.min(counts.length - 1, Math.floor(x / step));
      counts[bin] = (counts[bin] as number) + 1;
    }
    return { median: medianSorted(Array.from(own)), edges: [...edges], counts };
  });
}
