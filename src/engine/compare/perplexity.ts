// How surprising samples are to a trigram model of the reference, sample by sample.
import { quantileSorted } from 'simple-statistics';
import { KneserNey } from './kneserNey.ts';
import type { SamplePool } from './pool.ts';

export const FOLDS = 5;
const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];
const BINS = 32;

/** The fold of a sample; copies share it, whatever step they stand in. */
export function foldOf(pool: SamplePool, sample: number): number {
  return Math.floor(pool.content[sample] as number) % FOLDS;
}

/**
 * Writes log₂ of the perplexity per word of every sample of one fold to `out` (NaN for samples without words), under a model of the reference's samples
 * in the other folds. So no sample meets a model that was trained on it or on a copy of it, and the models of all steps are equally large.
 */
export function foldPerplexities(
  pool: SamplePool,
  fold: number,
  out: Float64Array,
  stopped: () => boolean = () => false,
): void {
  const reference = pool.first[1] as number;
  const model = new KneserNey(pool, (s) => s < reference && foldOf(pool, s) !== fold);
  for (let s = 0; s + 1 < pool.offsets.length && !stopped(); s++) {
    if (foldOf(pool, s) !== fold) continue;
    const end = pool.offsets[s + 1] as number;
    let begin = pool.offsets[s] as number;
    const words = end - begin;
    let sum = 0;
    for (let at = begin; at < end; at++) {
      if (pool.starts[at] === 1) begin = at;
      sum += model.logProbability(at, begin);
    }
    out[s] = words === 0 ? Number.NaN : -sum / words / Math.LN2;
  }
}

export interface PerplexityOf {
  readonly edges: number[];
  readonly counts: number[];
  readonly quantiles: number[];
  readonly samples: number;
  readonly crossFitted: boolean;
}

/** Histograms with shared edges, one per step; undefined for a step without a measured sample. `values`: log₂ by sample of the pool. */
export function perplexityHistograms(pool: SamplePool, values: Float64Array): (PerplexityOf | undefined)[] {
  const known = values.filter((x) => !Number.isNaN(x)).sort();
  if (known.length === 0) return Array.from({ length: pool.first.length - 1 }, () => undefined);
  const low = Math.floor(quantileSorted(Array.from(known), 0.001) * 4) / 4;
  const high = Math.ceil(quantileSorted(Array.from(known), 0.999) * 4) / 4;
  const step = niceStep((high - low) / BINS);
  const bins = Math.max(1, Math.ceil((high - low) / step));
  const edges = Array.from({ length: bins + 1 }, (_, i) => low + i * step);
  return Array.from({ length: pool.first.length - 1 }, (_, i) => {
    const own = values
      .slice(pool.first[i], pool.first[i + 1])
      .filter((x) => !Number.isNaN(x))
      .sort();
    if (own.length === 0) return undefined;
    const counts = new Array<number>(bins).fill(0);
    for (const x of own) {
      const bin = Math.min(bins - 1, Math.max(0, Math.floor((x - low) / step)));
      counts[bin] = (counts[bin] as number) + 1;
    }
    const quantiles = QUANTILES.map((q) => 2 ** quantileSorted(Array.from(own), q));
    return { edges, counts, quantiles, samples: own.length, crossFitted: true };
  });
}

/** Quarters, halves, wholes: round borders on a scale of octaves. */
function niceStep(x: number): number {
  let step = 0.0625;
  while (step < x) step *= 2;
  return step;
}
