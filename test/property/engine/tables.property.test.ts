// The tables of word types and of n-gram holders against maps, with capacities so small that they have to draw.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addHolder,
  decodeHolders,
  encodeHolders,
  type HolderTable,
  holdersByOrder,
  holderTable,
  mergeHolders,
  rankOf,
} from '../../../src/engine/sketch/holderTable.ts';
import {
  addWords,
  countsOfTypes,
  decodeTypes,
  encodeEntries,
  firstPlaces,
  headOf,
  type Lanes,
  mergeTypes,
  removeWords,
  type TypeTable,
  typeTable,
} from '../../../src/engine/sketch/typeTable.ts';
import { hashString } from '../../../src/engine/text/hash.ts';

const lanesOf = (words: readonly number[]): Lanes => {
  const hashes = words.map((w) => hashString(`w${w}`));
  return {
    lo: Int32Array.from(hashes, ([lo]) => lo | 0),
    hi: Int32Array.from(hashes, ([, hi]) => hi | 0),
    length: words.length,
  };
};
const highLane = (word: number): number => hashString(`w${word}`)[1];

/** Blocks in corpus order, each a list of words and the worker that folds it. */
const blocks = fc.array(fc.record({ words: fc.array(fc.nat(300), { maxLength: 80 }), worker: fc.nat(2) }), {
  maxLength: 8,
});
const slots = fc.constantFrom(16, 64, 1 << 12);
const decoded = (t: TypeTable) => decodeTypes(JSON.parse(JSON.stringify(headOf(t))), encodeEntries(t));

describe('the table of word types', () => {
  it('knows counts and first places of what it keeps, whoever folded which block', () => {
    fc.assert(
      fc.property(blocks, slots, fc.boolean(), (list, capacity, sent) => {
        const parts = [0, 1, 2].map((worker) => {
          const table = typeTable(capacity);
          list.forEach((block, i) => {
            if (block.worker === worker) addWords(table, i * 3, lanesOf(block.words));
          });
          return sent ? decoded(table) : table;
        });
        const merged = parts.reduceRight((a, b) => mergeTypes(a, b));
        const all = list.flatMap(({ words }) => words);
        const kept = all.filter((w) => merged.level === 0 || highLane(w) >>> (32 - merged.level) === 0);
        const counts = new Map<number, number>();
        for (const w of kept) counts.set(w, (counts.get(w) ?? 0) + 1);
        expect(merged.size).toBe(counts.size);
        expect([...countsOfTypes(merged)]).toEqual([...counts.values()].sort((a, b) => b - a));
        const places = [...counts.keys()].map((w) => all.indexOf(w)).sort((a, b) => a - b);
        expect([...firstPlaces(merged)]).toEqual(places);
        expect(merged.size <= merged.slots * 0.7).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('draws the same types whether one worker or three folded them', () => {
    fc.assert(
      fc.property(blocks, slots, (list, capacity) => {
        const whole = typeTable(capacity);
        const parts = [0, 1, 2].map(() => typeTable(capacity));
        list.forEach(({ words, worker }, i) => {
          addWords(whole, i, lanesOf(words));
          addWords(parts[worker] as TypeTable, i, lanesOf(words));
        });
        const merged = parts.reduce((a, b) => mergeTypes(a, b));
        expect([merged.level, merged.size]).toEqual([whole.level, whole.size]);
        expect(firstPlaces(merged)).toEqual(firstPlaces(whole));
      }),
      { numRuns: 200 },
    );
  });

  it('gives back what was taken from it', () => {
    fc.assert(
      fc.property(blocks, fc.array(fc.nat(400), { maxLength: 200 }), (list, extra) => {
        const [table, expected] = [typeTable(1 << 12), typeTable(1 << 12)];
        list.forEach(({ words }, i) => {
          addWords(table, i, lanesOf(words));
          addWords(expected, i, lanesOf(words));
        });
        addWords(table, 99, lanesOf(extra));
        removeWords(table, 99, lanesOf(extra));
        expect(countsOfTypes(table)).toEqual(countsOfTypes(expected));
        expect(firstPlaces(table)).toEqual(firstPlaces(expected));
        list.forEach(({ words }, i) => {
          removeWords(table, i, lanesOf(words));
        });
        expect([table.size, headOf(table).blocks]).toEqual([0, []]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the table of holders', () => {
  /** Samples, each a list of n-grams (order, number), and the worker that folds it. */
  const samples = fc.array(
    fc.record({ grams: fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.nat(60))), worker: fc.nat(2) }),
    { maxLength: 12 },
  );
  const gram = (order: number, n: number) => hashString(`${order}:${n}`);

  function add(table: HolderTable, grams: readonly (readonly [number, number])[]): void {
    table.samples++;
    for (const [order, n] of grams) {
      const [lo, hi] = gram(order, n);
      if (rankOf(hi) >= table.level) addHolder(table, lo | 0, hi | 0, order, rankOf(hi));
    }
  }

  it('tells n-grams of one sample from those of more, whoever folded which sample', () => {
    fc.assert(
      fc.property(samples, slots, fc.boolean(), (list, capacity, sent) => {
        const parts = [0, 1, 2].map((worker) => {
          const table = holderTable(capacity);
          for (const sample of list) if (sample.worker === worker) add(table, sample.grams);
          return sent ? decodeHolders(encodeHolders(table)) : table;
        });
        const merged = parts.reduceRight((a, b) => mergeHolders(a, b));
        // A table goes on after a merge: none of its own samples is taken for a new one.
        add(merged, [[1, 7]]);
        const holders = new Map<string, Set<number>>();
        [...list.map((s) => s.grams), [[1, 7] as const]].forEach((grams, i) => {
          for (const [order, n] of grams) {
            if (rankOf(gram(order, n)[1]) < merged.level) continue;
            const key = `${order}:${n}`;
            holders.set(key, (holders.get(key) ?? new Set()).add(i));
          }
        });
        const kept = new Array<number>(8).fill(0);
        const alone = new Array<number>(8).fill(0);
        for (const [key, own] of holders) {
          const i = Number(key[0]) - 1;
          kept[i] = (kept[i] as number) + 1;
          if (own.size === 1) alone[i] = (alone[i] as number) + 1;
        }
        expect(holdersByOrder(merged)).toEqual({ kept, alone });
      }),
      { numRuns: 300 },
    );
  });
});
