// Word n-grams of orders 2..4 of a view: how often each pair and triple occurs, how many samples hold each 4-gram, and
// how many n-grams there are in all. Distinct-n, novelty and boilerplate read it.
import { decodeJson, encodeJson, type Fold, type Tallies } from '../metric.ts';
import {
  addGram,
  decodeGrams,
  encodeGrams,
  type GramTable,
  gramTable,
  mergeGrams,
  removeGram,
} from '../sketch/gramTable.ts';
import { ScratchSet } from '../sketch/scratchSet.ts';
import { eachUpTo4 } from '../text/grams.ts';
import type { Prepared } from '../text/prepare.ts';
import { joinBytes, splitBytes } from './bytes.ts';

export interface WordGrams {
  table: GramTable;
  /** N-grams that occur, index order − 1, all of them exact. */
  totals: number[];
}

export const wordGramsTally: Fold<WordGrams> = {
  id: 'wordGrams',
  version: 1,
  init: (env) => ({ table: gramTable(env.maxSlots, env.level), totals: [0, 0, 0, 0] }),
  add: (s, x) => count(s, x, 1, addGram),
  remove: (s, x) => count(s, x, -1, removeGram),
  merge: (a, b) => ({
    table: mergeGrams(a.table, b.table),
    totals: a.totals.map((n, i) => n + (b.totals[i] as number)),
  }),
  encode: (s) => joinBytes(encodeJson(s.totals), encodeGrams(s.table)),
  decode(bytes) {
    const [totals, table] = splitBytes(bytes);
    return { totals: decodeJson(totals), table: decodeGrams(table) };
  },
};

const seen = new ScratchSet();

function count({ table, totals }: WordGrams, x: Prepared, sign: 1 | -1, apply: typeof addGram): void {
  seen.clear();
  for (let s = 0; s < x.segments.length; s++) {
    const from = x.borders[s] as number;
    const to = x.borders[s + 1] as number;
    for (let n = 1; n <= 4; n++) totals[n - 1] = (totals[n - 1] as number) + sign * Math.max(0, to - from - n + 1);
    eachUpTo4(x.words, from, to, (order, lo, hi) => {
      // 4-grams count samples, not occurrences.
      if (order < 4 || seen.add(lo, hi) === 1) apply(table, lo, hi, order);
    });
  }
}

export const wordGramsOf = (t: Tallies): WordGrams => t.wordGrams as WordGrams;
