// The curve of marginal gains: how much each further sample adds, thinned to what a chart can show, and where it flattens.
import type { Choice } from './greedy.ts';
import type { MixtureReport } from './report.ts';

const MOST_POINTS = 200;
/** The curve is flat where the gain is below this share of the mean of the first tenth. */
const FLAT = 0.1;

/** `bare`: the gains without a bonus. `reachable`: points that all candidates together would add. */
export function gainCurve(
  { order, gains, bare }: Pick<Choice, 'order' | 'gains'> & { readonly bare: Float64Array },
  words: Uint32Array,
  reachable: number,
): MixtureReport['curve'] {
  const n = order.length;
  const points: MixtureReport['curve'] = [];
  const shown = Math.min(MOST_POINTS, n);
  let next = 0;
  let soFar = 0;
  let covered = 0;
  for (let i = 0; i < n; i++) {
    const candidate = order[i] as number;
    const size = words[candidate] as number;
    soFar += size;
    covered += bare[i] as number;
    // The first and the last are always shown.
    if (i !== Math.round((next * (n - 1)) / Math.max(1, shown - 1))) continue;
    next++;
    points.push({
      samples: i + 1,
      words: soFar,
      gain: (100 * (gains[i] as number)) / size,
      coverage: reachable > 0 ? Math.min(1, covered / reachable) : 0,
    });
  }
  return points;
}

/** Samples from which on each adds, per word, less than a tenth of the mean of the first tenth; null where none does. */
export function flattensAt({ order, gains }: Pick<Choice, 'order' | 'gains'>, words: Uint32Array): number | null {
  const first = Math.max(1, Math.floor(order.length / 10));
  let gain = 0;
  let size = 0;
  for (let i = 0; i < Math.min(first, order.length); i++) {
    gain += gains[i] as number;
    size += words[order[i] as number] as number;
  }
  if (size === 0) return null;
  const least = (FLAT * gain) / size;
  for (let i = 0; i < order.length; i++) {
    if ((gains[i] as number) / (words[order[i] as number] as number) < least) return i + 1;
  }
  return null;
}
