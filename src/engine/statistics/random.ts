// A small generator of random numbers with a fixed start: the same corpus gives the same intervals.

/** Uniform numbers in [0, 1): mulberry32 by Tommy Ettinger, period 2³². */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x = (x + Math.imul(x ^ (x >>> 7), x | 61)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}
