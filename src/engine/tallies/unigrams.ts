// How often each word type occurs in a view.
import type { Env, Fold, Tallies } from '../metric.ts';
import {
  addGram,
  decodeGrams,
  distinctGrams,
  eachGram,
  encodeGrams,
  type GramTable,
  gramTable,
  mergeGrams,
  removeGram,
} from '../sketch/gramTable.ts';

import { sampled } from './sampled.ts';

/**
 * Types grow far slower than text, and a drawn head of a Zipf distribution says nothing: whatever the memory, the table
 * is exact for 700,000 types (12 MB).
 */
export function unigramSlots(env: Env): number {
  return Math.max(1 << 20, env.maxSlots >>> 3);
}

export const unigramsTally: Fold<GramTable> = {
  id: 'unigrams',
  version: 1,
  init: (env) => gramTable(unigramSlots(env)),
  add(s, { words }) {
    for (let i = 0; i < words.length; i++) addGram(s, words.lo[i] as number, words.hi[i] as number, 1);
  },
  remove(s, { words }) {
    for (let i = 0; i < words.length; i++) removeGram(s, words.lo[i] as number, words.hi[i] as number, 1);
  },
  merge: mergeGrams,
  encode: encodeGrams,
  decode: decodeGrams,
};

export const unigramsOf = (t: Tallies): GramTable => t.unigrams as GramTable;

/** Says that a metric rests on drawn types only; nothing where the table is exact. */
export function drawnTypes(t: Tallies): ReturnType<typeof sampled> {
  const { sizes, level } = unigramsOf(t);
  return sampled(sizes[0] as number, level);
}

/** Number of word types; an estimate above the table's capacity. */
export const typesOf = (t: Tallies): number => distinctGrams(unigramsOf(t), 1);

/** Counts of all kept types, highest first. */
export function sortedCounts(t: Tallies): Uint32Array {
  const table = unigramsOf(t);
  const counts = new Uint32Array(table.sizes[0] as number);
  let i = 0;
  eachGram(table, (_tag, _hi, _order, count) => {
    counts[i++] = count;
  });
  return counts.sort().reverse();
}
