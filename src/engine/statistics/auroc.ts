// How well one number tells two kinds apart.

/** Area under the ROC curve, 0..1, with its 95 % interval (Hanley & McNeil 1982); NaN where a kind has no rows. */
export function auroc(
  negative: readonly number[],
  positive: readonly number[],
): { value: number; interval: [number, number] } {
  const [n, m] = [negative.length, positive.length];
  const all = [...negative.map((x) => ({ x, up: 0 })), ...positive.map((x) => ({ x, up: 1 }))].sort(
    (a, b) => a.x - b.x,
  );
  let ranks = 0;
  for (let from = 0, to = 0; from < all.length; from = to) {
    while (to < all.length && all[to]?.x === all[from]?.x) to++;
    for (let i = from; i < to; i++) ranks += (all[i]?.up ?? 0) * ((from + 1 + to) / 2);
  }
  const value = (ranks - (m * (m + 1)) / 2) / (n * m);
  const [both, one] = [value / (2 - value), (2 * value * value) / (1 + value)];
  const variance = (value * (1 - value) + (m - 1) * (both - value ** 2) + (n - 1) * (one - value ** 2)) / (n * m);
  const reach = 1.96 * Math.sqrt(Math.max(0, variance));
  return { value, interval: [Math.max(0, value - reach), Math.min(1, value + reach)] };
}
