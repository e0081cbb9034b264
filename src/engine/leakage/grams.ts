// Word 13-grams as hash lanes, rolled on from one to the next: each costs the same, however long it is.
import type { Lanes } from '../text/grams.ts';
import { chain } from '../text/hash.ts';

/** Words of an n-gram by which items are looked for (Brown et al. 2020, appendix C). */
export const ORDER = 13;

/** What a token has been multiplied by when it leaves the window: `chain` takes it along twelve times. */
const LEAVING = Array.from({ length: ORDER - 1 }).reduce((power: number) => chain(power, 0), 1);

/** Visits the 13-grams of a token range, with the lanes that `eachGramOf` gives; `at` is the index of the first token. */
export function each13Gram(
  tokens: Lanes,
  from: number,
  to: number,
  visit: (lo: number, hi: number, at: number) => void,
): void {
  if (to - from < ORDER) return;
  let lo = 0;
  let hi = 0;
  for (let i = from; i < from + ORDER; i++) {
    lo = chain(lo, tokens.lo[i] as number);
    hi = chain(hi, tokens.hi[i] as number);
  }
  visit(lo, hi, from);
  for (let at = from + 1; at + ORDER <= to; at++) {
    const last = at + ORDER - 1;
    lo = chain((lo - Math.imul(tokens.lo[at - 1] as number, LEAVING)) | 0, tokens.lo[last] as number);
    hi = chain((hi - Math.imul(tokens.hi[at - 1] as number, LEAVING)) | 0, tokens.hi[last] as number);
    visit(lo, hi, at);
  }
}
