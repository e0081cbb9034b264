// What one side of a pair keeps of the other, at the same number of words.
import { pointDivergence } from '../statistics/divergence.ts';
import type { KeepCounts } from './side.ts';

/** In the order in which `keepsOf` writes them. */
export const KEEP_IDS = ['types-kept', 'rare-kept', 'grams-kept', 'divergence', 'unseen'] as const;

/** Types that are seen at most so often are rare. */
export const RARE = 2;

/**
 * Writes: share of the types of `a`, of its types seen once or twice, and of its distinct 4-grams that `b` has too; Jensen–Shannon
 * divergence of their words in bits; Good–Turing unseen mass of `b`.
 */
export function keepsOf(a: KeepCounts, b: KeepCounts, out: Float64Array): void {
  let kept = 0;
  let rare = 0;
  let rareKept = 0;
  let bits = 0;
  for (let i = 0; i < a.kinds; i++) {
    const id = a.list[i] as number;
    const here = a.counts[id] as number;
    const there = b.counts[id] as number;
    if (there > 0) kept++;
    if (here <= RARE) {
      rare++;
      if (there > 0) rareKept++;
    }
    bits += there === 0 ? here / a.words / 2 : pointDivergence(here / a.words, there / b.words);
  }
  let once = 0;
  for (let i = 0; i < b.kinds; i++) {
    const id = b.list[i] as number;
    const there = b.counts[id] as number;
    if (there === 1) once++;
    // What one side alone holds adds half of its share.
    if (a.counts[id] === 0) bits += there / b.words / 2;
  }
  out[0] = kept / a.kinds;
  out[1] = rareKept / rare;
  out[2] = sharedGrams(a, b) / (a.grams + a.alone);
  out[3] = bits;
  out[4] = unseenMass(once, b.words);
}

function sharedGrams(a: KeepCounts, b: KeepCounts): number {
  let both = 0;
  for (let id = 0; id < a.held.length; id++) if (a.held[id] !== 0 && b.held[id] !== 0) both++;
  return both;
}

/** Chance that the next word is one that was not seen yet: words seen once / words. Good 1953. */
export function unseenMass(once: number, words: number): number {
  return once / words;
}
