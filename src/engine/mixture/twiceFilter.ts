// Which n-grams were met at least twice, in two bits each and about: most n-grams of a corpus stand in one sample only, weigh
// nothing in a mixture, and need no place in a table. Filled by all workers at once; the result does not depend on who came first.

export interface TwiceFilter {
  /** Sixteen pairs of bits per word; shared memory. */
  readonly words: Int32Array;
  /** Of `hi`, to find the word. */
  readonly mask: number;
}

const SLOTS_PER_WORD = 16;

/** `slots`: a power of two, at least 16; two bits each. */
export function twiceFilter(slots: number): TwiceFilter {
  const words = Math.max(1, slots / SLOTS_PER_WORD);
  return { words: new Int32Array(new SharedArrayBuffer(words * 4)), mask: words - 1 };
}

/** Call once per sample and n-gram. */
export function meet({ words, mask }: TwiceFilter, lo: number, hi: number): void {
  const word = (hi ^ Math.imul(lo, 0x9e3779b1)) & mask;
  const once = 1 << (2 * (lo & (SLOTS_PER_WORD - 1)));
  const there = words[word] as number;
  const twice = once << 1;
  if ((there & twice) !== 0) return;
  if ((Atomics.or(words, word, once) & once) !== 0) Atomics.or(words, word, twice);
}

/** Whether the n-gram was met twice; may say so of one that shares its place with others, never the other way round. */
export function metTwice({ words, mask }: TwiceFilter, lo: number, hi: number): boolean {
  const word = (hi ^ Math.imul(lo, 0x9e3779b1)) & mask;
  return ((words[word] as number) & (2 << (2 * (lo & (SLOTS_PER_WORD - 1))))) !== 0;
}

/** Places that were met twice. */
export function placesMetTwice({ words }: TwiceFilter): number {
  let n = 0;
  for (const word of words) {
    let bits = word & 0xaaaaaaaa;
    for (; bits !== 0; bits &= bits - 1) n++;
  }
  return n;
}
