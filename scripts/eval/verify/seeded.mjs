// Draws from a seed in words: the same on every machine.
import { createRandom } from '../../lib/samples/random.mjs';

/** @param {string} seed */
export function randomFrom(seed) {
  let state = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 0x01000193);
  const random = createRandom(state >>> 0);
  return { ...random, below: (/** @type {number} */ n) => random.int(0, n - 1) };
}
