// Logistic regression that is pulled towards given weights, by Newton's method: for few rows and few inputs.

export interface Labelled {
  readonly inputs: readonly number[];
  readonly positive: boolean;
  readonly weight: number;
}

const STEPS = 30;

/** −log of the probability that was given to what is so. */
export function logLoss(logOdds: number, positive: boolean): number {
  const z = positive ? -logOdds : logOdds;
  return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
}

export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/**
 * Weights that minimise Σ weight · loss + ½ Σ pull[i] · (w[i] − prior[i])²; every pull > 0, so that there is one minimum.
 * Steps that would raise the sum are halved.
 */
export function solveLogistic(rows: readonly Labelled[], prior: readonly number[], pull: readonly number[]): number[] {
  const size = prior.length;
  const aim = (w: readonly number[]) =>
    rows.reduce((sum, row) => sum + row.weight * logLoss(dot(w, row.inputs), row.positive), 0) +
    w.reduce((sum, x, i) => sum + ((pull[i] as number) / 2) * (x - (prior[i] as number)) ** 2, 0);
  let weights = [...prior];
  let value = aim(weights);
  for (let step = 0; step < STEPS; step++) {
    const gradient = weights.map((x, i) => (pull[i] as number) * (x - (prior[i] as number)));
    const curve = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => (i === j ? (pull[i] as number) : 0)),
    );
    for (const { inputs, positive, weight } of rows) {
      const p = probability(dot(weights, inputs));
      for (let i = 0; i < size; i++) {
        const x = inputs[i] as number;
        gradient[i] = (gradient[i] as number) + weight * (p - Number(positive)) * x;
        const line = curve[i] as number[];
        for (let j = 0; j <= i; j++) line[j] = (line[j] as number) + weight * p * (1 - p) * x * (inputs[j] as number);
      }
    }
    const move = solve(curve, gradient);
    let next = weights;
    let found = value;
    for (let length = 1; length > 1e-6; length /= 2) {
      next = weights.map((x, i) => x - length * (move[i] as number));
      found = aim(next);
      if (found <= value) break;
    }
    const gain = value - found;
    if (!(gain >= 0)) break;
    weights = next;
    value = found;
    if (gain < 1e-10 * (1 + value)) break;
  }
  return weights;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** Solves a symmetric positive definite system of which the lower half is given (Cholesky). */
function solve(lower: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length;
  const root = lower.map((line) => [...line]);
  const at = (i: number, j: number) => (root[i] as number[])[j] as number;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = at(i, j);
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k);
      (root[i] as number[])[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(j, j);
    }
  }
  const y = [...right];
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) y[i] = (y[i] as number) - at(i, k) * (y[k] as number);
    y[i] = (y[i] as number) / at(i, i);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) y[i] = (y[i] as number) - at(k, i) * (y[k] as number);
    y[i] = (y[i] as number) / at(i, i);
  }
  return y;
}
