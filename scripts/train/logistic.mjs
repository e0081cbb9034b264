// L2-regularised logistic regression by dual coordinate descent (Yu, Huang and Lin 2011), with a cost for each example.
import { seeded } from './data.mjs';

/**
 * @param {object} problem
 * @param {readonly number[]} problem.examples numbers of the examples
 * @param {(i: number) => number} problem.sign −1 or 1
 * @param {(i: number) => number} problem.cost C of the example
 * @param {(i: number) => number} problem.squares squared length of the example's vector
 * @param {(i: number) => number} problem.dot with the weights
 * @param {(i: number, by: number) => void} problem.add adds the example's vector to the weights
 * @param {{ epochs: number, seed: number }} options
 * @returns {number} the bias: a constant 1 is part of each vector
 */
export function fitLogistic({ examples, sign, cost, squares, dot, add }, { epochs, seed }) {
  const order = Uint32Array.from(examples);
  const random = seeded(seed);
  const last = Math.max(...examples);
  const alpha = new Float64Array(last + 1);
  const length = new Float64Array(last + 1);
  let bias = 0;
  const move = (i, by) => {
    add(i, by);
    bias += by;
  };
  for (const i of examples) {
    length[i] = squares(i) + 1;
    alpha[i] = Math.min(1e-3 * cost(i), 1e-8);
    move(i, alpha[i] * sign(i));
  }
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    for (const i of order) {
      const next = minimum(alpha[i], cost(i), length[i], sign(i) * (dot(i) + bias));
      const by = (next - alpha[i]) * sign(i);
      alpha[i] = next;
      if (by !== 0) move(i, by);
    }
  }
  return bias;
}

/** Minimum of the problem of one variable in (0, c), by Newton's method from the end that is nearer. */
function minimum(alpha, c, a, b) {
  const other = c - alpha;
  const turned = 0.5 * a * (other - alpha) + b < 0;
  const old = turned ? other : alpha;
  const slope = turned ? -b : b;
  let z = c - old < 0.5 * c ? 0.1 * old : old;
  for (let step = 0; step < 50; step++) {
    const gradient = a * (z - old) + slope + Math.log(z / (c - z));
    if (Math.abs(gradient) < 1e-4) break;
    const next = z - gradient / (a + c / (c - z) / z);
    z = next <= 0 ? 0.1 * z : Math.min(next, c * (1 - 1e-9));
  }
  return turned ? c - z : z;
}
