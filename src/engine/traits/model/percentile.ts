// Where a score stands among cross-fitted scores of human texts of one kind and about one length.
import type { TraitModel } from './model.ts';

type Quantiles = TraitModel['quantiles'];

/** 0..100, on a line between the stored quantiles; NaN where the kind was not measured. */
export function percentileOf(quantiles: Quantiles, kind: number, words: number, score: number): number {
  const stored = nearestBand(quantiles, kind, words);
  if (!stored || Number.isNaN(score)) return Number.NaN;
  const last = stored.length - 1;
  if (score < (stored[0] as number)) return 0;
  if (score >= (stored[last] as number)) return 100;
  let i = 0;
  while ((stored[i + 1] as number) <= score) i++;
  const low = stored[i] as number;
  const high = stored[i + 1] as number;
  return (100 * (i + (score - low) / (high - low))) / last;
}

/** The quantiles of the band of this length, or of the nearest band that was measured. */
function nearestBand({ bands, kinds }: Quantiles, kind: number, words: number): readonly number[] | null {
  const own = kinds[kind];
  if (!own) return null;
  let band = 0;
  while (band + 1 < bands.length && (bands[band + 1] as number) <= words) band++;
  for (let step = 0; step < bands.length; step++) {
    const found = own[band - step] ?? own[band + step];
    if (found) return found;
  }
  return null;
}
