// Vendi score: the effective number of different samples, from the eigenvalues of their similarity.
import type { DrawnMetric, DrawnSample } from '../metric.ts';
import { symmetricEigenvalues } from '../statistics/eigenvalues.ts';
import { drawnPart } from '../statistics/subsample.ts';
import { type DrawnGrams, drawnGrams, type Tokeniser, tokenIds } from '../text/drawnGrams.ts';
import { words } from '../text/words.ts';

const ORDERS = [1, 2, 3, 4];

export const vendi: DrawnMetric = {
  id: 'vendi',
  about: {
    label: 'Vendi score',
    unit: 'samples',
    group: 'variety',
    format: 'decimal',
    better: 'higher',
    explains: 'How many wholly different samples the drawn ones are worth, from 1 to their number.',
    source:
      'Friedman & Dieng 2023: exp(−Σ λ ln λ), λ the eigenvalues of K/n, K the mean cosine of the counts of word ' +
      '1- to 4-grams. It grows with the number of drawn samples and half of them have another score, so there is no interval: ' +
      'compare only scores of equally many samples',
    cost: 'eigenvalues of up to 500 drawn samples',
    sizeDependent: true,
    languages: 'any',
  },
  draw: { samples: 500, words: 150_000 },
  measure(samples, of) {
    const n = samples.length;
    if (n === 0) return { value: null, unit: 'samples' };
    // One sample may be of any length, and needs no n-grams.
    const value = n === 1 ? 1 : vendiScore(gramSimilarity(samples, ORDERS, words), n);
    return { value, unit: 'samples', ...drawnPart(n, of, () => undefined) };
  },
};

/** exp(−Σ λ ln λ) over the eigenvalues of K/n; `k` is n × n with ones on its diagonal, row by row, and is used up. */
export function vendiScore(k: Float64Array, n: number): number {
  let entropy = 0;
  for (const eigenvalue of symmetricEigenvalues(k, n)) {
    const share = eigenvalue / n;
    if (share > 0) entropy -= share * Math.log(share);
  }
  return Math.min(n, Math.max(1, Math.exp(entropy)));
}

/**
 * The n × n matrix of mean cosines over the orders. A sample without an n-gram of an order (it is too short) stands there with its
 * whole text as one n-gram, so that it equals its own copies and nothing else; else its likeness to itself would be below 1.
 */
export function gramSimilarity(
  samples: readonly DrawnSample[],
  orders: readonly number[],
  tokenise: Tokeniser,
): Float64Array {
  const n = samples.length;
  const tokens = tokenIds(samples, tokenise);
  const all = drawnGrams(tokens, Math.max(...orders));
  const k = new Float64Array(n * n);
  for (const order of orders) addCosines(k, n, all[order - 1] as DrawnGrams, wholeTexts(tokens), 1 / orders.length);
  for (let i = 0; i < n; i++) {
    k[i * n + i] = 1;
    for (let j = 0; j < i; j++) k[j * n + i] = k[i * n + j] as number;
  }
  return k;
}

/** A number per different text, for the samples that are too short for an order. */
function wholeTexts(tokens: readonly (readonly Int32Array[])[]): Int32Array {
  const known = new Map<string, number>();
  return Int32Array.from(tokens, (segments) => {
    // Only short texts can lack an order, so the long ones need no key.
    const key = segments.map((ids) => (ids.length < 8 ? ids.join(' ') : '…')).join('\n');
    const id = known.get(key) ?? known.size;
    known.set(key, id);
    return id;
  });
}

/** Adds weight × cosine of each pair to the lower triangle, by walking over who holds each n-gram. */
function addCosines(k: Float64Array, n: number, grams: DrawnGrams, texts: Int32Array, weight: number): void {
  const { samples, types } = grams;
  const starts = new Int32Array(types + 1);
  for (const { ids } of samples) for (const id of ids) starts[id + 1] = (starts[id + 1] as number) + 1;
  for (let id = 0; id < types; id++) starts[id + 1] = (starts[id + 1] as number) + (starts[id] as number);
  const fill = starts.slice(0, types);
  const holders = new Int32Array(starts[types] as number);
  const values = new Float64Array(holders.length);
  const factor = Math.sqrt(weight);
  samples.forEach(({ ids, counts }, i) => {
    let squares = 0;
    for (const count of counts) squares += count * count;
    const scale = factor / Math.sqrt(squares);
    const row = i * n;
    for (let g = 0; g < ids.length; g++) {
      const id = ids[g] as number;
      const value = (counts[g] as number) * scale;
      const end = fill[id] as number;
      for (let h = starts[id] as number; h < end; h++) {
        const at = row + (holders[h] as number);
        k[at] = (k[at] as number) + value * (values[h] as number);
      }
      holders[end] = i;
      values[end] = value;
      fill[id] = end + 1;
    }
    if (ids.length > 0) return;
    for (let j = 0; j < i; j++) {
      if (samples[j]?.ids.length === 0 && texts[j] === texts[i]) k[row + j] = (k[row + j] as number) + weight;
    }
  });
}
