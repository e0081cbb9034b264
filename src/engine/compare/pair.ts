// Two sets of samples that are compared, with n-grams numbered anew: small numbers, so that thousands of permutations run in the cache.
import { ORDERS, type SamplePool } from './pool.ts';

/** Distinct n-grams of one order, sample by sample. */
export interface SharedGrams {
  /** Those that at least two samples of the pair hold, each once per sample: ids[offsets[s]] … */
  readonly ids: Int32Array;
  readonly offsets: Uint32Array;
  readonly types: number;
  /** Per sample: distinct n-grams that no other sample of the pair holds, and all n-grams with repeats. */
  readonly alone: Uint32Array;
  readonly total: Uint32Array;
}

export interface Pair {
  /** Number in the pool of each sample; the first `split` are the reference's. */
  readonly samples: Uint32Array;
  readonly split: number;
  /** Words of sample s: words[offsets[s]] …; numbers of word types. */
  readonly words: Int32Array;
  readonly offsets: Uint32Array;
  readonly types: number;
  /** The same without order: types of sample s, kinds[kindOffsets[s]] …, and how often each stands there. */
  readonly kinds: Int32Array;
  readonly kindCounts: Int32Array;
  readonly kindOffsets: Uint32Array;
  /** By order − 2. */
  readonly grams: readonly SharedGrams[];
  /** Mid-rank of the sample's length among all, 0..1. */
  readonly lengthRank: Float64Array;
}

/** The samples of the reference (pool numbers from 0) and of another step; `other` null for the reference alone. */
export function pairOf(pool: SamplePool, other: number | null): Pair {
  const split = pool.first[1] as number;
  const from = other === null ? 0 : (pool.first[other] as number);
  const to = other === null ? 0 : (pool.first[other + 1] as number);
  const samples = Uint32Array.from({ length: split + to - from }, (_, i) => (i < split ? i : from + i - split));
  const offsets = new Uint32Array(samples.length + 1);
  samples.forEach((s, i) => {
    offsets[i + 1] = (offsets[i] as number) + (pool.offsets[s + 1] as number) - (pool.offsets[s] as number);
  });
  const words = new Int32Array(offsets[samples.length] as number);
  const renumbered = new Int32Array(pool.types[0] as number).fill(-1);
  let types = 0;
  samples.forEach((s, i) => {
    const begin = pool.offsets[s] as number;
    for (let k = 0, at = offsets[i] as number; at < (offsets[i + 1] as number); k++, at++) {
      const id = (pool.grams[0] as Int32Array)[begin + k] as number;
      if (renumbered[id] === -1) renumbered[id] = types++;
      words[at] = renumbered[id] as number;
    }
  });
  const grams = Array.from({ length: ORDERS - 1 }, (_, i) => sharedGrams(pool, samples, i + 2));
  return {
    samples,
    split,
    words,
    offsets,
    types,
    ...kindsOf(words, offsets, types),
    grams,
    lengthRank: ranks(offsets),
  };
}

function kindsOf(
  words: Int32Array,
  offsets: Uint32Array,
  types: number,
): Pick<Pair, 'kinds' | 'kindCounts' | 'kindOffsets'> {
  const kinds = new Int32Array(words.length);
  const kindCounts = new Int32Array(words.length);
  const kindOffsets = new Uint32Array(offsets.length);
  /** Place of a type among the kinds of the sample at hand. */
  const place = new Int32Array(types).fill(-1);
  let end = 0;
  for (let s = 0; s + 1 < offsets.length; s++) {
    const begin = end;
    for (let at = offsets[s] as number; at < (offsets[s + 1] as number); at++) {
      const id = words[at] as number;
      if ((place[id] as number) < begin) {
        place[id] = end;
        kinds[end++] = id;
      }
      const own = place[id] as number;
      kindCounts[own] = (kindCounts[own] as number) + 1;
    }
    kindOffsets[s + 1] = end;
  }
  return { kinds: kinds.slice(0, end), kindCounts: kindCounts.slice(0, end), kindOffsets };
}

function sharedGrams(pool: SamplePool, samples: Uint32Array, order: number): SharedGrams {
  const ids = pool.grams[order - 1] as Int32Array;
  const types = pool.types[order - 1] as number;
  const holders = new Uint32Array(types);
  /** Last sample that held the n-gram, + 1. */
  const seen = new Uint32Array(types);
  const total = new Uint32Array(samples.length);
  samples.forEach((s, i) => {
    for (let at = pool.offsets[s] as number; at < (pool.offsets[s + 1] as number); at++) {
      const id = ids[at] as number;
      if (id < 0) continue;
      total[i] = (total[i] as number) + 1;
      if (seen[id] === i + 1) continue;
      seen[id] = i + 1;
      holders[id] = (holders[id] as number) + 1;
    }
  });
  seen.fill(0);
  const renumbered = new Int32Array(types).fill(-1);
  const alone = new Uint32Array(samples.length);
  const offsets = new Uint32Array(samples.length + 1);
  const out: number[] = [];
  let next = 0;
  samples.forEach((s, i) => {
    for (let at = pool.offsets[s] as number; at < (pool.offsets[s + 1] as number); at++) {
      const id = ids[at] as number;
      if (id < 0 || seen[id] === i + 1) continue;
      seen[id] = i + 1;
      if (holders[id] === 1) {
        alone[i] = (alone[i] as number) + 1;
        continue;
      }
      if (renumbered[id] === -1) renumbered[id] = next++;
      out.push(renumbered[id] as number);
    }
    offsets[i + 1] = out.length;
  });
  return { ids: Int32Array.from(out), offsets, types: next, alone, total };
}

function ranks(offsets: Uint32Array): Float64Array {
  const n = offsets.length - 1;
  const length = (i: number) => (offsets[i + 1] as number) - (offsets[i] as number);
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => length(a) - length(b));
  const out = new Float64Array(n);
  for (let from = 0; from < n; ) {
    let to = from + 1;
    while (to < n && length(order[to] as number) === length(order[from] as number)) to++;
    for (let k = from; k < to; k++) out[order[k] as number] = (from + to) / 2 / n;
    from = to;
  }
  return out;
}
