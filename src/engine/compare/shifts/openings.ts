// The first three words of samples.
import type { SamplePool } from '../pool.ts';
import { eachOfPool, KeyedHolders } from './keyed.ts';

const WORDS = 3;

/** Samples by their opening: the number of the 3-gram they begin with. */
export function openingHolders(pool: SamplePool): KeyedHolders {
  const found = new KeyedHolders(pool.first.length - 1);
  const triples = pool.grams[WORDS - 1] as Int32Array;
  eachOfPool(pool, (s, step) => {
    const begin = pool.offsets[s] as number;
    if (begin === pool.offsets[s + 1]) return;
    const opening = triples[begin] as number;
    if (opening >= 0) found.add(opening, step, s);
  });
  return found;
}
