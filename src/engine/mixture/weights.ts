// What covering an item is worth: how sound the item is, times how little the real corpus has of it.

/** So many samples of the mix cover an item of text in full. */
export const ENOUGH = 3;
/** What the first, the second and the third sample that holds an item add, in twentieths: most is gained by having it at all. */
const STEPS = [17, 2, 1];
/** An item that so many samples hold counts in full. */
const SOUND_AT = 512;
/** Parts of a whole in which weights are counted, so that sums are exact in any order. */
export const PARTS = 20 * 64;

/**
 * Shares of the kinds in the whole, in the order of ITEM_KINDS; those that are not there leave theirs to the others. Of a few splits
 * this one covered most of held-out human text, see docs/mixture.md.
 */
export const KIND_SHARES = [0.18, 0.32, 0.18, 0.22, 0.1];

/**
 * Twentieths of an item's weight that one more sample covers when `held` samples of the mix hold it already. The sum over samples is
 * concave, so that coverage is monotone and submodular.
 */
export function step(held: number): number {
  return STEPS[held] ?? 0;
}

/**
 * How far an item is to be believed, in 64ths: nothing where one sample alone holds it (a typo, a random string, broken encoding
 * are new, too), in full from many samples on, by the logarithm between:
 * what many texts hold is likely to be held by the next one, too.
 */
export function soundness(holders: number): number {
  return holders < 2 ? 0 : Math.min(64, Math.round((64 * Math.log2(holders)) / Math.log2(SOUND_AT)));
}

/** Samples of a value that would be an even share of the real corpus: what it should have of each of the field's values. */
export function evenShare(samples: number, values: number): number {
  return Math.max(ENOUGH, Math.ceil(samples / values));
}

/**
 * What one more sample adds to a field's value that `held` samples have, in parts: the first most, the n-th an n-th of that, and
 * nothing from an even share on. Written so that it never grows, not even by rounding.
 */
export function valueStep(held: number, even: number): number {
  return held >= even ? 0 : PARTS / harmonic(even) / (held + 1);
}

/** Coverage of a field's value that `held` samples give, 0..PARTS. */
export function valueCoverage(held: number, even: number): number {
  return held >= even ? PARTS : (PARTS * harmonic(held)) / harmonic(even);
}

/** 1 + 1/2 + … + 1/n, all that were asked for so far. */
const harmonics = [0];

function harmonic(n: number): number {
  while (harmonics.length <= n) harmonics.push((harmonics.at(-1) as number) + 1 / harmonics.length);
  return harmonics[n] as number;
}
