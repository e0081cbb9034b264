// How often each word type occurs in a view, and where it occurs first.
import { blockId, decodeJson, type Env, encodeJson, type Fold, type Tallies } from '../metric.ts';
import {
  addWords,
  countsOfTypes,
  decodeTypes,
  encodeEntries,
  headOf,
  mergeTypes,
  removeWords,
  subtractTypes,
  type TypeTable,
  typeTable,
} from '../sketch/typeTable.ts';
import { joinBytes, splitBytes } from './bytes.ts';
import { sampled } from './sampled.ts';

/**
 * Types grow far slower than text, and a drawn head of a Zipf distribution says nothing: whatever the memory, the table
 * is exact for 700,000 types (20 MB).
 */
export function unigramSlots(env: Env): number {
  return Math.max(1 << 20, env.maxSlots >>> 3);
}

export const unigramsTally: Fold<TypeTable> = {
  id: 'unigrams',
  version: 2,
  init: (env) => typeTable(unigramSlots(env)),
  add: (s, { key, words }) => addWords(s, blockId(key), words),
  remove: (s, { key, words }) => removeWords(s, blockId(key), words),
  merge: mergeTypes,
  subtract: subtractTypes,
  encode: (s) => joinBytes(encodeJson(headOf(s)), encodeEntries(s)),
  decode(bytes) {
    const [head, entries] = splitBytes(bytes);
    return decodeTypes(decodeJson(head), entries);
  },
};

export const unigramsOf = (t: Tallies): TypeTable => t.unigrams as TypeTable;

/** Says that a metric rests on drawn types only; nothing where the table is exact. */
export function drawnTypes(t: Tallies): ReturnType<typeof sampled> {
  const { size, level } = unigramsOf(t);
  return sampled(size, level);
}

/** Number of word types; an estimate above the table's capacity. */
export function typesOf(t: Tallies): number {
  const { size, level } = unigramsOf(t);
  return size * 2 ** level;
}

/** Counts of all kept types, highest first. */
export const sortedCounts = (t: Tallies): Uint32Array => countsOfTypes(unigramsOf(t));
