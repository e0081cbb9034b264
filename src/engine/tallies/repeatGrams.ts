// 4-grams of white-space tokens inside a sample: how many samples hold each. Self-repetition reads it.
import type { Fold, Tallies } from '../metric.ts';
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
import { eachGramOf } from '../text/grams.ts';
import type { Prepared } from '../text/prepare.ts';

export const repeatGramsTally: Fold<GramTable> = {
  id: 'repeatGrams',
  version: 1,
  init: (env) => gramTable(env.maxSlots, env.level),
  add: (s, x) => count(s, x, addGram),
  remove: (s, x) => count(s, x, removeGram),
  merge: mergeGrams,
  encode: encodeGrams,
  decode: decodeGrams,
};

const seen = new ScratchSet();

function count(table: GramTable, { whitespaced }: Prepared, apply: typeof addGram): void {
  seen.clear();
  eachGramOf(whitespaced, 0, whitespaced.length, 4, (lo, hi) => {
    if (seen.add(lo, hi) === 1) apply(table, lo, hi, 4);
  });
}

export const repeatGramsOf = (t: Tallies): GramTable => t.repeatGrams as GramTable;
