// What a side of a pair has and keeps, against counting in the plainest way.
import { describe, expect, it } from 'vitest';
import { poolOf } from '../../../../scripts/eval/compare/pools.mjs';
import { pairDraws } from '../../../../src/engine/compare/draws.ts';
import { pairOf } from '../../../../src/engine/compare/pair.ts';
import { PairTests, permutations, TESTS } from '../../../../src/engine/compare/permute.ts';
import { BOTH, OTHER, REFERENCE, relabelling } from '../../../../src/engine/compare/relabel.ts';
import { prefixOf, SIDE_IDS } from '../../../../src/engine/compare/side.ts';
import { jensenShannon } from '../../../../src/engine/statistics/divergence.ts';
import { seededRandom } from '../../../../src/engine/statistics/random.ts';

const WORDS = Array.from({ length: 60 }, (_, i) => `w${i}`);

function texts(seed: number, n: number, words = 30): string[] {
  const random = seededRandom(seed);
  // Squared, so that some words are common and some are rare.
  const word = () => WORDS[Math.floor(random() ** 2 * WORDS.length)] as string;
  return Array.from({ length: n }, () => Array.from({ length: words }, word).join(' '));
}

const grams = (text: string, n: number) => {
  const words = text.split(' ');
  return Array.from({ length: words.length - n + 1 }, (_, i) => words.slice(i, i + n).join(' '));
};

describe('a side', () => {
  const a = texts(1, 12);
  const b = texts(2, 15);
  const pool = poolOf([a, b]);
  const tests = new PairTests(pairOf(pool, 1), { words: 1e9, keepWords: 1e9 });
  tests.measure(
    a.map((_, i) => i),
    a.length,
    b.map((_, i) => a.length + i),
    b.length,
  );
  const of = (side: 'a' | 'b', id: (typeof SIDE_IDS)[number]) => tests[side].values[SIDE_IDS.indexOf(id)];

  it('has the types, hapaxes and entropy of its words', () => {
    const all = b.join(' ').split(' ');
    const counts = new Map<string, number>();
    for (const w of all) counts.set(w, (counts.get(w) ?? 0) + 1);
    expect(of('b', 'types')).toBe(counts.size);
    expect(of('b', 'hapax-share')).toBeCloseTo([...counts.values()].filter((n) => n === 1).length / counts.size, 12);
    const entropy = [...counts.values()].reduce((h, n) => h - (n / all.length) * Math.log2(n / all.length), 0);
    expect(of('b', 'entropy')).toBeCloseTo(entropy, 10);
    expect(of('b', 'entropy-mm')).toBeCloseTo(entropy + (counts.size - 1) / (2 * all.length * Math.LN2), 10);
  });

  it('has the distinct n-grams of its samples', () => {
    for (const n of [1, 2, 3, 4]) {
      const all = a.flatMap((text) => grams(text, n));
      expect(of('a', `distinct-${n}` as 'distinct-2')).toBeCloseTo(new Set(all).size / all.length, 12);
    }
  });

  it('calls a 4-gram novel that no other sample of the draw holds', () => {
    const novelties = b.map((text, i) => {
      const own = new Set(grams(text, 4));
      const others = new Set(b.flatMap((other, j) => (j === i ? [] : grams(other, 4))));
      return [...own].filter((g) => !others.has(g)).length / own.size;
    });
    expect(of('b', 'novelty')).toBeCloseTo(novelties.reduce((s, x) => s + x, 0) / b.length, 12);
  });

  it('keeps the types, rare types and 4-grams that the other has too', () => {
    const count = (list: readonly string[]) => {
      const counts = new Map<string, number>();
      for (const w of list.join(' ').split(' ')) counts.set(w, (counts.get(w) ?? 0) + 1);
      return counts;
    };
    const [ca, cb] = [count(a), count(b)];
    const rare = [...ca].filter(([, n]) => n <= 2);
    const [fa, fb] = [a, b].map((list) => new Set(list.flatMap((text) => grams(text, 4)))) as [
      Set<string>,
      Set<string>,
    ];
    expect(tests.keeps[0]).toBeCloseTo([...ca.keys()].filter((w) => cb.has(w)).length / ca.size, 12);
    expect(tests.keeps[1]).toBeCloseTo(rare.filter(([w]) => cb.has(w)).length / rare.length, 12);
    expect(tests.keeps[2]).toBeCloseTo([...fa].filter((g) => fb.has(g)).length / fa.size, 12);
    const types = [...new Set([...ca.keys(), ...cb.keys()])];
    const divergence = jensenShannon(
      types.map((w) => ca.get(w) ?? 0),
      types.map((w) => cb.get(w) ?? 0),
    );
    expect(tests.keeps[3]).toBeCloseTo(divergence, 10);
    expect(tests.keeps[4]).toBeCloseTo([...cb.values()].filter((n) => n === 1).length / (b.length * 30), 12);
  });

  it('takes whole samples that come nearest to the budget', () => {
    const offsets = Uint32Array.of(0, 10, 20, 30, 40);
    expect(prefixOf(offsets, [0, 1, 2, 3], 4, 24)).toBe(2);
    expect(prefixOf(offsets, [0, 1, 2, 3], 4, 26)).toBe(3);
    expect(prefixOf(offsets, [0, 1, 2, 3], 4, 1)).toBe(1);
    expect(prefixOf(offsets, [0, 1, 2, 3], 4, 1000)).toBe(4);
  });
});

describe('permuting', () => {
  it('gives the same values in one piece as in several', () => {
    const pool = poolOf([texts(3, 20), texts(4, 20)]);
    const pair = pairOf(pool, 1);
    const tests = new PairTests(pair, { words: 400, keepWords: 300 });
    const labels = relabelling(pair, pool);
    const whole = permutations(tests, labels, 7, 0, 30);
    const parts = [permutations(tests, labels, 7, 0, 11), permutations(tests, labels, 7, 11, 30)];
    expect([...(parts[0] as Float64Array), ...(parts[1] as Float64Array)]).toEqual([...whole]);
    expect(whole).toHaveLength(30 * TESTS);
  });

  it('keeps samples of both sides on both, and copies of one side together', () => {
    const shared = texts(5, 6);
    const [x, y] = texts(6, 2) as [string, string];
    const pool = poolOf([
      [...shared, x, x, x],
      [...shared, y],
    ]);
    const pair = pairOf(pool, 1);
    const { unit, sides, free } = relabelling(pair, pool);
    expect([...sides].filter((s) => s === BOTH)).toHaveLength(6);
    expect([...sides].filter((s) => s === REFERENCE)).toHaveLength(1);
    expect([...sides].filter((s) => s === OTHER)).toHaveLength(1);
    expect(free).toHaveLength(2);
    expect([...unit].filter((u) => sides[u] === REFERENCE)).toHaveLength(3);
  });

  it('moves whole documents where snapshots are made of whole documents, else their pieces', () => {
    const all = texts(12, 96);
    const sides = (documents: readonly number[]) => {
      const pool = poolOf([all.slice(0, 48), all.slice(48)], documents);
      return relabelling(pairOf(pool, 1), pool).sides;
    };
    expect(sides(all.map((_, i) => 1 + Math.floor(i / 4)))).toHaveLength(24);
    // Pieces of one document on both sides: they were dealt one by one.
    expect(sides(all.map((_, i) => 1 + (i % 24)))).toHaveLength(96);
    expect(sides(all.map((_, i) => (i === 5 ? 0 : 1 + Math.floor(i / 4))))).toHaveLength(96);
    expect(sides(all.map((_, i) => 1 + Math.floor(i / 16)))).toHaveLength(96);
  });

  it('asks which samples went where one side is a part of the other', () => {
    const all = texts(8, 30);
    const pool = poolOf([all, all.slice(0, 10)]);
    const { sides, free } = relabelling(pairOf(pool, 1), pool);
    expect([...sides].filter((s) => s === BOTH)).toHaveLength(10);
    expect(free).toHaveLength(30);
  });

  it('draws the same text at the same place in every step', () => {
    const all = texts(9, 25);
    const pool = poolOf([all, [...all].reverse()]);
    const tests = new PairTests(pairOf(pool, 1), { words: 300, keepWords: 300 });
    const { keeps } = pairDraws(pool, 1, tests, [1, 2, 3]);
    for (const [types, rare, four, divergence] of keeps) {
      expect([types, rare, four, divergence]).toEqual([1, 1, 1, 0]);
    }
  });
});
