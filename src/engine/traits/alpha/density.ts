// α from the scores alone: kernel densities of the human and the LLM references, and the mixture of both that makes the
// corpus most likely.
import { gridOver, massOf, POINTS, placesOn, rememberedMass } from './grid.ts';
import { mixtureShare } from './mixture.ts';
import { quantileOf } from './random.ts';
import type { AlphaInput, Estimator } from './rows.ts';

/** Kernel widths that a density reaches beyond its rows. */
const REACH = 4;

/**
 * Corpus and references are smoothed by the same Gaussian kernel: a mixture stays the same mixture then, while densities
 * of the references alone would be wider than the corpus and pull α away from 0 and 1. A row beyond the references counts
 * as if it lay at their edge; a reference of n rows never says that a score is rarer than about one in n.
 */
export function densityEstimator({ rows, human, llm }: AlphaInput): Estimator {
  const width = Math.max(bandwidth(human.score), bandwidth(llm.score), 1e-3);
  const grid = gridOver({ human, llm }, REACH * width);
  const kernel = gaussian(width / grid.step);
  const places = { human: placesOn(grid, human.score), llm: placesOn(grid, llm.score) };
  const rowMass = rememberedMass(placesOn(grid, rows.score));
  return (humanPick, llmPick) => {
    const f0 = smooth(massOf(places.human, humanPick), kernel);
    const f1 = smooth(massOf(places.llm, llmPick), kernel);
    const ratio = new Float64Array(POINTS);
    const rare0 = 1 / (humanPick.length + 1);
    const rare1 = 1 / (llmPick.length + 1);
    for (let i = 0; i < POINTS; i++) {
      const a = f0[i] as number;
      const b = f1[i] as number;
      const p0 = (1 - rare0) * a + rare0 * b;
      const p1 = (1 - rare1) * b + rare1 * a;
      ratio[i] = p0 > 0 ? p1 / p0 : 1;
    }
    return (pick) => mixtureShare(ratio, smooth(rowMass(pick), kernel));
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
