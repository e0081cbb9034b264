// Draws of samples by the hash of their identity (content hash and copy number): what is drawn depends on the samples
// alone, never on their order, on workers or on blocks.
import type { DrawLimits } from './metric.ts';
import { ScratchSet } from './sketch/scratchSet.ts';
import { chain, toKey } from './text/hash.ts';

/** Keys lie in [0, 2^53). */
const KEYS = 2 ** 53;
/** Samples that are put in order at first; four times as many in each further round. */
const FIRST_ROUND = 1024;

/** How many samples before each have the same content hash. `content` holds 53-bit hashes. */
export function copyNumbers(content: Float64Array): Uint32Array {
  const seen = new ScratchSet();
  const copies = new Uint32Array(content.length);
  for (let i = 0; i < content.length; i++) {
    const hash = content[i] as number;
    copies[i] = seen.add(hash | 0, Math.floor(hash / 2 ** 32)) - 1;
  }
  return copies;
}

/** One number per sample, spread evenly over [0, 2^53): samples are drawn in ascending order of it. */
export function drawKeys(content: Float64Array, copies: Uint32Array, seed: number): Float64Array {
  const keys = new Float64Array(content.length);
  for (let i = 0; i < content.length; i++) {
    const hash = content[i] as number;
    const copy = copies[i] as number;
    const lo = chain(chain(hash | 0, copy), seed);
    keys[i] = toKey(lo, chain(chain(Math.floor(hash / 2 ** 32), lo), copy));
  }
  return keys;
}

/** Visits the places of the keys in ascending order of key until `visit` returns false. Sorts only what is visited. */
export function inDrawOrder(keys: Float64Array, visit: (place: number) => boolean): void {
  let from = 0;
  for (let expected = FIRST_ROUND; ; expected *= 4) {
    const last = expected >= keys.length;
    const to = last ? KEYS : KEYS * (expected / keys.length);
    const round: number[] = [];
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as number;
      if (key >= from && key < to) round.push(i);
    }
    round.sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b);
    for (const place of round) if (!visit(place)) return;
    if (last) return;
    from = to;
  }
}

/**
 * Places of the samples that a costly metric looks at, in draw order: as many as both limits allow, at least one.
 * `bytes` is the size of the whole view.
 */
export function drawWithin(keys: Float64Array, words: Uint32Array, bytes: number, limits: DrawLimits): Uint32Array {
  const whole = limits.wholeBelowBytes !== undefined && bytes <= limits.wholeBelowBytes;
  const places: number[] = [];
  let total = 0;
  inDrawOrder(keys, (place) => {
    total += words[place] as number;
    if (!whole && places.length > 0 && (places.length >= limits.samples || total > limits.words)) return false;
    places.push(place);
    return true;
  });
  return Uint32Array.from(places);
}

/**
 * Up to `count` draws of whole samples that follow each other in draw order and have no sample in common, each as near to
 * `budget` words as whole samples allow. A draw that misses the budget by more than a tenth is left out.
 */
export function drawWords(keys: Float64Array, words: Uint32Array, budget: number, count = 1): Uint32Array[] {
  const draws: Uint32Array[] = [];
  let places: number[] = [];
  let total = 0;
  let ended = 0;
  const end = () => {
    if (places.length > 0 && Math.abs(total - budget) <= budget / 10) draws.push(Uint32Array.from(places));
    ended++;
    places = [];
    total = 0;
  };
  inDrawOrder(keys, (place) => {
    const more = words[place] as number;
    if (places.length > 0 && total + more - budget > budget - total) {
      end();
      if (ended === count) return false;
    }
    places.push(place);
    total += more;
    return true;
  });
  if (ended < count) end();
  return draws;
}
