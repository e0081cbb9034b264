// How many words may be chosen, so that the mix keeps its limit.

/**
 * The most words s with (already + s) / (real + s) ≤ share; 0 where the limit is reached.
 * @param real words of the real corpus, those that are synthetic by provenance among them
 * @param already words of it that are synthetic
 */
export function budgetOf(share: number, real: number, already: number): number {
  let words = Math.max(0, Math.floor((share * real - already) / (1 - share)) + 1);
  while (words > 0 && (already + words) / (real + words) > share) words--;
  return words;
}
