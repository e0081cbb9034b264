// N-grams of text split on spaces. Orders 1..4 of the *joined* view, split on single spaces, as the published NGD counts
// them: they run on from one sample into the next. And how many samples hold each 4-gram of a split on white space, for
// self-repetition. Both splits mostly agree, and so share a table.
import { blockId, decodeJson, encodeJson, type Fold, type Tallies } from '../metric.ts';
import { attach, touch } from '../sketch/fixedTable.ts';
import {
  addGram,
  decodeGrams,
  distinctGrams,
  encodeGrams,
  type GramTable,
  gramTable,
  isKnown,
  isMarked,
  markedGrams,
  markGram,
  mergeGrams,
  presenceTable,
} from '../sketch/gramTable.ts';
import { ScratchSet } from '../sketch/scratchSet.ts';
import { BATCH, GramBatch, GramList, knownAfter } from '../text/gramBatch.ts';
import { chain } from '../text/hash.ts';
import type { Prepared } from '../text/prepare.ts';
import { joinBytes, splitBytes } from './bytes.ts';

/** Lanes of up to three tokens at an end of a block: [lo, hi, lo, hi, …]. */
type Edge = number[];

interface BlockEdges {
  tokens: number;
  head: Edge;
  tail: Edge;
}

export interface SpacedGrams {
  /**
   * 4-grams of both splits: how many samples hold each between runs of white space (self-repetition), and as a mark
   * whether it stands in the joined text split on single spaces.
   */
  table: GramTable;
  /** Orders 1..3 of the joined text. */
  short: GramTable;
  /** By `blockId`. */
  blocks: Map<number, BlockEdges>;
}

const EDGE = 3;

export const spacedGramsTally: Fold<SpacedGrams> = {
  id: 'spacedGrams',
  version: 2,
  init: ({ fixed, maxSlots, level }) => ({
    table: fixed ? attach(fixed.spaced4) : gramTable(maxSlots, level),
    short: fixed ? attach(fixed.spaced123) : presenceTable(maxSlots, level),
    blocks: new Map(),
  }),
  add(s, x) {
    const { spaced } = x;
    const id = blockId(x.key);
    let block = s.blocks.get(id);
    if (!block) {
      block = { tokens: 0, head: [], tail: [] };
      s.blocks.set(id, block);
    }
    for (let i = 0; i < spaced.length && block.head.length < EDGE * 2; i++) {
      block.head.push(spaced.lo[i] as number, spaced.hi[i] as number);
    }
    countSamples(s, x);
    noteJoined(s, x);
    const first = edge(spaced.lo, spaced.hi, 0, Math.min(EDGE, spaced.length));
    eachCrossing(block.tail, first, (order, lo, hi) => {
      if (order === 4) markGram(s.table, lo, hi, 4, 0);
      else addGram(s.short, lo, hi, order);
    });
    const last = edge(spaced.lo, spaced.hi, Math.max(0, spaced.length - EDGE), spaced.length);
    block.tail = [...block.tail, ...last].slice(-EDGE * 2);
    block.tokens += spaced.length;
  },
  merge(a, b) {
    for (const [id, block] of b.blocks) a.blocks.set(id, block);
    return { table: mergeGrams(a.table, b.table), short: mergeGrams(a.short, b.short), blocks: a.blocks };
  },
  encode: (s) => joinBytes(encodeJson([...s.blocks]), joinBytes(encodeGrams(s.table), encodeGrams(s.short))),
  decode(bytes) {
    const [blocks, tables] = splitBytes(bytes);
    const [table, short] = splitBytes(tables);
    return {
      blocks: new Map(decodeJson<[number, BlockEdges][]>(blocks)),
      table: decodeGrams(table),
      short: decodeGrams(short),
    };
  },
};

const seen = new ScratchSet();
const batch = new GramBatch();
const unknown = new GramList();
/** By place in `spaced`: 1 where the 4-gram that starts there was marked just now, 2 where it was marked before. */
let marks = new Uint8Array(1024);

/**
 * White-space 4-grams, once per sample. Where the four pieces are pieces of the other split too, the 4-gram is marked in
 * the same access.
 */
function countSamples({ table }: SpacedGrams, { spaced, whitespaced }: Prepared): void {
  const { partner } = whitespaced;
  if (marks.length < spaced.length) marks = new Uint8Array(spaced.length * 2);
  marks.fill(0, 0, spaced.length);
  seen.clear();
  for (let from = 0; from + 3 < whitespaced.length; from += BATCH) {
    const { fours } = batch.fill(whitespaced, from, whitespaced.length);
    touch(table, batch.lo4, batch.hi4, fours);
    for (let k = 0; k < fours; k++) {
      const lo = batch.lo4[k] as number;
      const hi = batch.hi4[k] as number;
      const i = from + k;
      const place = partner[i] as number;
      const isJoined =
        place >= 0 && partner[i + 1] === place + 1 && partner[i + 2] === place + 2 && partner[i + 3] === place + 3;
      const by = seen.add(lo, hi) === 1 ? 1 : 0;
      if (isJoined) marks[place] = markGram(table, lo, hi, 4, by) ? 2 : 1;
      else if (by === 1) addGram(table, lo, hi, 4);
    }
  }
}

/** N-grams of the joined text; where a 4-gram was marked before, what is inside it is known. */
function noteJoined({ table, short }: SpacedGrams, { spaced }: Prepared): void {
  let knownBefore = 0;
  for (let from = 0; from < spaced.length; from += BATCH) {
    const { pairs, triples, fours } = batch.fill(spaced, from, spaced.length);
    const { known } = batch;
    for (let k = 0; k < fours; k++) {
      const mark = marks[from + k] as number;
      if (mark === 2 || (mark === 0 && markGram(table, batch.lo4[k] as number, batch.hi4[k] as number, 4, 0)))
        known[k] = 1;
    }
    unknown.takeUnknown(batch, { lo: batch.lo3, hi: batch.hi3 }, 0, triples, knownBefore, 1);
    noteAll(short, 3);
    unknown.takeUnknown(batch, { lo: batch.lo2, hi: batch.hi2 }, 0, pairs, knownBefore, 2);
    noteAll(short, 2);
    unknown.takeUnknown(batch, spaced, from, Math.min(BATCH, spaced.length - from), knownBefore, 3);
    noteAll(short, 1);
    knownBefore = knownAfter(batch);
  }
}

function noteAll(short: GramTable, order: number): void {
  touch(short, unknown.lo, unknown.hi, unknown.length);
  for (let u = 0; u < unknown.length; u++) addGram(short, unknown.lo[u] as number, unknown.hi[u] as number, order);
}

function edge(lo: Int32Array, hi: Int32Array, from: number, to: number): Edge {
  const out: Edge = [];
  for (let i = from; i < to; i++) out.push(lo[i] as number, hi[i] as number);
  return out;
}

/** N-grams (2..4) that start in `left` and end in `right`. */
function eachCrossing(left: Edge, right: Edge, visit: (order: number, lo: number, hi: number) => void): void {
  const joined = [...left, ...right];
  const border = left.length / 2;
  for (let i = 0; i < border; i++) {
    let lo = joined[i * 2] as number;
    let hi = joined[i * 2 + 1] as number;
    for (let n = 2; n <= 4 && (i + n) * 2 <= joined.length; n++) {
      lo = chain(lo, joined[(i + n - 1) * 2] as number);
      hi = chain(hi, joined[(i + n - 1) * 2 + 1] as number);
      if (i + n > border) visit(n, lo, hi);
    }
  }
}

/** Distinct n-grams of orders 1..4 of the whole joined view, those across blocks included, and its tokens. */
export function joinedDistinct(s: SpacedGrams): { tokens: number; distinct: number[] } {
  const distinct = [1, 2, 3].map((n) => distinctGrams(s.short, n));
  distinct.push(markedGrams(s.table) * 2 ** s.table.level);
  const extra = new Set<string>();
  let tokens = 0;
  let carry: Edge = [];
  for (const id of [...s.blocks.keys()].sort((a, b) => a - b)) {
    const block = s.blocks.get(id) as BlockEdges;
    tokens += block.tokens;
    eachCrossing(carry, block.head, (order, lo, hi) => {
      if (order === 4 ? isMarked(s.table, lo, hi, 4) : isKnown(s.short, lo, hi, order)) return;
      const key = `${order}:${lo}:${hi}`;
      if (extra.has(key)) return;
      extra.add(key);
      distinct[order - 1] = (distinct[order - 1] as number) + 2 ** (order === 4 ? s.table : s.short).level;
    });
    carry = [...carry, ...block.tail].slice(-EDGE * 2);
  }
  return { tokens, distinct };
}

export const spacedGramsOf = (t: Tallies): SpacedGrams => t.spacedGrams as SpacedGrams;
