// N-gram novelty curve: share of the distinct n-grams that stand in one sample only, n = 1..8.
import type { Metric } from '../metric.ts';
import type { Interval } from '../report.ts';
import {
  addHolder,
  decodeHolders,
  encodeHolders,
  type HolderTable,
  holdersByOrder,
  holderTable,
  mergeHolders,
  ORDERS,
  rankOf,
} from '../sketch/holderTable.ts';
import { sampled } from '../tallies/sampled.ts';
import { chain } from '../text/hash.ts';
import type { TokenBuffer } from '../text/words.ts';

/** Order whose share is the metric's value. */
const VALUE_ORDER = 4;
/** Longer n-grams are drawn by their first four words, so that those that are not drawn cost nothing. */
const DRAW_ORDER = 4;
/** Words are few beside longer n-grams: four times the share of them is drawn. */
const MORE_WORDS = 2;
/** Exact for about a megabyte of text; 734,000 n-grams above. */
const SLOTS = 1 << 20;

export const noveltyCurve: Metric<HolderTable> = {
  id: 'novelty-curve',
  version: 1,
  tallies: [],
  about: {
    label: 'N-gram novelty',
    group: 'novelty',
    format: 'percent',
    statistic: 'n = 4',
    better: 'higher',
    explains: 'Share of the different n-word sequences that no other sample holds, by n.',
    source: 'after Merrill et al. 2024, within the corpus; distinct n-grams, n = 1 to 8',
    cost: 'three hashes per word and a table look-up per drawn n-gram',
    sizeDependent: true,
    languages: 'any',
  },
  init: (env) => holderTable(Math.min(SLOTS, env.maxSlots), env.curveLevel),
  add(s, { words, borders, segments }) {
    s.samples++;
    for (let i = 0; i < segments.length; i++) addGrams(s, words, borders[i] as number, borders[i + 1] as number);
  },
  merge: mergeHolders,
  encode: encodeHolders,
  decode: decodeHolders,
  finish(s) {
    const { kept, alone } = holdersByOrder(s);
    const orders = kept.flatMap((n, i) => (n > 0 ? [i] : []));
    const of = kept[VALUE_ORDER - 1] as number;
    if (of === 0) return { value: null };
    const value = (alone[VALUE_ORDER - 1] as number) / of;
    return {
      value,
      detail: {
        type: 'curve',
        x: orders.map((i) => i + 1),
        y: orders.map((i) => (alone[i] as number) / (kept[i] as number)),
        xLabel: 'n',
        yLabel: 'Share in one sample',
      },
      ...sampled(of, s.level),
      ...(s.level > 0 ? { interval: wilson(value, of) } : {}),
    };
  },
};

function addGrams(s: HolderTable, { lo, hi }: TokenBuffer, from: number, to: number): void {
  let { level } = s;
  for (let i = from; i < to; i++) {
    let l = lo[i] as number;
    let h = hi[i] as number;
    // The low lane is brought up to date for drawn n-grams only.
    let joined = 1;
    let rank = 0;
    const last = Math.min(ORDERS, to - i);
    for (let n = 1; n <= last; n++) {
      if (n > 1) h = chain(h, hi[i + n - 1] as number);
      if (n <= DRAW_ORDER) rank = n === 1 ? rankOf(h, MORE_WORDS) : rankOf(h);
      if (rank < level) {
        if (n >= DRAW_ORDER) break;
        continue;
      }
      for (; joined < n; joined++) l = chain(l, lo[i + joined] as number);
      addHolder(s, l, h, n, rank);
      level = s.level;
    }
  }
}

/** 95 % interval of a share that was seen in `n` draws (Wilson 1927). */
function wilson(share: number, n: number): Interval {
  const z2 = 1.96 ** 2;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (1.96 / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
