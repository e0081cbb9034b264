// N-grams of orders 1..4 of the *joined* view, split on single spaces, as the published NGD counts them: they run on
// from one sample into the next.
import { blockId, decodeJson, encodeJson, type Fold, type Tallies } from '../metric.ts';
import {
  addGram,
  decodeGrams,
  distinctGrams,
  encodeGrams,
  type GramTable,
  isKnown,
  mergeGrams,
  presenceTable,
} from '../sketch/gramTable.ts';
import { eachUpTo4 } from '../text/grams.ts';
import { chain } from '../text/hash.ts';
import { joinBytes, splitBytes } from './bytes.ts';

/** Lanes of up to three tokens at an end of a block: [lo, hi, lo, hi, …]. */
type Edge = number[];

interface BlockEdges {
  tokens: number;
  head: Edge;
  tail: Edge;
}

export interface SpacedGrams {
  table: GramTable;
  /** By `blockId`. */
  blocks: Map<number, BlockEdges>;
}

const EDGE = 3;

export const spacedGramsTally: Fold<SpacedGrams> = {
  id: 'spacedGrams',
  version: 1,
  init: (env) => ({ table: presenceTable(env.maxSlots, env.level), blocks: new Map() }),
  add(s, x) {
    const { table } = s;
    const { spaced } = x;
    const id = blockId(x.key);
    let block = s.blocks.get(id);
    if (!block) {
      block = { tokens: 0, head: [], tail: [] };
      s.blocks.set(id, block);
    }
    for (let i = 0; i < spaced.length; i++) {
      addGram(table, spaced.lo[i] as number, spaced.hi[i] as number, 1);
      if (block.head.length < EDGE * 2) block.head.push(spaced.lo[i] as number, spaced.hi[i] as number);
    }
    eachUpTo4(spaced, 0, spaced.length, (order, lo, hi) => addGram(table, lo, hi, order));
    const first = edge(spaced.lo, spaced.hi, 0, Math.min(EDGE, spaced.length));
    eachCrossing(block.tail, first, (order, lo, hi) => addGram(table, lo, hi, order));
    const last = edge(spaced.lo, spaced.hi, Math.max(0, spaced.length - EDGE), spaced.length);
    block.tail = [...block.tail, ...last].slice(-EDGE * 2);
    block.tokens += spaced.length;
  },
  merge(a, b) {
    for (const [id, block] of b.blocks) a.blocks.set(id, block);
    return { table: mergeGrams(a.table, b.table), blocks: a.blocks };
  },
  encode: (s) => joinBytes(encodeJson([...s.blocks]), encodeGrams(s.table)),
  decode(bytes) {
    const [blocks, table] = splitBytes(bytes);
    return { blocks: new Map(decodeJson<[number, BlockEdges][]>(blocks)), table: decodeGrams(table) };
  },
};

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
  const distinct = [1, 2, 3, 4].map((n) => distinctGrams(s.table, n));
  const extra = new Set<string>();
  let tokens = 0;
  let carry: Edge = [];
  for (const id of [...s.blocks.keys()].sort((a, b) => a - b)) {
    const block = s.blocks.get(id) as BlockEdges;
    tokens += block.tokens;
    eachCrossing(carry, block.head, (order, lo, hi) => {
      if (isKnown(s.table, lo, hi, order)) return;
      const key = `${order}:${lo}:${hi}`;
      if (extra.has(key)) return;
      extra.add(key);
      distinct[order - 1] = (distinct[order - 1] as number) + 2 ** s.table.level;
    });
    carry = [...carry, ...block.tail].slice(-EDGE * 2);
  }
  return { tokens, distinct };
}

export const spacedGramsOf = (t: Tallies): SpacedGrams => t.spacedGrams as SpacedGrams;
