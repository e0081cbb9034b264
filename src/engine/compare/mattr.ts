// MATTR of a draw: its samples one behind the other.
import { movingRatio } from '../metrics/mattr.ts';
import type { Pair } from './pair.ts';

const WINDOW = 100;

/** Mean type–token ratio of all windows of 100 words of the first `n` samples of `order`; NaN for fewer words. Covington & McFall 2010. */
export function mattrOf({ words, offsets }: Pair, order: ArrayLike<number>, n: number): number {
  function* all() {
    for (let i = 0; i < n; i++) {
      const s = order[i] as number;
      for (let at = offsets[s] as number; at < (offsets[s + 1] as number); at++) yield words[at] as number;
    }
  }
  return movingRatio(all(), WINDOW) ?? Number.NaN;
}
