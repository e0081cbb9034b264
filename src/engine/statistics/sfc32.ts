// A generator for long simulations: one that can be started anywhere without its streams running into each other.

export interface RandomIndex {
  /** Uniform whole number in 0..n − 1, without the bias of a remainder; n from 1 to 2³¹. */
  below(n: number): number;
}

/** Rounds after which a PractRand generator counts as mixed when it starts from 64 bits. */
const WARM_UP = 12;

/**
 * sfc32 by Chris Doty-Humphrey (PractRand 0.94, "small fast counting"): 128 bits of state, a period of at least 2³². Two halves of
 * a seed, of which only the low 32 bits count: runs with different halves have streams of their own.
 */
export function sfc32(low: number, high: number): RandomIndex {
  // Of 32-bit cells, so that no number of the state is ever put on the heap.
  const state = Int32Array.of(0, low | 0, high | 0, 1);
  const next = () => {
    const [a, b, c, counter] = [state[0] as number, state[1] as number, state[2] as number, state[3] as number];
    const out = (a + b + counter) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + out) | 0;
    state[3] = (counter + 1) | 0;
    return out;
  };
  for (let i = 0; i < WARM_UP; i++) next();
  return {
    below(n) {
      if (n === 1) return 0;
      const mask = 0xffffffff >>> Math.clz32(n - 1);
      for (;;) {
        const x = next() & mask;
        if (x < n) return x;
      }
    },
  };
}
