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
import { eachGramOf } from '../text/grams.ts';

export const repeatGramsTally: Fold<GramTable> = {
  id: 'repeatGrams',
  version: 1,
  init: (env) => gramTable(env.maxSlots, env.level),
  add(s, { whitespaced, serial }) {
    eachGramOf(whitespaced, 0, whitespaced.length, 4, (lo, hi) => addGram(s, lo, hi, 4, serial));
  },
  remove(s, { whitespaced }) {
    const seen = new Set<string>();
    eachGramOf(whitespaced, 0, whitespaced.length, 4, (lo, hi) => {
      const key = `${lo}:${hi}`;
      if (seen.has(key)) return;
      seen.add(key);
      removeGram(s, lo, hi, 4);
    });
  },
  merge: mergeGrams,
  encode: encodeGrams,
  decode: decodeGrams,
};

export const repeatGramsOf = (t: Tallies): GramTable => t.repeatGrams as GramTable;
