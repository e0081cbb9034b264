// The sketches against maps and sets.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidatePairs, groups, jaccard } from '../../../src/engine/sketch/candidates.ts';
import {
  addGram,
  decodeGrams,
  distinctGrams,
  eachGram,
  encodeGrams,
  type GramTable,
  gramCount,
  gramTable,
  isKept,
  isKnown,
  mergeGrams,
  presenceTable,
  removeGram,
} from '../../../src/engine/sketch/gramTable.ts';
import { BANDS, MinHash } from '../../../src/engine/sketch/minHash.ts';
import { ScratchSet } from '../../../src/engine/sketch/scratchSet.ts';
import { hashString, mix } from '../../../src/engine/text/hash.ts';

type Gram = readonly [lo: number, hi: number, order: number];

/** Few homes for many lanes, so that probes run into each other. */
const lane = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.nat(40).map((n) => n << 2),
);
/** The high lane is spread as that of a real hash is: it decides what is kept. */
const gram: fc.Arbitrary<Gram> = fc.tuple(lane, lane.map(mix), fc.integer({ min: 1, max: 4 }));
const grams = fc.array(gram, { maxLength: 200, size: 'max' });

/** The two low bits of the low lane belong to the order, and 0 means "free". */
const keyOf = ([lo, hi, order]: Gram) => `${(lo & ~3) | (order - 1) || 4}:${hi}`;

function contents(table: GramTable): Map<string, number> {
  const out = new Map<string, number>();
  eachGram(table, (tag, hi, _order, count) => out.set(`${tag}:${hi}`, count));
  return out;
}

function filled(list: readonly Gram[], maxSlots = 1 << 12): GramTable {
  const table = gramTable(maxSlots);
  for (const [lo, hi, order] of list) addGram(table, lo, hi, order);
  return table;
}

function counted(list: readonly Gram[]): Map<string, number> {
  const map = new Map<string, number>();
  for (const g of list) map.set(keyOf(g), (map.get(keyOf(g)) ?? 0) + 1);
  return map;
}

describe('a gram table', () => {
  it('counts as a Map does', () => {
    fc.assert(
      fc.property(grams, gram, (list, other) => {
        const table = filled(list);
        const map = counted(list);
        expect(contents(table)).toEqual(map);
        expect(gramCount(table, ...other)).toBe(map.get(keyOf(other)) ?? 0);
        expect(table.sizes.reduce((a, b) => a + b)).toBe(map.size);
      }),
    );
  });

  it('forgets what is taken back, in any order, and finds the rest', () => {
    fc.assert(
      fc.property(grams, fc.infiniteStream(fc.boolean()), (list, coin) => {
        const table = filled(list);
        const kept: Gram[] = [];
        for (const g of list) {
          if (coin.next().value) removeGram(table, ...g);
          else kept.push(g);
        }
        const map = counted(kept);
        expect(contents(table)).toEqual(map);
        for (const g of kept) expect(gramCount(table, ...g)).toBe(map.get(keyOf(g)));
        expect(table.sizes.reduce((a, b) => a + b)).toBe(map.size);
      }),
    );
  });

  it('merges as Maps add up', () => {
    fc.assert(
      fc.property(grams, grams, (a, b) => {
        expect(contents(mergeGrams(filled(a), filled(b)))).toEqual(counted([...a, ...b]));
      }),
    );
  });

  it('is the same after encode and decode', () => {
    fc.assert(
      fc.property(grams, fc.constantFrom(16, 1 << 12), (list, maxSlots) => {
        const table = filled(list, maxSlots);
        const copy = decodeGrams(encodeGrams(table));
        expect(contents(copy)).toEqual(contents(table));
        expect([copy.level, copy.maxSlots, copy.sizes]).toEqual([table.level, maxSlots, table.sizes]);
      }),
    );
  });

  it('above its capacity keeps what the hashes decide, whatever the order and the parts', () => {
    fc.assert(
      fc.property(grams, fc.nat(200), fc.infiniteStream(fc.nat()), (list, cut, random) => {
        const shuffled = list
          .map((g) => [random.next().value, g] as const)
          .sort((x, y) => x[0] - y[0])
          .map(([, g]) => g);
        const once = filled(list, 16);
        const again = filled(shuffled, 16);
        const merged = mergeGrams(filled(shuffled.slice(0, cut), 16), filled(shuffled.slice(cut), 16));
        for (const other of [again, merged]) {
          expect(other.level).toBe(once.level);
          expect(contents(other)).toEqual(contents(once));
        }
        // What is kept is counted in full.
        const map = counted(list);
        for (const [key, n] of contents(once)) expect(n).toBe(map.get(key));
        for (const g of list) if (isKept(once, g[1])) expect(contents(once).has(keyOf(g))).toBe(true);
      }),
    );
  });
});

it('a table into which only hashes fall that every level keeps grows instead, and comes to an end', () => {
  const list = Array.from({ length: 200 }, (_, i): Gram => [(i + 1) << 2, i % 2, 1]);
  expect(contents(filled(list, 16))).toEqual(counted(list));
});

describe('a presence table', () => {
  it('knows what was added or merged in, and counts nothing', () => {
    fc.assert(
      fc.property(grams, grams, fc.constantFrom(16, 1 << 12), (a, b, maxSlots) => {
        const [once, left, right] = [[...a, ...b], a, b].map((list) => {
          const table = presenceTable(maxSlots);
          for (const [lo, hi, order] of list) addGram(table, lo, hi, order);
          return table;
        }) as [GramTable, GramTable, GramTable];
        const merged = decodeGrams(encodeGrams(mergeGrams(left, right)));
        expect(merged.level).toBe(once.level);
        expect(contents(merged)).toEqual(contents(once));
        for (const g of [...a, ...b]) expect(isKnown(merged, ...g)).toBe(true);
        if (maxSlots > 16)
          expect(contents(once)).toEqual(new Map([...counted([...a, ...b]).keys()].map((k) => [k, 1])));
      }),
    );
  });
});

describe('a large gram table', () => {
  const list = Array.from({ length: 40_000 }, (_, i): Gram => {
    const [lo, hi] = hashString(`${i % 25_000}`);
    return [lo | 0, hi | 0, (i % 4) + 1];
  });

  it('grows, merges and takes back without losing an entry', () => {
    const table = filled(list, 1 << 20);
    expect(contents(table)).toEqual(counted(list));
    const merged = mergeGrams(filled(list.slice(0, 7000), 1 << 20), filled(list.slice(7000), 1 << 20));
    expect(contents(merged)).toEqual(counted(list));
    for (const g of list.slice(10_000)) removeGram(merged, ...g);
    expect(contents(merged)).toEqual(counted(list.slice(0, 10_000)));
  });

  it('estimates the number of distinct n-grams within a few per cent once it samples', () => {
    const table = filled(list, 1 << 13);
    const estimate = [1, 2, 3, 4].reduce((sum, order) => sum + distinctGrams(table, order), 0);
    expect(table.level).toBeGreaterThan(0);
    expect(Math.abs(estimate / counted(list).size - 1)).toBeLessThan(0.05);
  });
});

describe('a scratch set', () => {
  it('counts as a Map does, and is empty after clear', () => {
    const set = new ScratchSet();
    fc.assert(
      fc.property(fc.array(fc.tuple(lane, lane), { maxLength: 3000, size: 'max' }), (list) => {
        set.clear();
        const map = new Map<string, number>();
        for (const [lo, hi] of list) {
          const n = (map.get(`${lo}:${hi}`) ?? 0) + 1;
          map.set(`${lo}:${hi}`, n);
          expect(set.add(lo, hi)).toBe(n);
        }
        expect(set.size).toBe(map.size);
      }),
      { numRuns: 30 },
    );
  });
});

describe('jaccard', () => {
  it('equals intersection over union', () => {
    const set = fc.uniqueArray(fc.nat(60), { maxLength: 40, size: 'max' });
    fc.assert(
      fc.property(set, set, (a, b) => {
        const ascending = (x: readonly number[]) => Float64Array.from(x).sort();
        const union = new Set([...a, ...b]).size;
        const both = a.filter((x) => b.includes(x)).length;
        const expected = a.length === 0 || b.length === 0 ? 0 : both / union;
        expect(jaccard(ascending(a), ascending(b))).toBe(expected);
      }),
    );
  });
});

describe('MinHash bands', () => {
  /** `common` n-grams shared by two sets, and `own` that only one has. */
  function bandsOf(pair: number, common: number, own: number): [Int32Array, Int32Array] {
    const minHash = new MinHash();
    const bands = (mine: string) => {
      minHash.clear();
      const add = (name: string) => minHash.add(...(hashString(name).map((x) => x | 0) as [number, number]));
      for (let i = 0; i < common; i++) add(`${pair}-both-${i}`);
      for (let i = 0; i < own; i++) add(`${pair}-${mine}-${i}`);
      const out = new Int32Array(BANDS);
      minHash.bands(out, 0);
      return out;
    };
    return [bands('a'), bands('b')];
  }

  const share = (common: number, own: number, pairs = 400) => {
    let met = 0;
    for (let pair = 0; pair < pairs; pair++) {
      const [a, b] = bandsOf(pair, common, own);
      if (a.some((key, i) => key === b[i])) met++;
    }
    return met / pairs;
  };

  it('bring nearly all pairs at Jaccard 0.7 together', () => {
    // 70 of 100 common: 70 + 15 + 15.
    expect(share(70, 15)).toBeGreaterThan(0.98);
  });

  it('keep most pairs at Jaccard 0.2 apart', () => {
    expect(share(20, 40)).toBeLessThan(0.1);
  });

  it('do not depend on the order in which n-grams come', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(lane, lane), { minLength: 1, maxLength: 30 }), (list) => {
        const bands = (x: readonly (readonly [number, number])[]) => {
          const minHash = new MinHash();
          minHash.clear();
          for (const [lo, hi] of x) minHash.add(lo, hi);
          const out = new Int32Array(BANDS);
          minHash.bands(out, 0);
          return out;
        };
        expect(bands([...list].reverse())).toEqual(bands(list));
      }),
    );
  });
});

describe('candidate pairs', () => {
  /** Rows with few band keys, so that buckets fill. */
  const rowsWithBands = fc.array(
    fc.record({
      keys: fc.array(fc.nat(3), { minLength: BANDS, maxLength: BANDS }),
      same: fc.nat(30),
      in: fc.boolean(),
    }),
    { maxLength: 30 },
  );

  it('are the pairs that share a band key, each once, identical texts standing behind their first', () => {
    fc.assert(
      fc.property(rowsWithBands, (list) => {
        const bands = Int32Array.from(list.flatMap((row) => row.keys.map((key, band) => mix(key + band * 64))));
        const same = Float64Array.from(list, (row) => row.same);
        const rows = Uint32Array.from(list.flatMap((row, i) => (row.in ? [i] : [])));
        const pairs = candidatePairs(rows, bands, same);
        const expected = new Set<string>();
        const first = (row: number) => rows.find((r) => same[r] === same[row]) as number;
        for (const a of rows) {
          for (const b of rows) {
            if (a >= b || first(a) !== a || first(b) !== b) continue;
            const meet = list[a]?.keys.some((key, band) => key === list[b]?.keys[band]);
            if (meet) expected.add(`${a}-${b}`);
          }
        }
        const found = Array.from(pairs.a, (a, i) => `${a}-${pairs.b[i]}`);
        expect(new Set(found).size).toBe(found.length);
        expect(new Set(found)).toEqual(expected);
        for (let i = 1; i < found.length; i++) {
          const [x, y] = [i - 1, i].map((j) => (pairs.a[j] as number) * 1e6 + (pairs.b[j] as number)) as [
            number,
            number,
          ];
          expect(x).toBeLessThan(y);
        }
      }),
    );
  });

  it('grow with the rows, not with their square, where all share one key', () => {
    const n = 5000;
    const rows = Uint32Array.from({ length: n }, (_, i) => i);
    const pairs = candidatePairs(rows, new Int32Array(n * BANDS), Float64Array.from(rows));
    expect(pairs.a.length).toBeLessThan(33 * n);
    expect(
      new Set(
        groups(
          n,
          Array.from(pairs.a, (a, i) => [a, pairs.b[i] as number] as const),
        ),
      ).size,
    ).toBe(1);
  });
});

describe('groups', () => {
  it('join what pairs connect, named by the smallest member', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 25 }), (pairs) => {
        const root = groups(20, pairs);
        const reach = Array.from({ length: 20 }, (_, i) => i);
        for (let changed = true; changed; ) {
          changed = false;
          for (const [x, y] of pairs) {
            const least = Math.min(reach[x] as number, reach[y] as number);
            if (reach[x] !== least || reach[y] !== least) changed = true;
            reach[x] = least;
            reach[y] = least;
          }
        }
        expect([...root]).toEqual(reach);
      }),
    );
  });
});
