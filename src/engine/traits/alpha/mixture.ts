// The share of the second part of a mixture of two known densities, by maximum likelihood.

/** How far outside 0..1 an estimate may lie. */
const BEYOND = 0.5;
const STEPS = 60;

/**
 * The α at which Σ weightᵢ · log(1 − α + α · ratioᵢ) is largest, where `ratio` is the density of the LLM reference over that of
 * the human reference at each point (0..∞, finite). The sum is concave in α, so its derivative has one zero, found by bisection
 * with Newton steps. α may leave 0..1 by half, as far as the mixture stays positive at every point, also at points without
 * weight; of no weight at all it is NaN.
 */
export function mixtureShare(ratio: ArrayLike<number>, weight: ArrayLike<number>): number {
  let most = 1;
  let least = 1;
  let total = 0;
  for (let i = 0; i < ratio.length; i++) {
    total += weight[i] as number;
    const r = ratio[i] as number;
    if (r > most) most = r;
    if (r < least) least = r;
  }
  if (total === 0) return Number.NaN;
  let low = most > 1 ? Math.max(-BEYOND, -1 / (most - 1)) : -BEYOND;
  let high = least < 1 ? Math.min(1 + BEYOND, 1 / (1 - least)) : 1 + BEYOND;
  // Where nothing tells the two apart, no share is more likely than another.
  if (most === 1 && least === 1) return 0.5;
  let alpha = 0.5;
  for (let step = 0; step < STEPS && high - low > 1e-7; step++) {
    let slope = 0;
    let curve = 0;
    for (let i = 0; i < ratio.length; i++) {
      const w = weight[i] as number;
      if (w <= 0) continue;
      const d = (ratio[i] as number) - 1;
      const part = d / (1 + alpha * d);
      slope += w * part;
      curve += w * part * part;
    }
    if (slope > 0) low = alpha;
    else high = alpha;
    const next = alpha + slope / curve;
    if (Math.abs(next - alpha) < 1e-9) return next;
    alpha = next > low && next < high ? next : (low + high) / 2;
  }
  return alpha;
}
