// Holm's correction: p-values of several tests, such that all of them together err as rarely as one.

/**
 * Adjusted p-values in the order given; NaN stays NaN and counts for no test. The i-th smallest of m is multiplied by m − i + 1,
 * cut at 1 and made monotone. Holm 1979, A simple sequentially rejective multiple test procedure.
 */
export function holm(p: readonly number[]): number[] {
  const order = p.flatMap((value, i) => (Number.isNaN(value) ? [] : [i])).sort((a, b) => p[a]! - p[b]! || a - b);
  const out = p.map(() => Number.NaN);
  let least = 0;
  order.forEach((at, rank) => {
    least = Math.max(least, Math.min(1, (order.length - rank) * p[at]!));
    out[at] = least;
  });
  return out;
}
