// What was lost or swelled between the reference and the last step: which changes are too large for chance, and the samples that show them.
import { g2Limit, signedG2 } from '../../statistics/logLikelihood.ts';
import type { SHIFT_KINDS } from '../report.ts';

export interface FoundShift {
  readonly kind: (typeof SHIFT_KINDS)[number];
  readonly label: string;
  /** Signed G², negative for what was lost. */
  readonly strength: number;
  /** Samples that hold it, per step, at the budget. */
  readonly counts: readonly number[];
  /** Numbers of the pool's samples. */
  readonly examples: readonly number[];
}

/** Something that samples hold, counted in the drawn samples of every step. */
export interface Held<T> {
  readonly item: T;
  readonly counts: readonly number[];
}

/** Sizes of the steps: samples and words that were drawn, and the words of the budget. */
export interface Exposures {
  readonly samples: readonly number[];
  readonly words: readonly number[];
  readonly budget: number;
}

/** Chance that anything of one kind is named although nothing changed. */
const LEVEL = 0.01;
/** Fewer samples, both ends taken together, can show no change. */
export const LEAST_HOLDERS = 5;
export const MOST_PER_CHANGE = 10;

/**
 * Those that changed between the first and the last step by more than chance would let any of `candidates` do, at most ten lost and ten swelled, the most surprising first. The
 * surprise is the smaller of two: in proportion to the words drawn, and to the samples; so samples that became longer or shorter make no shift. Ties
 * keep their order.
 */
export function surprising<T>(
  candidates: readonly Held<T>[],
  exposures: Pick<Exposures, 'samples' | 'words'>,
): (Held<T> & { strength: number })[] {
  const last = exposures.words.length - 1;
  const able = candidates.filter(({ counts }) => (counts[0] as number) + (counts[last] as number) >= LEAST_HOLDERS);
  const limit = g2Limit(able.length, LEVEL);
  const scored = able.flatMap((held) => {
    const [a, b] = [held.counts[0] as number, held.counts[last] as number];
    const byWords = signedG2(a, exposures.words[0] as number, b, exposures.words[last] as number);
    const bySamples = signedG2(a, exposures.samples[0] as number, b, exposures.samples[last] as number);
    if (Math.sign(byWords) !== Math.sign(bySamples)) return [];
    const strength = Math.abs(byWords) < Math.abs(bySamples) ? byWords : bySamples;
    return Math.abs(strength) > limit ? [{ ...held, strength }] : [];
  });
  scored.sort((x, y) => Math.abs(y.strength) - Math.abs(x.strength));
  const few = (sign: number) => scored.filter((s) => Math.sign(s.strength) === sign).slice(0, MOST_PER_CHANGE);
  return [...few(-1), ...few(1)];
}

/** Counts as they would be in draws of the budget: the mean over all of them. */
export function atBudget(counts: readonly number[], { words, budget }: Exposures): number[] {
  return counts.map((n, step) => Math.round((n * budget * 10) / Math.max(1, words[step] as number)) / 10);
}
