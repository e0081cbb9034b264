// A small seeded generator of random numbers: the same seed gives the same corpus on every machine.

/**
 * @typedef {object} Random
 * @property {() => number} next a number in [0, 1)
 * @property {(from: number, to: number) => number} int a whole number, both ends included
 * @property {<T>(list: readonly T[]) => T} pick one of them
 * @property {<T>(list: readonly T[]) => T[]} shuffle a shuffled copy
 * @property {(share: number) => boolean} chance true with that probability
 */

/** mulberry32. @param {number} seed any integer @returns {Random} */
export function createRandom(seed) {
  let state = Math.trunc(seed) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (from, to) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    pick: (list) => list[int(0, list.length - 1)],
    shuffle(list) {
      const copy = [...list];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = int(0, i);
        [copy[i], copy[j]] = [copy[j], copy[i]];
      }
      return copy;
    },
    chance: (share) => next() < share,
  };
}
