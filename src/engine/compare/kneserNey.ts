// An interpolated modified Kneser–Ney trigram model of a set of samples, over numbered n-grams.
import type { SamplePool } from './pool.ts';

/** Discounts of n-grams that are seen once, twice, and more often. */
export type Discounts = readonly [one: number, two: number, more: number];

/**
 * Chen & Goodman 1999, An empirical study of smoothing techniques for language modeling, section 3: with Y = n₁ / (n₁ + 2 n₂),
 * D₁ = 1 − 2Y n₂/n₁, D₂ = 2 − 3Y n₃/n₂, D₃₊ = 3 − 4Y n₄/n₃, where nᵢ n-grams have the count i. Where too few n-grams tell, 0.5, 1 and 1.5 stand in; no
 * discount is larger than the count or smaller than 0.
 */
export function discounts(n1: number, n2: number, n3: number, n4: number): Discounts {
  if (n1 === 0 || n2 === 0) return [0.5, 1, 1.5];
  const y = n1 / (n1 + 2 * n2);
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
  return [
    within(1 - (2 * y * n2) / n1, 1),
    within(2 - (3 * y * n3) / n2, 2),
    n3 === 0 ? 1.5 : within(3 - (4 * y * n4) / n3, 3),
  ];
}

/** Counts of one order, and what its contexts hold. */
interface Level {
  /** By n-gram. */
  readonly counts: Int32Array;
  readonly discounts: Discounts;
  /** By context: the sum of the counts of its continuations, and what discounting takes of them. */
  readonly sums: Float64Array;
  readonly freed: Float64Array;
}

/**
 * p(w | u v) of a word after two others: the highest order by counts, lower ones by the number of different words before. The last fall-back is uniform
 * over the vocabulary and one class for all unknown words. A segment's first word has no context, its second one word: no marks are put
 * before it.
 */
export class KneserNey {
  /** Word types of the training samples. */
  readonly vocabulary: number;
  private readonly words: Level;
  private readonly pairs: Level;
  private readonly triples: Level;

  /** Trains on the samples for which `isIn` holds. */
  constructor(
    private readonly pool: SamplePool,
    isIn: (sample: number) => boolean,
  ) {
    const [one, two, three] = pool.grams as [Int32Array, Int32Array, Int32Array];
    const [types1, types2, types3] = pool.types as [number, number, number];
    const known = new Uint8Array(types1);
    const triples = new Int32Array(types3);
    /** Word types before each pair, and before each word; noted when a triple or pair is first met. */
    const pairs = new Int32Array(types2);
    const words = new Int32Array(types1);
    const metPair = new Uint8Array(types2);
    const contextOfTriple = new Int32Array(types3);
    const contextOfPair = new Int32Array(types2);
    for (let s = 0; s + 1 < pool.offsets.length; s++) {
      if (!isIn(s)) continue;
      for (let at = pool.offsets[s] as number; at < (pool.offsets[s + 1] as number); at++) {
        const word = one[at] as number;
        known[word] = 1;
        const pair = two[at] as number;
        if (pair < 0) continue;
        if (metPair[pair] === 0) {
          metPair[pair] = 1;
          contextOfPair[pair] = word;
          const next = one[at + 1] as number;
          words[next] = (words[next] as number) + 1;
        }
        const triple = three[at] as number;
        if (triple < 0) continue;
        if (triples[triple] === 0) {
          contextOfTriple[triple] = pair;
          const last = two[at + 1] as number;
          pairs[last] = (pairs[last] as number) + 1;
        }
        triples[triple] = (triples[triple] as number) + 1;
      }
    }
    this.vocabulary = known.reduce((n, x) => n + x, 0);
    this.words = level(words, () => 0, 1);
    this.pairs = level(pairs, (pair) => contextOfPair[pair] as number, types1);
    this.triples = level(triples, (triple) => contextOfTriple[triple] as number, types2);
  }

  /** Natural logarithm of the probability of the word at `at`; `begin` is where its segment begins. */
  logProbability(at: number, begin: number): number {
    const [one, two, three] = this.pool.grams as [Int32Array, Int32Array, Int32Array];
    let p = 1 / (this.vocabulary + 1);
    p = interpolated(this.words, one[at] as number, 0, p);
    if (at - 1 >= begin) p = interpolated(this.pairs, two[at - 1] as number, one[at - 1] as number, p);
    if (at - 2 >= begin) p = interpolated(this.triples, three[at - 2] as number, two[at - 2] as number, p);
    return Math.log(p);
  }
}

function level(counts: Int32Array, contextOf: (gram: number) => number, contexts: number): Level {
  const n = [0, 0, 0, 0, 0];
  for (const c of counts) if (c > 0 && c < 5) n[c] = (n[c] as number) + 1;
  const found = discounts(n[1] as number, n[2] as number, n[3] as number, n[4] as number);
  const sums = new Float64Array(contexts);
  const freed = new Float64Array(contexts);
  counts.forEach((c, gram) => {
    if (c === 0) return;
    const context = contextOf(gram);
    sums[context] = (sums[context] as number) + c;
    freed[context] = (freed[context] as number) + (found[Math.min(c, 3) - 1] as number);
  });
  return { counts, discounts: found, sums, freed };
}

/** What the context leaves to the lower order. */
function weight({ sums, freed }: Level, context: number): number {
  const sum = sums[context] as number;
  return sum === 0 ? 1 : (freed[context] as number) / sum;
}

function interpolated(level: Level, gram: number, context: number, lower: number): number {
  const sum = level.sums[context] as number;
  if (sum === 0) return lower;
  const c = level.counts[gram] as number;
  const own = c === 0 ? 0 : Math.max(0, c - (level.discounts[Math.min(c, 3) - 1] as number));
  return own / sum + weight(level, context) * lower;
}
