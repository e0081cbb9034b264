// One side of a pair at the budget: what a set of samples has. Runs thousands of times, so it counts in arrays that are kept.
import type { Pair, SharedGrams } from './pair.ts';

/** What is measured of a side, in the order of `SideCounter.values`. */
export const SIDE_IDS = [
  'types',
  'hapax-share',
  'distinct-1',
  'distinct-2',
  'distinct-3',
  'distinct-4',
  'entropy',
  'entropy-mm',
  'novelty',
  'low-novelty',
  'zipf',
  'length-rank',
] as const;

const TYPES = 0;
const HAPAX = 1;
/** Of order 1; 2 to 4 follow. */
const DISTINCT = 2;
const ENTROPY = 6;
const NOVELTY = 8;
const ZIPF = 10;
const LENGTH = 11;
/** Stands for more than one holder. */
const MANY = 3;
/** Place of the 4-grams in `Pair.grams`. */
const FOUR = 2;

/** As in scoring/score.ts: a sample with fewer distinct 4-grams has no novelty. */
const MIN_GRAMS = 17;
const LOW = 0.2;
const FIRST_RANK = 10;
const LAST_RANK = 10_000;
const LEAST_POINTS = 20;

/** Log₁₀ of ranks, summed up, for the regression of Zipf's curve: ranks with equal counts are taken together. */
const logSums = new Float64Array(LAST_RANK + 1);
const squareSums = new Float64Array(LAST_RANK + 1);
for (let rank = 1; rank <= LAST_RANK; rank++) {
  const x = Math.log10(rank);
  logSums[rank] = (logSums[rank - 1] as number) + x;
  squareSums[rank] = (squareSums[rank - 1] as number) + x * x;
}

/** Whole samples of `order` that come nearest to `budget` words; at least one. */
export function prefixOf(offsets: Uint32Array, order: ArrayLike<number>, length: number, budget: number): number {
  let total = 0;
  for (let i = 0; i < length; i++) {
    const s = order[i] as number;
    const more = (offsets[s + 1] as number) - (offsets[s] as number);
    if (i > 0 && total + more - budget > budget - total) return i;
    total += more;
  }
  return length;
}

/** What `keeps` looks at: word counts and 4-grams at the smaller budget. */
export interface KeepCounts {
  /** By word type; 0 where it is not there. */
  readonly counts: Int32Array;
  /** Types that are there: the first `kinds` of `list`. */
  readonly list: Int32Array;
  kinds: number;
  words: number;
  /** By shared 4-gram: 0 where it is not there. How many are there, and distinct ones that no other sample of the pair holds. */
  readonly held: Uint8Array;
  grams: number;
  alone: number;
}

export class SideCounter {
  readonly values = new Float64Array(SIDE_IDS.length);
  readonly keep: KeepCounts;
  /** Samples at the budget, of the last call. */
  samples = 0;
  words = 0;
  /** Of the samples that have one, in the order of the draw. */
  readonly novelties: number[] = [];
  private readonly counts: Int32Array;
  private readonly list: Int32Array;
  /** By order − 2, by shared n-gram: 1 where one sample holds it, MANY where more do. Bytes, because they have to fit into the cache. */
  private readonly holders: readonly Uint8Array[];
  private ofCounts = new Uint32Array(64);

  constructor(
    private readonly pair: Pair,
    private readonly budget: number,
    private readonly keepBudget: number,
  ) {
    this.counts = new Int32Array(pair.types);
    this.list = new Int32Array(pair.types);
    this.holders = pair.grams.map((g) => new Uint8Array(g.types));
    const four = pair.grams[FOUR] as SharedGrams;
    this.keep = {
      counts: new Int32Array(pair.types),
      list: new Int32Array(pair.types),
      kinds: 0,
      words: 0,
      held: new Uint8Array(four.types),
      grams: 0,
      alone: 0,
    };
  }

  /** Measures the first samples of `order` up to the budgets. `order` holds numbers of the pair's samples. */
  measure(order: ArrayLike<number>, length: number): void {
    const n = prefixOf(this.pair.offsets, order, length, this.budget);
    this.samples = n;
    const kept = Math.min(n, prefixOf(this.pair.offsets, order, length, this.keepBudget));
    this.countWords(order, n, kept);
    for (let g = 0; g < this.pair.grams.length; g++) this.countGrams(order, n, g, kept);
    let ranks = 0;
    for (let i = 0; i < n; i++) ranks += this.pair.lengthRank[order[i] as number] as number;
    this.values[LENGTH] = ranks / n;
  }

  private countWords(order: ArrayLike<number>, n: number, kept: number): void {
    const { counts, list } = this;
    const { kinds, kindCounts, kindOffsets, offsets } = this.pair;
    let types = 0;
    let words = 0;
    for (let i = 0; i < n; i++) {
      const s = order[i] as number;
      const end = kindOffsets[s + 1] as number;
      for (let at = kindOffsets[s] as number; at < end; at++) {
        const id = kinds[at] as number;
        const count = counts[id] as number;
        if (count === 0) list[types++] = id;
        counts[id] = count + (kindCounts[at] as number);
      }
      words += (offsets[s + 1] as number) - (offsets[s] as number);
      if (i + 1 === kept) this.copyKept(types, words);
    }
    this.words = words;
    this.fromCounts(types, words);
    for (let i = 0; i < types; i++) counts[list[i] as number] = 0;
  }

  private copyKept(kinds: number, words: number): void {
    const { keep, counts, list } = this;
    for (let i = 0; i < keep.kinds; i++) keep.counts[keep.list[i] as number] = 0;
    for (let i = 0; i < kinds; i++) {
      const id = list[i] as number;
      keep.list[i] = id;
      keep.counts[id] = counts[id] as number;
    }
    keep.kinds = kinds;
    keep.words = words;
  }

  /** Types, hapaxes, entropy and Zipf's slope from how many types have each count. */
  private fromCounts(kinds: number, words: number): void {
    const { counts, list, values } = this;
    let most = 0;
    for (let i = 0; i < kinds; i++) most = Math.max(most, counts[list[i] as number] as number);
    if (this.ofCounts.length <= most) this.ofCounts = new Uint32Array(most * 2);
    const { ofCounts } = this;
    ofCounts.fill(0, 0, most + 1);
    for (let i = 0; i < kinds; i++) {
      const count = counts[list[i] as number] as number;
      ofCounts[count] = (ofCounts[count] as number) + 1;
    }
    let weighted = 0;
    for (let c = 2; c <= most; c++) {
      const n = ofCounts[c] as number;
      if (n > 0) weighted += n * c * Math.log2(c);
    }
    const entropy = Math.log2(words) - weighted / words;
    values[TYPES] = kinds;
    values[HAPAX] = (ofCounts[1] as number) / kinds;
    values[DISTINCT] = kinds / words;
    values[ENTROPY] = entropy;
    // Miller 1955.
    values[ENTROPY + 1] = entropy + (kinds - 1) / (2 * words * Math.LN2);
    values[ZIPF] = zipfSlope(ofCounts, most, kinds);
  }

  private countGrams(order: ArrayLike<number>, n: number, g: number, kept: number): void {
    const { ids, offsets, alone, total } = this.pair.grams[g] as SharedGrams;
    const holders = this.holders[g] as Uint8Array;
    const isFour = g === FOUR;
    let shared = 0;
    let own = 0;
    let all = 0;
    holders.fill(0);
    for (let i = 0; i < n; i++) {
      const s = order[i] as number;
      const end = offsets[s + 1] as number;
      for (let at = offsets[s] as number; at < end; at++) {
        const id = ids[at] as number;
        const held = holders[id] as number;
        // 0, 1, 3: without a branch, which chance would make expensive.
        shared += (held & 1) ^ 1;
        holders[id] = ((held << 1) | 1) & MANY;
      }
      own += alone[s] as number;
      all += total[s] as number;
      if (isFour && i + 1 === kept) {
        this.keep.held.set(holders);
        this.keep.grams = shared;
        this.keep.alone = own;
      }
    }
    this.values[DISTINCT + 1 + g] = (own + shared) / all;
    if (isFour) this.measureNovelty(order, n, holders);
  }

  private measureNovelty(order: ArrayLike<number>, n: number, holders: Uint8Array): void {
    const { ids, offsets, alone } = this.pair.grams[FOUR] as SharedGrams;
    let measured = 0;
    let sum = 0;
    let low = 0;
    this.novelties.length = 0;
    for (let i = 0; i < n; i++) {
      const s = order[i] as number;
      const from = offsets[s] as number;
      const to = offsets[s + 1] as number;
      const size = (alone[s] as number) + to - from;
      if (size < MIN_GRAMS) continue;
      let novel = alone[s] as number;
      for (let at = from; at < to; at++) novel += ((holders[ids[at] as number] as number) >> 1) ^ 1;
      const novelty = novel / size;
      this.novelties.push(novelty);
      measured++;
      sum += novelty;
      if (novelty < LOW) low++;
    }
    this.values[NOVELTY] = sum / measured;
    this.values[NOVELTY + 1] = low / measured;
  }
}

/** Least squares on log₁₀ rank and log₁₀ count, ranks 10 to 10,000, as in metrics/zipf.ts; NaN where there is no line. */
function zipfSlope(ofCounts: Uint32Array, most: number, kinds: number): number {
  const end = Math.min(LAST_RANK, kinds);
  let x = 0;
  let xx = 0;
  let y = 0;
  let xy = 0;
  let points = 0;
  let levels = 0;
  let rank = 0;
  for (let c = most; c >= 1 && rank < end; c--) {
    const n = ofCounts[c] as number;
    if (n === 0) continue;
    const from = Math.max(rank, FIRST_RANK - 1);
    rank = Math.min(end, rank + n);
    if (rank <= from) continue;
    const logs = (logSums[rank] as number) - (logSums[from] as number);
    const count = Math.log10(c);
    points += rank - from;
    levels++;
    x += logs;
    xx += (squareSums[rank] as number) - (squareSums[from] as number);
    y += count * (rank - from);
    xy += count * logs;
  }
  if (points < LEAST_POINTS || levels < 2) return Number.NaN;
  return (points * xy - x * y) / (points * xx - x * x);
}
