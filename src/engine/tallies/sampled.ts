// How a metric says that it rests on drawn n-grams.

/** `drawn` of a metric's value: kept n-grams of an estimated number; nothing at level 0, which is exact. */
export function sampled(kept: number, level: number): { drawn?: { n: number; of: number; unit: 'n-grams' } } {
  return level === 0 ? {} : { drawn: { n: kept, of: kept * 2 ** level, unit: 'n-grams' } };
}
