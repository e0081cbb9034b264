// Word n-grams of orders 2..4 of a view: which pairs and triples occur, how many samples hold each 4-gram, and how many
// n-grams there are in all. Distinct-n, novelty and boilerplate read it.
import { decodeJson, type Env, encodeJson, type Fold, type Tallies } from '../metric.ts';
import { attach, touch } from '../sketch/fixedTable.ts';
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
import { BATCH, GramBatch, GramList, knownAfter } from '../text/gramBatch.ts';
import { eachUpTo4, type Lanes } from '../text/grams.ts';
import type { Prepared } from '../text/prepare.ts';
import { joinBytes, splitBytes } from './bytes.ts';

export interface WordGrams {
  /** 4-grams: samples that hold each. */
  table: GramTable;
  /** Pairs and triples; a fixed table only knows them, any other counts them. */
  short: GramTable;
  /** N-grams that occur, index order − 1, all of them exact. */
  totals: number[];
}

export const wordGramsTally: Fold<WordGrams> = {
  id: 'wordGrams',
  version: 2,
  init: (env) => ({ ...tablesOf(env), totals: [0, 0, 0, 0] }),
  add: (s, x) => (s.table.fixed ? note(s, x) : count(s, x, 1, addGram)),
  remove: (s, x) => count(s, x, -1, removeGram),
  merge: (a, b) => ({
    table: mergeGrams(a.table, b.table),
    short: mergeGrams(a.short, b.short),
    totals: a.totals.map((n, i) => n + (b.totals[i] as number)),
  }),
  encode: (s) => joinBytes(encodeJson(s.totals), joinBytes(encodeGrams(s.table), encodeGrams(s.short))),
  decode(bytes) {
    const [totals, tables] = splitBytes(bytes);
    const [table, short] = splitBytes(tables);
    return { totals: decodeJson(totals), table: decodeGrams(table), short: decodeGrams(short) };
  },
};

function tablesOf({ fixed, maxSlots, level }: Env): Pick<WordGrams, 'table' | 'short'> {
  if (fixed) return { table: attach(fixed.words4), short: attach(fixed.words23) };
  return { table: gramTable(maxSlots, level), short: gramTable(maxSlots, level) };
}

const seen = new ScratchSet();

function countTotals({ totals }: WordGrams, words: number, sign: 1 | -1): void {
  for (let n = 1; n <= 4; n++) totals[n - 1] = (totals[n - 1] as number) + sign * Math.max(0, words - n + 1);
}

/** Every n-gram is counted, so that it can be taken back. */
function count(s: WordGrams, x: Prepared, sign: 1 | -1, apply: (...gram: Parameters<typeof addGram>) => void): void {
  seen.clear();
  for (let segment = 0; segment < x.segments.length; segment++) {
    const from = x.borders[segment] as number;
    const to = x.borders[segment + 1] as number;
    countTotals(s, to - from, sign);
    eachUpTo4(x.words, from, to, (order, lo, hi) => {
      // 4-grams count samples, not occurrences.
      if (order < 4) apply(s.short, lo, hi, order);
      else if (seen.add(lo, hi) === 1) apply(s.table, lo, hi, order);
    });
  }
}

const batch = new GramBatch();
const unknown = new GramList();

/**
 * Each table access costs as much as reading a word, so the 4-gram is asked first: where it was known, the pairs and
 * triples inside it are known too.
 */
function note(s: WordGrams, x: Prepared): void {
  seen.clear();
  for (let segment = 0; segment < x.segments.length; segment++) {
    const end = x.borders[segment + 1] as number;
    let from = x.borders[segment] as number;
    countTotals(s, end - from, 1);
    let knownBefore = 0;
    for (; from + 1 < end; from += BATCH) knownBefore = noteBatch(s, x.words, from, end, knownBefore);
  }
}

/** Returns how many tokens of the next batch stand in a known 4-gram of this one. */
function noteBatch({ table, short }: WordGrams, words: Lanes, from: number, end: number, knownBefore: number): number {
  const { pairs, triples, fours } = batch.fill(words, from, end);
  const { known } = batch;
  touch(table, batch.lo4, batch.hi4, fours);
  for (let k = 0; k < fours; k++) {
    const lo = batch.lo4[k] as number;
    const hi = batch.hi4[k] as number;
    if (seen.add(lo, hi) > 1 || addGram(table, lo, hi, 4)) known[k] = 1;
  }
  unknown.takeUnknown(batch, { lo: batch.lo3, hi: batch.hi3 }, 0, triples, knownBefore, 1);
  noteAll(short, 3);
  unknown.takeUnknown(batch, { lo: batch.lo2, hi: batch.hi2 }, 0, pairs, knownBefore, 2);
  noteAll(short, 2);
  return knownAfter(batch);
}

function noteAll(short: GramTable, order: number): void {
  touch(short, unknown.lo, unknown.hi, unknown.length);
  for (let u = 0; u < unknown.length; u++) addGram(short, unknown.lo[u] as number, unknown.hi[u] as number, order);
}

export const wordGramsOf = (t: Tallies): WordGrams => t.wordGrams as WordGrams;
