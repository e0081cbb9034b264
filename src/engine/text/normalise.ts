// Hash of a text with Unicode form, case and white space folded: two texts that differ in nothing else are equal.
import { HI_SEED, LO_SEED, mix, stepHi, stepLo } from './hash.ts';

/** Lanes, unsigned. Segments are told apart from one text that reads the same. */
export function hashFolded(texts: readonly { readonly text: string }[]): [lo: number, hi: number] {
  let lo = LO_SEED;
  let hi = HI_SEED;
  for (const { text } of texts) {
    const folded = /^[\x00-\x7f]*$/.test(text) ? text : text.normalize('NFC').toLowerCase();
    let space = false;
    let begun = false;
    for (let i = 0; i < folded.length; i++) {
      let unit = folded.charCodeAt(i);
      if (unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0) {
        space = begun;
        continue;
      }
      if (unit >= 65 && unit <= 90) unit += 32;
      if (space) {
        lo = stepLo(lo, 32);
        hi = stepHi(hi, 32);
        space = false;
      }
      begun = true;
      lo = stepLo(lo, unit);
      hi = stepHi(hi, unit);
    }
    lo = stepLo(lo, 0x1f);
    hi = stepHi(hi, 0x1f);
  }
  return [mix(lo) >>> 0, mix(hi) >>> 0];
}
