// α from the scores alone: kernel densities of the human and the LLM references, and the mixture of both that makes the
// corpus most likely.
import { mixtureShare } from './mixture.ts';
import { quantileOf } from './random.ts';
import type { AlphaInput, Estimator, Pick } from './rows.ts';

const POINTS = 512;
/** Kernel widths that a density reaches beyond its rows. */
const REACH = 4;

/**
 * Corpus and references are smoothed by the same Gaussian kernel: a mixture stays the same mixture then, while densities
 * of the references alone would be wider than the corpus and pull α away from 0 and 1. A row beyond the references counts
 * as if it lay at their edge; a reference of n rows never says that a score is rarer than about one in n.
 */
export function densityEstimator({ rows, human, llm }: AlphaInput): Estimator {
  const width = Math.max(bandwidth(human.score), bandwidth(llm.score), 1e-3);
  const all = [...Array.from(human.score), ...Array.from(llm.score)];
  const from = Math.min(...all) - REACH * width;
  const step = (Math.max(...all) + REACH * width - from) / (POINTS - 1);
  const placesOf = (scores: ArrayLike<number>) =>
    Float64Array.from(scores, (s) => Math.min(POINTS - 1, Math.max(0, (s - from) / step)));
  const places = { rows: placesOf(rows.score), human: placesOf(human.score), llm: placesOf(llm.score) };
  const kernel = gaussian(width / step);
  const density = (at: Float64Array, pick: Pick) => smooth(counts(at, pick), kernel);
  return (picks) => {
    const f0 = density(places.human, picks.human);
    const f1 = density(places.llm, picks.llm);
    const ratio = new Float64Array(POINTS);
    const rare0 = 1 / (picks.human.length + 1);
    const rare1 = 1 / (picks.llm.length + 1);
    for (let i = 0; i < POINTS; i++) {
      const a = f0[i] as number;
      const b = f1[i] as number;
      const p0 = (1 - rare0) * a + rare0 * b;
      const p1 = (1 - rare1) * b + rare1 * a;
      ratio[i] = p0 > 0 ? p1 / p0 : 1;
    }
    return mixtureShare(ratio, density(places.rows, picks.rows));
  };
}

/** Silverman's rule of thumb: 0.9 · min(sd, IQR / 1.34) · n^(−1/5). Silverman 1986, Density Estimation, (3.31). */
function bandwidth(scores: ArrayLike<number>): number {
  const n = scores.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += (scores[i] as number) / n;
  let square = 0;
  for (let i = 0; i < n; i++) square += ((scores[i] as number) - mean) ** 2 / n;
  const spread = (quantileOf(scores, 0.75) - quantileOf(scores, 0.25)) / 1.34;
  const sd = Math.sqrt(square);
  return 0.9 * (spread > 0 ? Math.min(sd, spread) : sd) * n ** -0.2;
}

/** Mass of the picked rows on the grid, each shared by its two neighbours, 1 altogether. */
function counts(places: Float64Array, pick: Pick): Float64Array {
  const mass = new Float64Array(POINTS);
  const each = 1 / pick.length;
  for (let k = 0; k < pick.length; k++) {
    const at = places[pick[k] as number] as number;
    const i = Math.min(POINTS - 2, Math.floor(at));
    const part = at - i;
    mass[i] = (mass[i] as number) + each * (1 - part);
    mass[i + 1] = (mass[i + 1] as number) + each * part;
  }
  return mass;
}

/** One half of a kernel with that standard deviation in grid steps; the whole sums to 1. */
function gaussian(sd: number): Float64Array {
  const half = Float64Array.from({ length: Math.min(POINTS, Math.ceil(REACH * sd) + 1) }, (_, i) =>
    Math.exp(-0.5 * (i / sd) ** 2),
  );
  const sum = 2 * half.reduce((a, b) => a + b, 0) - 1;
  return half.map((x) => x / sum);
}

function smooth(mass: Float64Array, kernel: Float64Array): Float64Array {
  const out = new Float64Array(POINTS);
  for (let i = 0; i < POINTS; i++) {
    const m = mass[i] as number;
    if (m === 0) continue;
    const low = Math.max(0, i - kernel.length + 1);
    const high = Math.min(POINTS - 1, i + kernel.length - 1);
    for (let j = low; j <= high; j++) {
      out[j] = (out[j] as number) + m * (kernel[j < i ? i - j : j - i] as number);
    }
  }
  return out;
}
