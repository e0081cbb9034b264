// 95 % intervals of values that were measured on drawn samples, by half-samples without replacement. A bootstrap draws
// copies, and copies are what these metrics measure: it would be biased towards less diversity.
import type { Interval } from '../report.ts';
import { seededRandom } from './random.ts';

/** Fixed, so that the same draw gives the same interval. */
const SEED = 0x5eed;
const DRAWS = 200;
/** Below this, half a sample says nothing about its spread. */
const LEAST = 8;

export interface Halving {
  /** Drawn samples. */
  readonly n: number;
  /** Samples that they were drawn of. */
  readonly of: number;
  /** The value on all drawn samples. */
  readonly value: number;
  /** The value on a half of them; `half` holds indices in 0..n − 1 and is reused. */
  measure(half: Int32Array): number;
  /** What the value can be at all; the interval is cut there. */
  readonly bounds?: Interval;
  /**
   * `true` where a half has the same expected value as the whole (means, mean pairs, rarefaction): deviations count from `value`.
   * `false` where the value grows with the number of samples: deviations count from the mean of the halves, as shares of it, and
   * the interval says where the value of another draw of as many samples would lie.
   */
  readonly centred: boolean;
  readonly draws?: number;
}

/**
 * A 95 % interval, undefined where all samples were taken or fewer than eight drawn.
 *
 * With m = ⌊n/2⌋ of n samples without replacement, a mean has the variance S²/m · (1 − m/n), which is S²/n · (n − m)/m;
 * so each half's deviation d is rescaled by √(m/(n − m)) to the spread of n samples, and by √(1 − n/N) because the draw is
 * a part of N samples (finite population correction). The interval is [value − q₉₇.₅(d), value − q₂.₅(d)].
 * Politis, Romano & Wolf 1999, Subsampling; Cochran 1977, Sampling Techniques, for the correction.
 */
export function subsampleInterval(halving: Halving): Interval | undefined {
  const { n, of, value, bounds = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] } = halving;
  if (n >= of || n < LEAST) return undefined;
  const draws = halving.draws ?? DRAWS;
  const m = n >> 1;
  const random = seededRandom(SEED);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const half = order.subarray(0, m);
  const values = new Float64Array(draws);
  for (let b = 0; b < draws; b++) {
    for (let i = 0; i < m; i++) {
      const j = i + Math.floor(random() * (n - i));
      const other = order[j] as number;
      order[j] = order[i] as number;
      order[i] = other;
    }
    values[b] = halving.measure(half);
  }
  const centre = halving.centred ? value : values.reduce((sum, x) => sum + x, 0) / draws;
  const size = halving.centred || centre === 0 ? 1 : value / centre;
  const scale = size * Math.sqrt(m / (n - m)) * Math.sqrt(1 - n / of);
  const deviations = values.map((x) => (x - centre) * scale).sort();
  const within = (x: number) => Math.min(bounds[1], Math.max(bounds[0], x));
  return [within(value - quantile(deviations, 0.975)), within(value - quantile(deviations, 0.025))];
}

/** The interval of a mean of one number per drawn sample. */
export function meanInterval(values: ArrayLike<number>, of: number, bounds?: Interval): Interval | undefined {
  const n = values.length;
  const mean = (half: ArrayLike<number> | null) => {
    let sum = 0;
    const size = half ? half.length : n;
    for (let i = 0; i < size; i++) sum += values[half ? (half[i] as number) : i] as number;
    return sum / size;
  };
  return subsampleInterval({ n, of, value: mean(null), measure: mean, centred: true, ...(bounds ? { bounds } : {}) });
}

/** One number per unordered pair of n samples, and means over subsets without computing a pair again. */
export class PairMatrix {
  private readonly values: Float64Array;

  constructor(readonly n: number) {
    this.values = new Float64Array((n * (n - 1)) / 2);
  }

  set(i: number, j: number, value: number): void {
    this.values[this.at(i, j)] = value;
  }

  get(i: number, j: number): number {
    return this.values[this.at(i, j)] as number;
  }

  /** Mean over all pairs; of fewer than two samples NaN. */
  mean(): number {
    return this.values.reduce((sum, x) => sum + x, 0) / this.values.length;
  }

  /** Mean over the pairs of the samples in `subset`. */
  meanOf(subset: Int32Array): number {
    const inside = new Uint8Array(this.n);
    for (const i of subset) inside[i] = 1;
    let sum = 0;
    let at = 0;
    for (let j = 1; j < this.n; j++) {
      if (inside[j] === 1) for (let i = 0; i < j; i++) sum += (this.values[at + i] as number) * (inside[i] as number);
      at += j;
    }
    return sum / ((subset.length * (subset.length - 1)) / 2);
  }

  /** Sums over the pairs of samples that are 0 in `side`, and of those that are 1; pairs across count for neither. */
  sumsWithin(side: Uint8Array): [zeros: number, ones: number] {
    let zeros = 0;
    let ones = 0;
    let at = 0;
    for (let j = 1; j < this.n; j++) {
      const own = side[j] as number;
      let sum = 0;
      for (let i = 0; i < j; i++) if (side[i] === own) sum += this.values[at + i] as number;
      if (own === 1) ones += sum;
      else zeros += sum;
      at += j;
    }
    return [zeros, ones];
  }

  private at(i: number, j: number): number {
    return i < j ? (j * (j - 1)) / 2 + i : (i * (i - 1)) / 2 + j;
  }
}

/** `drawn` and `interval` of a value: nothing where every sample was taken. */
export function drawnPart(
  n: number,
  of: number,
  interval: () => Interval | undefined,
): { drawn?: { n: number; of: number; unit: 'samples' }; interval?: Interval } {
  if (n >= of) return {};
  const found = interval();
  return { drawn: { n, of, unit: 'samples' }, ...(found ? { interval: found } : {}) };
}

/** Linear interpolation between order statistics of a sorted list. */
function quantile(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  const a = sorted[low] as number;
  return a + ((sorted[Math.min(low + 1, sorted.length - 1)] as number) - a) * (at - low);
}
