// The token counter, a bundle of its own: byte-pair encoding o200k.
import { countTokens as encode } from 'gpt-tokenizer/encoding/o200k_base';
import { O200K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants';
import { HI_SEED, LO_SEED, mix, stepHi, stepLo } from '../../engine/text/hash.ts';

/** The library takes time in the square of a piece, and nothing but white space, digits and signs ends one. */
const LONGEST = 512;
/** Remembered pieces: the library's own memory of them is most of its time. */
const SLOTS = 1 << 17;

/** `<|endoftext|>` in a dataset is text like any other. */
const AS_TEXT = { disallowedSpecial: new Set<string>() };

/** Its every match begins where the one before ended: nothing of a text lies outside all pieces. */
const split = new RegExp(O200K_TOKEN_SPLIT_REGEX.source, 'gu');

const lows = new Int32Array(SLOTS);
const highs = new Int32Array(SLOTS);
/** Tokens of the piece with that hash, 0 for a free slot. */
const counts = new Uint16Array(SLOTS);
let used = 0;

/**
 * Tokens of a text in o200k, special tokens counted as text. Exact, but for pieces of more than 512 UTF-16 units (one run of
 * letters, signs or white space), which are counted in parts of 512: at most about one token more per part.
 */
export function countTokens(text: string): number {
  let tokens = 0;
  let start = 0;
  split.lastIndex = 0;
  // `test` moves lastIndex and makes no strings: most pieces are known by their hash.
  while (split.test(text)) {
    const end = split.lastIndex;
    tokens += end - start > LONGEST ? countLong(text, start, end) : countPiece(text, start, end);
    start = end;
  }
  return tokens;
}

function countLong(text: string, start: number, end: number): number {
  let tokens = 0;
  for (let from = start; from < end; ) {
    let to = Math.min(end, from + LONGEST);
    // Never between the halves of a surrogate pair.
    if (to < end && (text.charCodeAt(to - 1) & 0xfc00) === 0xd800) to++;
    tokens += encode(text.slice(from, to), AS_TEXT);
    from = to;
  }
  return tokens;
}

function countPiece(text: string, start: number, end: number): number {
  let lo = LO_SEED;
  let hi = HI_SEED;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    lo = stepLo(lo, unit);
    hi = stepHi(hi, unit);
  }
  let slot = mix(lo) & (SLOTS - 1);
  while (counts[slot] !== 0) {
    if (lows[slot] === lo && highs[slot] === hi) return counts[slot] as number;
    slot = (slot + 1) & (SLOTS - 1);
  }
  const tokens = encode(text.slice(start, end), AS_TEXT);
  // Half full: forgotten at once, which is simpler than the oldest first and hardly slower.
  if (used++ >= SLOTS / 2) {
    counts.fill(0);
    used = 1;
    slot = mix(lo) & (SLOTS - 1);
  }
  lows[slot] = lo;
  highs[slot] = hi;
  counts[slot] = tokens;
  return tokens;
}
