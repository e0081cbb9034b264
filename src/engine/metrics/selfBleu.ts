// Self-BLEU: how well each drawn sample can be put together from the n-grams of the others.
import type { DrawnMetric } from '../metric.ts';
import { drawnPart, subsampleInterval } from '../statistics/subsample.ts';
import { type DrawnGrams, drawnGrams, tokenIds } from '../text/drawnGrams.ts';
import { words } from '../text/words.ts';

const ORDERS = 4;
/** Smoothing method 1 of Chen & Cherry 2014 with NLTK's ε: what stands for a count of none. */
const EPSILON = 0.1;

export const selfBleu: DrawnMetric = {
  id: 'self-bleu',
  about: {
    label: 'Self-BLEU',
    group: 'repetition',
    format: 'ratio',
    better: 'lower',
    explains: 'How far each sample consists of word sequences that stand in the other drawn samples, 0 to 1.',
    source:
      'Zhu et al. 2018: mean BLEU-4 of each drawn sample against all others, smoothing method 1 (ε = 0.1), closest ' +
      'reference length. It grows with the number of samples, so the interval is where another draw of as many would lie',
    cost: 'n-grams of up to 500 drawn samples',
    sizeDependent: true,
    languages: 'any',
  },
  draw: { samples: 500, words: 150_000 },
  measure(samples, of) {
    const n = samples.length;
    if (n < 2) return { value: null };
    const tokens = tokenIds(samples, words);
    const orders = drawnGrams(tokens, ORDERS);
    const lengths = Int32Array.from(tokens, (segments) => segments.reduce((sum, ids) => sum + ids.length, 0));
    const maxima = orders.map(({ types }) => new TopTwo(types));
    const mean = (subset: Int32Array) => {
      let sum = 0;
      for (const score of bleuScores(orders, lengths, subset, maxima)) sum += score;
      return sum / subset.length;
    };
    const value = mean(Int32Array.from({ length: n }, (_, i) => i));
    const interval = () =>
      subsampleInterval({ n, of, value, measure: mean, centred: false, bounds: [0, 1], draws: 100 });
    return { value, ...drawnPart(n, of, interval) };
  },
};

/**
 * BLEU-4 of each sample of `subset` against the others of it, as NLTK's `sentence_bleu` with `SmoothingFunction().method1`: clipped
 * counts over counts per order (at least 1), an order without a match counts ε, geometric mean of the four, times
 * exp(1 − r/c) where the closest reference length r is not below the sample's own c; ties take the shorter; no common word, 0.
 */
export function bleuScores(
  orders: readonly DrawnGrams[],
  lengths: Int32Array,
  subset: Int32Array,
  maxima: readonly TopTwo[] = orders.map(({ types }) => new TopTwo(types)),
): Float64Array {
  const scores = new Float64Array(subset.length);
  const matched = orders.map((order, n) => clippedCounts(order, subset, maxima[n] as TopTwo));
  const sorted = Int32Array.from(subset, (i) => lengths[i] as number).sort();
  for (let k = 0; k < subset.length; k++) {
    const i = subset[k] as number;
    const length = lengths[i] as number;
    if ((matched[0] as Int32Array)[k] === 0) continue;
    let logs = 0;
    for (let n = 0; n < orders.length; n++) {
      const { total } = (orders[n] as DrawnGrams).samples[i] as { total: number };
      const count = (matched[n] as Int32Array)[k] as number;
      logs += Math.log((count === 0 ? EPSILON : count) / Math.max(1, total)) / orders.length;
    }
    const reference = closestOther(sorted, length);
    const penalty = length > reference ? 1 : Math.exp(1 - reference / length);
    scores[k] = penalty * Math.exp(logs);
  }
  return scores;
}

/** Per n-gram the two highest counts in one sample, and which sample has the highest: the others' highest in one look. */
export class TopTwo {
  readonly best: Int32Array;
  readonly owner: Int32Array;
  readonly second: Int32Array;

  constructor(types: number) {
    this.best = new Int32Array(types);
    this.owner = new Int32Array(types);
    this.second = new Int32Array(types);
  }
}

/** Per sample of `subset`: Σ over its n-grams of min(count, highest count in another sample). */
function clippedCounts({ samples }: DrawnGrams, subset: Int32Array, top: TopTwo): Int32Array {
  const { best, owner, second } = top;
  best.fill(0);
  second.fill(0);
  for (const i of subset) {
    const { ids, counts } = samples[i] as DrawnGrams['samples'][number];
    for (let k = 0; k < ids.length; k++) {
      const id = ids[k] as number;
      const count = counts[k] as number;
      if (count > (best[id] as number)) {
        second[id] = best[id] as number;
        best[id] = count;
        owner[id] = i;
      } else if (count > (second[id] as number)) second[id] = count;
    }
  }
  return Int32Array.from(subset, (i) => {
    const { ids, counts } = samples[i] as DrawnGrams['samples'][number];
    let sum = 0;
    for (let k = 0; k < ids.length; k++) {
      const id = ids[k] as number;
      sum += Math.min(counts[k] as number, (owner[id] === i ? second[id] : best[id]) as number);
    }
    return sum;
  });
}

/** The length closest to `length` among the sorted lengths, one of its own left out; the shorter of two. */
function closestOther(sorted: Int32Array, length: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < length) low = middle + 1;
    else high = middle;
  }
  const above = sorted[low + 1];
  if (above === length) return length;
  const below = sorted[low - 1];
  if (below === undefined) return above as number;
  if (above === undefined) return below;
  return above - length < length - below ? above : below;
}
