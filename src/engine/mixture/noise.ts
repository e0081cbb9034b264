// Candidates that are mostly strings which no other sample holds: random characters, badly read scans. They would seem new.

/** Shares of rows with fewer different words say nothing. */
export const LEAST_WORDS = 8;
/** Nobody is noise below this share of lone words. */
const LEAST_SHARE = 0.3;
/** Nor within so many interquartile ranges above the third quartile (Tukey's far-out fence): small corpora have many lone words. */
const FENCE = 3;

/** `share`: of each candidate's different words, those that no other sample holds; NaN where there are too few words. */
export function noiseAbove(share: Float32Array): number {
  const known = share.filter((s) => !Number.isNaN(s)).sort();
  if (known.length === 0) return 1;
  const at = (q: number) => known[Math.floor(q * (known.length - 1))] as number;
  return Math.max(LEAST_SHARE, at(0.75) + FENCE * (at(0.75) - at(0.25)));
}
