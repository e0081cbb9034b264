// N-grams of drawn samples as dense ids with counts per sample; they never cross a turn or field.
import type { DrawnSample } from '../metric.ts';

/** The n-grams of one sample: different ids, and how often each occurs. */
export interface GramCounts {
  readonly ids: Int32Array;
  readonly counts: Int32Array;
  readonly total: number;
}

export interface DrawnGrams {
  readonly samples: readonly GramCounts[];
  /** Different n-grams over all samples; ids are 0..types − 1. */
  readonly types: number;
}

/** A text's tokens. */
export type Tokeniser = (text: string) => readonly string[];

/** Tokens of each segment of each sample, as ids. */
export function tokenIds(samples: readonly DrawnSample[], tokenise: Tokeniser): Int32Array[][] {
  const known = new Map<string, number>();
  const idOf = (token: string) => {
    const id = known.get(token) ?? known.size;
    if (id === known.size) known.set(token, id);
    return id;
  };
  return samples.map(({ segments }) => segments.map((text) => Int32Array.from(tokenise(text), idOf)));
}

/** N-grams of orders 1..most, by order; order n is at [n − 1]. At most 2²⁴ different n-grams of an order. */
export function drawnGrams(tokens: readonly (readonly Int32Array[])[], most: number): DrawnGrams[] {
  const orders: DrawnGrams[] = [];
  // An n-gram is known by the id of its first n − 1 tokens and its last token.
  let heads = tokens.map((segments) => segments.map((ids) => Int32Array.from(ids)));
  let size = 0;
  for (const segments of tokens) for (const ids of segments) for (const id of ids) size = Math.max(size, id + 1);
  let types = size;
  for (let n = 1; n <= most; n++) {
    if (n > 1) {
      const known = new Map<number, number>();
      heads = heads.map((segments, s) =>
        segments.map((head, g) => {
          const last = (tokens[s] as readonly Int32Array[])[g] as Int32Array;
          const grams = head.subarray(0, Math.max(0, head.length - 1));
          for (let i = 0; i < grams.length; i++) {
            const key = (grams[i] as number) * size + (last[i + n - 1] as number);
            const id = known.get(key) ?? known.size;
            if (id === known.size) known.set(key, id);
            grams[i] = id;
          }
          return grams;
        }),
      );
      types = known.size;
    }
    orders.push({ samples: heads.map(countGrams), types });
  }
  return orders;
}

function countGrams(segments: readonly Int32Array[]): GramCounts {
  const total = segments.reduce((sum, grams) => sum + grams.length, 0);
  const sorted = new Int32Array(total);
  let at = 0;
  for (const grams of segments) {
    sorted.set(grams, at);
    at += grams.length;
  }
  sorted.sort();
  const ids: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < total; ) {
    let j = i + 1;
    while (j < total && sorted[j] === sorted[i]) j++;
    ids.push(sorted[i] as number);
    counts.push(j - i);
    i = j;
  }
  return { ids: Int32Array.from(ids), counts: Int32Array.from(counts), total };
}
