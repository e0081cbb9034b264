// α from probabilities: the scores are recalibrated by the references, and the prior is shifted until it fits the corpus.
import { gridOver, POINTS, placesOn, rememberedMass } from './grid.ts';
import { mixtureShare } from './mixture.ts';
import type { AlphaInput, Estimator, Pick } from './rows.ts';

/** Rows added to each class at the other's mean score: keeps the slope finite where the references do not overlap. */
const PRIOR = 0.5;
const STEPS = 50;
/** No score is more telling than this (natural logarithm). */
const MOST = 12;

/**
 * Saerens, Latinne & Decaestecker 2002, "Adjusting the outputs of a classifier to new a priori probabilities": EM ends where the
 * likelihood of the corpus is largest, given the ratio of densities that the logistic regression implies; the same point is found
 * here directly.
 */
export function emEstimator({ rows, human, llm }: AlphaInput): Estimator {
  const grid = gridOver({ human, llm }, 0);
  const mass = rememberedMass(placesOn(grid, rows.score));
  return (humanPick, llmPick) => {
    const { slope, offset } = fitLogistic(human.score, humanPick, llm.score, llmPick);
    const ratio = Float64Array.from({ length: POINTS }, (_, i) => {
      const z = offset + slope * (grid.from + i * grid.step);
      return Math.exp(Math.min(MOST, Math.max(-MOST, z)));
    });
    return (pick) => mixtureShare(ratio, mass(pick));
  };
}

/** The log ratio of densities as a line in the score: logistic regression in which both classes weigh the same. */
function fitLogistic(human: ArrayLike<number>, h: Pick, llm: ArrayLike<number>, l: Pick) {
  const mean = (s: ArrayLike<number>, pick: Pick) => {
    let sum = 0;
    for (let i = 0; i < pick.length; i++) sum += s[pick[i] as number] as number;
    return sum / pick.length;
  };
  const mh = mean(human, h);
  const ml = mean(llm, l);
  const n = h.length + l.length + 2 * PRIOR;
  const x = new Float64Array(h.length + l.length + 2);
  const y = new Float64Array(x.length);
  const w = new Float64Array(x.length);
  const wh = n / 2 / (h.length + PRIOR);
  const wl = n / 2 / (l.length + PRIOR);
  for (let i = 0; i < h.length; i++) {
    x[i] = human[h[i] as number] as number;
    w[i] = wh;
  }
  for (let i = 0; i < l.length; i++) {
    x[h.length + i] = llm[l[i] as number] as number;
    y[h.length + i] = 1;
    w[h.length + i] = wl;
  }
  const end = h.length + l.length;
  x[end] = ml;
  w[end] = wh * PRIOR;
  x[end + 1] = mh;
  y[end + 1] = 1;
  w[end + 1] = wl * PRIOR;
  const centre = (mh + ml) / 2;
  let offset = 0;
  let slope = 0;
  let loss = Number.POSITIVE_INFINITY;
  for (let step = 0; step < STEPS; step++) {
    let g0 = 0;
    let g1 = 0;
    let h00 = 1e-9;
    let h01 = 0;
    let h11 = 1e-9;
    let now = 0;
    for (let i = 0; i < x.length; i++) {
      const t = (x[i] as number) - centre;
      const z = offset + slope * t;
      const p = 1 / (1 + Math.exp(-z));
      const weight = w[i] as number;
      const error = weight * ((y[i] as number) - p);
      const spread = weight * p * (1 - p);
      now += weight * (Math.log1p(Math.exp(-Math.abs(z))) + (z > 0 ? z : 0) - (y[i] as number) * z);
      g0 += error;
      g1 += error * t;
      h00 += spread;
      h01 += spread * t;
      h11 += spread * t * t;
    }
    if (Math.abs(loss - now) < 1e-9 * n) break;
    loss = now;
    const det = h00 * h11 - h01 * h01;
    if (!(det > 1e-12)) break;
    offset += (h11 * g0 - h01 * g1) / det;
    slope += (h00 * g1 - h01 * g0) / det;
  }
  return { slope, offset: offset - slope * centre };
}
