// Values at an equal number of words: what corpora and groups of different sizes are compared by.
import { drawKeys, drawWords } from './draw.ts';
import type { About } from './metric.ts';
import type { Interval } from './report.ts';

/** Words that values are given at; a view is measured at the largest that it holds. */
export const STANDARD_WORDS = [10_000, 50_000] as const;
/** Draws that a value is the mean of. */
export const MAX_DRAWS = 5;

/** Quantiles 0.975 of Student's t with 1 to 4 degrees of freedom. */
const T = [12.706, 4.303, 3.182, 2.776] as const;

/** The largest standard number of words that a view holds; null for a view that is too small for any. */
export function standardWords(words: number): number | null {
  return STANDARD_WORDS.filter((standard) => standard <= words).at(-1) ?? null;
}

/** Whether a value at an equal number of words says anything: sizes are equal by construction, but for the types. */
export function isComparable(id: string, about: About): boolean {
  return about.group !== 'size' || id === 'types';
}

/**
 * Up to `count` draws of `budget` words: without a common sample where the view is large enough, else independent ones by
 * seeds 1, 2, …. A draw that took the whole view stands alone, since there is no other.
 */
export function budgetDraws(
  content: Float64Array,
  copies: Uint32Array,
  words: Uint32Array,
  budget: number,
  count = MAX_DRAWS,
): Uint32Array[] {
  const total = words.reduce((n, w) => n + w, 0);
  const keys = (seed: number) => drawKeys(content, copies, seed);
  if (total >= (count + 1) * budget) return drawWords(keys(1), words, budget, count);
  const draws: Uint32Array[] = [];
  for (let seed = 1; seed <= count; seed++) {
    const [draw] = drawWords(keys(seed), words, budget);
    if (draw === undefined) continue;
    if (draw.length === content.length) return [draw];
    draws.push(draw);
  }
  return draws;
}

/**
 * Mean of a metric over draws, and its 95 % interval x̄ ± t(0.975, k − 1) · s / √k with s the standard deviation of the k
 * draws: how far the mean of *all* draws of so many words from this corpus may lie from x̄. No interval from one draw.
 * Null where no draw has a value.
 */
export function meanOfDraws(
  values: readonly (number | null | undefined)[],
): { value: number; interval?: Interval } | null {
  const known = values.filter((x): x is number => typeof x === 'number' && Number.isFinite(x));
  const k = known.length;
  if (k === 0) return null;
  const value = known.reduce((sum, x) => sum + x, 0) / k;
  if (k === 1) return { value };
  const s = Math.sqrt(known.reduce((sum, x) => sum + (x - value) ** 2, 0) / (k - 1));
  const half = (s * (T[Math.min(k - 2, T.length - 1)] as number)) / Math.sqrt(k);
  return { value, interval: [value - half, value + half] };
}
