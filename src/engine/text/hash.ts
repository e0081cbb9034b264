// 64-bit hashes as two 32-bit lanes, incremental over UTF-16 code units and over tokens.
// Lanes: FNV-1a, and a multiply-xorshift of our own choice of constants; `mix` is the finaliser of MurmurHash3.

export const LO_SEED = 0x811c9dc5 | 0;
export const HI_SEED = 0x2f0b4f1d | 0;

/** One step of the low lane. */
export function stepLo(lo: number, unit: number): number {
  return Math.imul(lo ^ unit, 0x01000193);
}

/** One step of the high lane. */
export function stepHi(hi: number, unit: number): number {
  const h = Math.imul(hi ^ unit, 0x5bd1e995);
  return h ^ (h >>> 15);
}

/** Spreads every input bit over the whole word (a bijection of 32-bit integers). */
export function mix(h: number): number {
  let x = h ^ (h >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** The lanes of a string, as unsigned 32-bit integers. */
export function hashString(s: string): [lo: number, hi: number] {
  let lo = LO_SEED;
  let hi = HI_SEED;
  for (let i = 0; i < s.length; i++) {
    const unit = s.charCodeAt(i);
    lo = stepLo(lo, unit);
    hi = stepHi(hi, unit);
  }
  return [mix(lo) >>> 0, mix(hi) >>> 0];
}

/** Appends one token's lane to an n-gram's lane; the order of tokens matters. Tokens are spread already: no mixing. */
export function chain(gram: number, token: number): number {
  return (Math.imul(gram, 0x9e3779b1) + token) | 0;
}

/** One exact number (53 bits) of two lanes, for sorting and for `Map` keys. */
export function toKey(lo: number, hi: number): number {
  return (hi >>> 11) * 4294967296 + (lo >>> 0);
}
