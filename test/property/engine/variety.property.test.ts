// Variety, growth and novelty of word sequences against their plain definitions, and what holds for every metric.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Env } from '../../../src/engine/metric.ts';
import { factorsOf, mtldOfWords } from '../../../src/engine/metrics/mtld.ts';
import { ABOUT_METRICS } from '../../../src/engine/registry.ts';
import type { MetricValue } from '../../../src/engine/report.ts';
import { words } from '../../../src/engine/text/words.ts';
import { corpus as anyCorpus, type Block, envOf, finished, foldView } from './support.ts';

const WORDS = Array.from({ length: 60 }, (_, i) => `w${i}`);
const longText = fc.array(fc.constantFrom(...WORDS), { maxLength: 120, size: 'max' }).map((list) => list.join(' '));
const texts = fc.array(fc.array(longText, { maxLength: 3 }), { minLength: 1, maxLength: 5 });
const blocksOf = (rows: readonly (readonly string[])[]): Block[] =>
  rows.map((own, block) => own.map((text) => ({ key: { file: 0, block }, segments: [{ text, path: [] }] })));

const valuesOf = (blocks: readonly Block[], env: Env = envOf()) => finished(foldView(blocks, env), blocks, env);

function close(actual: number | null | undefined, expected: number | null): void {
  if (expected === null) expect(actual).toBeNull();
  else expect(actual).toBeCloseTo(expected, 10);
}

function counted<T>(list: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (const x of list) counts.set(x, (counts.get(x) ?? 0) + 1);
  return counts;
}

describe('type–token ratio, corrected entropy and HD-D', () => {
  it('equal what counts of strings give', () => {
    fc.assert(
      fc.property(texts, (rows) => {
        const tokens = rows.flat().flatMap((text) => words(text));
        const counts = [...counted(tokens).values()];
        const n = tokens.length;
        const m = valuesOf(blocksOf(rows));
        close(m.ttr?.value, n === 0 ? null : counts.length / n);
        const bits = counts.reduce((sum, c) => sum - (c / n) * Math.log2(c / n), 0);
        close(m['entropy-mm']?.value, n === 0 ? null : bits + (counts.length - 1) / (2 * n * Math.LN2));
        close(m.hdd?.value, n < 42 ? null : expectedTypes(counts, n) / 42);
      }),
      { numRuns: 60 },
    );
  });
});

/** Types to expect among 42 words without putting back, one draw after the other. */
function expectedTypes(counts: readonly number[], n: number): number {
  let sum = 0;
  for (const c of counts) {
    let missed = 1;
    for (let i = 0; i < 42; i++) missed *= Math.max(0, n - c - i) / (n - i);
    sum += 1 - missed;
  }
  return sum;
}

describe('MTLD', () => {
  const tokens = fc.array(fc.nat(40), { maxLength: 400, size: 'max' }).map((list) => Int32Array.from(list));

  it('equals what sets of words give in both directions', () => {
    fc.assert(
      fc.property(tokens, (list) => {
        const factors = (order: readonly number[]) => {
          let [whole, n] = [0, 0];
          const seen = new Set<number>();
          for (const word of order) {
            n++;
            seen.add(word);
            if (seen.size / n > 0.72) continue;
            whole++;
            n = 0;
            seen.clear();
          }
          return n === 0 ? whole : whole + (1 - seen.size / n) / (1 - 0.72);
        };
        const ways = [factors([...list]), factors([...list].reverse())] as const;
        close(mtldOfWords(list, 0.72), ways.includes(0) ? null : (list.length / ways[0] + list.length / ways[1]) / 2);
      }),
      { numRuns: 300 },
    );
  });

  it('does not change where the same text is read again, however many words it has', () => {
    const wide = Int32Array.from({ length: 100_000 }, (_, i) => Math.imul(i * i, 0x9e3779b1));
    expect(factorsOf(wide, 0.72)).toEqual(factorsOf(wide, 0.72));
    const [forward] = factorsOf(wide, 0.72);
    const [, backward] = factorsOf(wide.slice().reverse(), 0.72);
    expect(backward).toEqual(forward);
  });
});

describe('the Heaps curve', () => {
  it('counts the types among the first words of the corpus', () => {
    fc.assert(
      fc.property(texts, (rows) => {
        const tokens = rows.flat().flatMap((text) => words(text));
        const detail = valuesOf(blocksOf(rows)).heaps?.detail;
        const { x, y } = detail?.type === 'curve' ? detail : { x: [], y: [] };
        expect(y).toEqual(x.map((n) => new Set(tokens.slice(0, n)).size));
        expect(x.at(-1) ?? 0).toBe(tokens.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the n-gram novelty curve', () => {
  const shares = (rows: readonly (readonly string[])[]) =>
    Array.from({ length: 8 }, (_, i) => i + 1).flatMap((n) => {
      const perSample = rows.flat().map((text) => {
        const w = words(text);
        return new Set(w.flatMap((_, i) => (i + n <= w.length ? [w.slice(i, i + n).join(' ')] : [])));
      });
      const holders = [...counted(perSample.flatMap((set) => [...set])).values()];
      return holders.length === 0 ? [] : [holders.filter((c) => c === 1).length / holders.length];
    });

  it('equals what sets of strings give', () => {
    fc.assert(
      fc.property(texts, (rows) => {
        const expected = shares(rows);
        const m = valuesOf(blocksOf(rows))['novelty-curve'];
        expect(m?.value).toBe(expected[3] ?? null);
        if (m?.detail) expect(m.detail).toMatchObject({ type: 'curve', y: expected });
      }),
      { numRuns: 60 },
    );
  });

  it('never crosses from one turn into the next', () => {
    const turns = ['a b c d', 'e f g h'].map((text, i) => ({ text, path: [i] }));
    const joined = [{ text: 'a b c d e f g h', path: [] }];
    const of = (segments: typeof turns | typeof joined) =>
      valuesOf([[{ key: { file: 0, block: 0 }, segments }]])['novelty-curve']?.detail;
    expect(of(turns)).toMatchObject({ x: [1, 2, 3, 4] });
    expect(of(joined)).toMatchObject({ x: [1, 2, 3, 4, 5, 6, 7, 8] });
  });

  it('stays near the exact shares where n-grams are drawn, and says so', () => {
    const random = randomWords(7);
    const rows = [Array.from({ length: 400 }, () => Array.from({ length: 60 }, () => random(300)).join(' '))];
    const blocks = blocksOf(rows);
    const exact = valuesOf(blocks)['novelty-curve'] as MetricValue;
    for (const env of [envOf(1 << 13), envOf(1 << 16, { curveLevel: 4 })]) {
      const drawn = valuesOf(blocks, env)['novelty-curve'] as MetricValue;
      expect(drawn.drawn?.unit).toBe('n-grams');
      const [low, high] = drawn.interval as [number, number];
      expect(high - low).toBeLessThan(0.1);
      expect(exact.value).toBeGreaterThanOrEqual(low);
      expect(exact.value).toBeLessThanOrEqual(high);
    }
  });
});

/** Words by a Zipf-like law, the same on every run. */
function randomWords(seed: number): (types: number) => string {
  let s = seed;
  return (types) => {
    s = (Math.imul(s, 1103515245) + 12345) & 0x7fffffff;
    return `w${Math.floor(types ** (s / 0x7fffffff))}`;
  };
}

describe('every metric', () => {
  const LIMITS: Record<string, readonly [number, number]> = { ngd: [0, 4], zipf: [-Infinity, 0], heaps: [0, 1] };

  it('lies in its range, and what it draws lies within the whole', () => {
    fc.assert(
      fc.property(fc.oneof(anyCorpus, texts.map(blocksOf)), fc.constantFrom(16, 1 << 12), (blocks, slots) => {
        for (const [id, m] of Object.entries(valuesOf(blocks, envOf(slots)))) {
          const share = ['ratio', 'percent'].includes(ABOUT_METRICS[id]?.format ?? '');
          const [low, high] = LIMITS[id] ?? [0, share ? 1 : Infinity];
          if (m.value !== null) {
            expect([id, m.value >= low - 1e-9 && m.value <= high + 1e-9]).toEqual([id, true]);
          }
          if (m.drawn) expect(m.drawn.n).toBeLessThanOrEqual(m.drawn.of);
          if (m.interval) expect(m.interval[0]).toBeLessThanOrEqual(m.interval[1]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never calls a corpus more diverse for being repeated', () => {
    // For these it follows from the definition; the others see the seam between the copies.
    const ids = [
      'ttr',
      'types',
      'hdd',
      'mtld',
      'entropy',
      'entropy-mm',
      'hapax-share',
      'openings',
      'novelty-curve',
    ].concat(['distinct-1', 'distinct-2', 'distinct-3', 'distinct-4']);
    fc.assert(
      fc.property(texts, (rows) => {
        const once = valuesOf(blocksOf(rows));
        const twice = valuesOf(blocksOf([...rows, ...rows]));
        for (const id of ids) {
          const [a, b] = [once[id]?.value ?? null, twice[id]?.value ?? null];
          if (a === null || b === null) continue;
          const gain = ABOUT_METRICS[id]?.better === 'lower' ? a - b : b - a;
          expect([id, gain <= 1e-9]).toEqual([id, true]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('calls a longer text less diverse for being repeated, seams or not', () => {
    const random = randomWords(3);
    const rows = Array.from({ length: 10 }, () => [Array.from({ length: 200 }, () => random(2_000)).join(' ')]);
    const once = valuesOf(blocksOf(rows));
    const twice = valuesOf(blocksOf([...rows, ...rows]));
    for (const id of ['gzip-ratio', 'long-window-ratio', 'heaps', 'ngd', 'novelty-curve']) {
      const [a, b] = [once[id]?.value as number, twice[id]?.value as number];
      expect([id, ABOUT_METRICS[id]?.better === 'lower' ? a < b : b < a]).toEqual([id, true]);
    }
  });

  it('tells people all that they need', () => {
    for (const [id, about] of Object.entries(ABOUT_METRICS)) {
      for (const words of [about.label, about.source, about.cost]) expect([id, words.length > 0]).toEqual([id, true]);
      expect(about.explains).toMatch(/^[A-ZÀ-Ž].*\.$/);
    }
  });
});
