// Fits one model: each block of n-grams and the traits by a regression of their own, whose log-odds are added up. Fitted
// together, the blocks would explain the same thing once and lose where one of them fails on a new domain (measured: macro
// AUROC 0.982 against 0.984, worst family 0.836 against 0.859).
import { FEATURES } from '../../src/engine/traits/features.ts';
import { BITS, BLOCKS } from '../../src/engine/traits/model/gramCounter.ts';
import { compand, MODEL_FORMAT } from '../../src/engine/traits/model/model.ts';
import { CLIP, IN_SCORE } from '../../src/engine/traits/model/style.ts';
import { fitLogistic } from './logistic.mjs';

/** Costs: how closely each part follows its examples. Chosen by leave-one-domain-out. */
const OPTIONS = { chars: { c: 40 }, words: { c: 40 }, skeleton: { c: 40 }, style: { c: 0.1 }, epochs: 10, seed: 1 };
/** Domains with few texts count as if they had this many more. */
const SMOOTH = 500;
const LEAST_SD = 1e-5;
const PRELUDE = { steps: 10, offset: -14, floor: 0.5 };
const PRELUDE_IDS = { human: 'bits-behind-human', gain: 'bits-saved-by-llm' };

/**
 * @param {import('./data.mjs').Row[]} rows
 * @param {ReturnType<import('./vectors.mjs').trainingWindows>} windows
 * @param {readonly string[]} words the common words
 * @param {(row: number) => boolean} taken whether a text is trained on
 * @returns {object} what a model file holds, without curves, quantiles and kinds
 */
export function fitModel(rows, windows, words, taken) {
  const examples = windows.row.map((_, i) => i).filter((i) => taken(windows.row[i]));
  const label = (i) => rows[windows.row[i]].label;
  const sign = (i) => (label(i) === 1 ? 1 : -1);
  const weight = weights(rows, windows, examples);
  const prelude = countPrelude(rows, windows, words.length, examples, weight);
  const blocks = {};
  for (const block of BLOCKS) {
    const table = new Float32Array(1 << BITS[block]);
    const { slots, values, starts } = windows.blocks[block];
    const bias = fitLogistic(
      {
        examples,
        sign,
        cost: (i) => OPTIONS[block].c * weight[i],
        squares: () => 1,
        dot(i) {
          let sum = 0;
          for (let p = starts[i], end = starts[i + 1]; p < end; p++) sum += table[slots[p]] * values[p];
          return sum;
        },
        add(i, by) {
          for (let p = starts[i], end = starts[i + 1]; p < end; p++) table[slots[p]] += by * values[p];
        },
      },
      OPTIONS,
    );
    blocks[block] = { bias: round(bias, 5), ...quantised(table) };
  }
  return {
    format: MODEL_FORMAT,
    version: 1,
    features: FEATURES.map((f) => f.about.id),
    blocks,
    style: fitStyle(windows, examples, sign, weight, label, prelude),
    prelude: {
      words: words.join(' '),
      steps: PRELUDE.steps,
      offset: PRELUDE.offset,
      human: bytes(prelude.human, (x) => (x - PRELUDE.offset) * PRELUDE.steps),
      llm: bytes(prelude.llm, (x) => (x - PRELUDE.offset) * PRELUDE.steps),
    },
  };
}

/** Both classes weigh the same; within a class a domain weighs by its texts, small ones more each. */
function weights(rows, windows, examples) {
  const key = (i) => `${rows[windows.row[i]].domain} ${rows[windows.row[i]].label}`;
  const sizes = new Map();
  for (const i of examples) sizes.set(key(i), (sizes.get(key(i)) ?? 0) + 1);
  const weight = new Float64Array(windows.row.length);
  const total = [0, 0];
  for (const i of examples) {
    weight[i] = 1 / (sizes.get(key(i)) + SMOOTH);
    total[rows[windows.row[i]].label] += weight[i];
  }
  for (const i of examples) weight[i] *= examples.length / 2 / total[rows[windows.row[i]].label];
  return weight;
}

/**
 * log2 of each common word's probability among common words, in human and in LLM windows, as the file will hold it: `all`, and
 * `without` each domain. A window is measured against the words of other domains, or the trait would look better in
 * training than it is.
 */
function countPrelude(rows, windows, size, examples, weight) {
  const domainOf = (i) => rows[windows.row[i]].domain;
  const own = new Map();
  for (const i of examples) {
    if (!own.has(domainOf(i))) own.set(domainOf(i), [new Float64Array(size), new Float64Array(size)]);
    const counts = own.get(domainOf(i))[rows[windows.row[i]].label];
    for (const id of windows.ids[i]) if (id >= 0) counts[id] += weight[i];
  }
  const logs = (domains) => {
    const [human, llm] = [0, 1].map((label) => {
      const counts = new Float64Array(size).fill(PRELUDE.floor);
      for (const domain of domains) {
        for (let id = 0; id < size; id++) counts[id] += own.get(domain)[label][id];
      }
      const sum = counts.reduce((a, b) => a + b, 0);
      return Float32Array.from(counts, (n) => {
        const steps = Math.round((Math.log2(n / sum) - PRELUDE.offset) * PRELUDE.steps);
        return PRELUDE.offset + Math.max(-127, Math.min(127, steps)) / PRELUDE.steps;
      });
    });
    return { human, llm };
  };
  const domains = [...own.keys()];
  const without = new Map(domains.map((domain) => [domain, logs(domains.filter((other) => other !== domain))]));
  return { ...logs(domains), of: (i) => without.get(domainOf(i)) };
}

function fitStyle(windows, examples, sign, weight, label, prelude) {
  const { of, ids } = windows;
  const features = withPrelude(windows, examples, prelude);
  const mean = new Float64Array(of);
  const sd = new Float64Array(of);
  for (const i of examples) for (let f = 0; f < of; f++) mean[f] += features[i * of + f] / examples.length;
  for (const i of examples)
    for (let f = 0; f < of; f++) sd[f] += (features[i * of + f] - mean[f]) ** 2 / examples.length;
  // A trait that is the same everywhere says nothing; its spread would be written to the file as 0.
  for (let f = 0; f < of; f++) sd[f] = sd[f] < LEAST_SD ** 2 ? 1 : Math.sqrt(sd[f]);
  const z = new Float32Array(ids.length * of);
  const human = new Float64Array(of);
  let humans = 0;
  for (const i of examples) {
    if (label(i) === 0) humans += weight[i];
    for (let f = 0; f < of; f++) {
      const value = Math.max(-CLIP, Math.min(CLIP, (features[i * of + f] - mean[f]) / sd[f]));
      z[i * of + f] = value;
      if (label(i) === 0) human[f] += weight[i] * value;
    }
  }
  const table = new Float64Array(of);
  const bias = fitLogistic(
    {
      examples,
      sign,
      cost: (i) => OPTIONS.style.c * weight[i],
      squares(i) {
        let sum = 0;
        for (let f = 0; f < of; f++) if (IN_SCORE[f]) sum += z[i * of + f] ** 2;
        return sum;
      },
      dot(i) {
        let sum = 0;
        for (let f = 0; f < of; f++) if (IN_SCORE[f]) sum += table[f] * z[i * of + f];
        return sum;
      },
      add(i, by) {
        for (let f = 0; f < of; f++) if (IN_SCORE[f]) table[f] += by * z[i * of + f];
      },
    },
    OPTIONS,
  );
  const rounded = (column) => Array.from(column, (x) => round(x, 5));
  return {
    bias: round(bias, 5),
    mean: rounded(mean),
    sd: rounded(sd),
    weights: rounded(table),
    human: rounded(human.map((x) => x / humans)),
  };
}

/** The features with those of the prelude filled in. */
function withPrelude({ features, of, ids }, examples, prelude) {
  const out = Float32Array.from(features);
  const at = (id) => FEATURES.findIndex((f) => f.about.id === id);
  const bits = at(PRELUDE_IDS.human);
  const gain = at(PRELUDE_IDS.gain);
  for (const i of examples) {
    const { human, llm } = prelude.of(i);
    let n = 0;
    let sum = 0;
    let more = 0;
    for (const id of ids[i]) {
      if (id < 0) continue;
      n++;
      sum -= human[id];
      more += llm[id] - human[id];
    }
    out[i * of + bits] = n === 0 ? 0 : sum / n;
    out[i * of + gain] = n === 0 ? 0 : more / n;
  }
  return out;
}

/** Weights as bytes; the largest thousandth of a percent is cut, so that one weight does not coarsen all. */
function quantised(table) {
  const sizes = Float32Array.from(table, Math.abs).sort();
  const most = round(sizes[Math.floor(sizes.length * 0.99999)], 6) || 1;
  return { most, weights: bytes(table, (w) => compand(w, most)) };
}

export function bytes(column, toByte) {
  return Buffer.from(Int8Array.from(column, (x) => Math.max(-127, Math.min(127, Math.round(toByte(x)))))).toString(
    'base64',
  );
}

export function round(x, digits) {
  return Math.round(x * 10 ** digits) / 10 ** digits;
}
