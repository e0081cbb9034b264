// Tokens of a byte-pair encoding: how much of a model's context the samples take.
import type { DrawnMetric, DrawnSample, Tools } from '../metric.ts';
import { histogram } from '../statistics/histogram.ts';
import { drawnPart, meanInterval } from '../statistics/subsample.ts';

const UNIT = 'tokens';

export const tokens: DrawnMetric = {
  id: 'tokens',
  about: {
    label: 'Tokens',
    unit: UNIT,
    group: 'size',
    format: 'compact',
    better: 'neither',
    explains: 'Tokens of this view as the o200k encoding of recent models counts them, without any chat template.',
    source:
      'byte-pair encoding o200k_base, special tokens counted as text; runs of more than 512 letters, signs or spaces are ' +
      'counted in parts. Above 16 MiB the mean of the drawn samples times the number of samples',
    cost: 'encodes the text, or 20,000 drawn samples above 16 MiB',
    sizeDependent: true,
    languages: 'any',
  },
  draw: { samples: 20_000, words: Number.MAX_SAFE_INTEGER, wholeBelowBytes: 16 * 2 ** 20 },
  measure(samples, of, tools) {
    if (samples.length === 0) return { value: null, unit: UNIT };
    return tokensValue(tokenCounts(samples, tools), of);
  },
};

/** Tokens per sample, segments counted one by one. */
export function tokenCounts(samples: readonly DrawnSample[], { countTokens }: Pick<Tools, 'countTokens'>): Uint32Array {
  return Uint32Array.from(samples, ({ segments }) => segments.reduce((sum, text) => sum + countTokens(text), 0));
}

/** The metric's value from the tokens of each drawn sample. */
export function tokensValue(counts: Uint32Array, of: number): ReturnType<DrawnMetric['measure']> {
  const n = counts.length;
  const total = counts.reduce((sum, x) => sum + x, 0);
  const scaled = () => {
    const mean = meanInterval(counts, of, [0, Number.POSITIVE_INFINITY]);
    return mean && ([mean[0] * of, mean[1] * of] satisfies [number, number]);
  };
  return {
    value: n < of ? (total / n) * of : total,
    unit: UNIT,
    detail: histogram(counts.slice().sort(), UNIT),
    ...drawnPart(n, of, scaled),
  };
}

/** Share of the samples that have more tokens than a context holds, 0..1. */
export function shareBeyond(counts: ArrayLike<number>, budget: number): number {
  if (counts.length === 0) return 0;
  let beyond = 0;
  for (let i = 0; i < counts.length; i++) if ((counts[i] as number) > budget) beyond++;
  return beyond / counts.length;
}
