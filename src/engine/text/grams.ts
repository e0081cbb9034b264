// Word n-grams of a prepared sample as hash lanes, built up from the n-gram one shorter; never across segments.
import { chain } from './hash.ts';
import type { Prepared } from './prepare.ts';

/** Hash lanes of tokens. */
export interface Lanes {
  readonly lo: Int32Array;
  readonly hi: Int32Array;
}

/** Visits all n-grams of orders 2..4 of a token range; `at` is the index of the first token. */
export function eachUpTo4(
  tokens: Lanes,
  from: number,
  to: number,
  visit: (order: number, lo: number, hi: number, at: number) => void,
): void {
  const { lo, hi } = tokens;
  for (let i = from; i + 1 < to; i++) {
    let l = chain(lo[i] as number, lo[i + 1] as number);
    let h = chain(hi[i] as number, hi[i + 1] as number);
    visit(2, l, h, i);
    if (i + 2 >= to) continue;
    l = chain(l, lo[i + 2] as number);
    h = chain(h, hi[i + 2] as number);
    visit(3, l, h, i);
    if (i + 3 >= to) continue;
    visit(4, chain(l, lo[i + 3] as number), chain(h, hi[i + 3] as number), i);
  }
}

/** Visits the n-grams of one order of every segment of a sample. */
export function eachWordGram(
  x: Pick<Prepared, 'words' | 'borders' | 'segments'>,
  order: number,
  visit: (lo: number, hi: number, at: number) => void,
): void {
  for (let s = 0; s < x.segments.length; s++) {
    eachGramOf(x.words, x.borders[s] as number, x.borders[s + 1] as number, order, visit);
  }
}

/** Visits the n-grams of one order of a token range. */
export function eachGramOf(
  tokens: Lanes,
  from: number,
  to: number,
  order: number,
  visit: (lo: number, hi: number, at: number) => void,
): void {
  const { lo, hi } = tokens;
  for (let i = from; i + order <= to; i++) {
    let l = lo[i] as number;
    let h = hi[i] as number;
    for (let k = 1; k < order; k++) {
      l = chain(l, lo[i + k] as number);
      h = chain(h, hi[i + k] as number);
    }
    visit(l, h, i);
  }
}
