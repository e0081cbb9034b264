// Numbers that are computed cleverly against their plain definitions.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS, TALLIES } from '../../../src/engine/registry.ts';
import { cover } from '../../../src/engine/scoring/cover.ts';
import { words } from '../../../src/engine/text/words.ts';
import { type Block, envOf, finished, foldSharded, foldView } from './support.ts';

const WORDS = Array.from({ length: 60 }, (_, i) => `w${i}`);
const longText = fc.array(fc.constantFrom(...WORDS), { maxLength: 120, size: 'max' }).map((list) => list.join(' '));
const blocksOf = (texts: readonly (readonly string[])[]): Block[] =>
  texts.map((rows, block) => rows.map((text) => ({ key: { file: 0, block }, segments: [{ text, path: [] }] })));
const corpus = fc.array(fc.array(longText, { maxLength: 3 }), { minLength: 1, maxLength: 5 });

const env = envOf();
const values = (texts: readonly (readonly string[])[]) => {
  const blocks = blocksOf(texts);
  return finished(foldView(blocks, env), blocks, env);
};

function close(actual: number | null | undefined, expected: number | null): void {
  if (expected === null) expect(actual).toBeNull();
  else expect(actual).toBeCloseTo(expected, 12);
}

describe('MATTR', () => {
  it('equals the mean over all windows, counted one by one', () => {
    fc.assert(
      fc.property(corpus, (texts) => {
        const tokens = texts.flat().flatMap((text) => words(text));
        let sum = 0;
        let windows = 0;
        for (let i = 0; i + 100 <= tokens.length; i++) {
          sum += new Set(tokens.slice(i, i + 100)).size / 100;
          windows++;
        }
        close(values(texts).mattr?.value, windows === 0 ? null : sum / windows);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same however the windows are cut by blocks and workers', () => {
    fc.assert(
      fc.property(corpus, (texts) => {
        const blocks = blocksOf(texts);
        const workers = blocks.map((_, i) => i % 3);
        const merged = finished(foldSharded(blocks, workers, env, [2, 0, 1]), blocks, env);
        expect(merged.mattr).toEqual(values(texts).mattr);
      }),
      { numRuns: 60 },
    );
  });
});

describe('distinct-n, entropy, types and hapax share', () => {
  it('equal what sets of strings give', () => {
    fc.assert(
      fc.property(corpus, (texts) => {
        const samples = texts.flat().map((text) => words(text));
        const m = values(texts);
        for (let n = 1; n <= 4; n++) {
          const grams = samples.flatMap((w) =>
            w.flatMap((_, i) => (i + n <= w.length ? [w.slice(i, i + n).join(' ')] : [])),
          );
          close(m[`distinct-${n}`]?.value, grams.length === 0 ? null : new Set(grams).size / grams.length);
        }
        const tokens = samples.flat();
        const counts = new Map<string, number>();
        for (const word of tokens) counts.set(word, (counts.get(word) ?? 0) + 1);
        const n = [...counts.values()];
        expect(m.types?.value).toBe(counts.size);
        expect(m.words?.value).toBe(tokens.length);
        const bits = n.reduce((sum, c) => sum - (c / tokens.length) * Math.log2(c / tokens.length), 0);
        close(m.entropy?.value, tokens.length === 0 ? null : bits);
        close(m['hapax-share']?.value, n.length === 0 ? null : n.filter((c) => c === 1).length / n.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('n-gram diversity', () => {
  it('runs over the joined text, across samples and blocks', () => {
    fc.assert(
      fc.property(corpus, (texts) => {
        const tokens = texts.flat().join(' ').split(' ');
        let sum = 0;
        for (let n = 1; n <= 4; n++) {
          const grams = tokens.flatMap((_, i) => (i + n <= tokens.length ? [tokens.slice(i, i + n).join('\0')] : []));
          sum += new Set(grams).size / grams.length;
        }
        close(values(texts).ngd?.value, texts.flat().length === 0 || tokens.length < 4 ? null : sum);
      }),
      { numRuns: 60 },
    );
  });
});

describe('openings', () => {
  it('are the share of the 20 commonest first three words', () => {
    fc.assert(
      fc.property(corpus, (texts) => {
        const samples = texts.flat().map((text) => words(text));
        const counts = new Map<string, number>();
        for (const w of samples) {
          if (w.length < 3) continue;
          const opening = w.slice(0, 3).join(' ');
          counts.set(opening, (counts.get(opening) ?? 0) + 1);
        }
        const top = [...counts.values()].sort((a, b) => b - a).slice(0, 20);
        const sum = top.reduce((a, b) => a + b, 0);
        close(values(texts).openings?.value, samples.length === 0 ? null : sum / samples.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('covering samples', () => {
  const holders = fc.array(fc.uniqueArray(fc.nat(12), { maxLength: 5 }), { maxLength: 40 });

  it('are chosen greedily, ties to the first row, until 90 % are covered or five are named', () => {
    fc.assert(
      fc.property(holders, (lists) => {
        const total = Math.max(1, lists.length);
        const chosen = cover(
          lists.map((rows) => Uint32Array.from(rows).sort()),
          total,
        );
        let open = lists.filter((rows) => rows.length > 0);
        const all = open.length;
        const expected: { row: number; share: number }[] = [];
        // 90 % of the non-novel 4-grams in whole numbers: stop when at most a tenth is open.
        while (expected.length < 5 && open.length * 10 > all) {
          const counts = Array.from({ length: 13 }, (_, row) => open.filter((rows) => rows.includes(row)).length);
          const most = Math.max(...counts);
          const row = counts.indexOf(most);
          expected.push({ row, share: most / total });
          open = open.filter((rows) => !rows.includes(row));
        }
        expect(chosen).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('never name a row twice, and never add less than the one after', () => {
    fc.assert(
      fc.property(holders, (lists) => {
        const chosen = cover(
          lists.map((rows) => Uint32Array.from(rows).sort()),
          Math.max(1, lists.length),
        );
        expect(new Set(chosen.map(({ row }) => row)).size).toBe(chosen.length);
        for (let i = 1; i < chosen.length; i++) {
          expect(chosen[i]?.share ?? 0).toBeLessThanOrEqual(chosen[i - 1]?.share ?? 0);
        }
      }),
    );
  });
});

describe('the empty view', () => {
  it('gives null or 0 for every metric, never NaN', () => {
    const blocks: Block[] = [];
    for (const { value } of Object.values(finished(foldView(blocks, env), blocks, env))) {
      expect(value === null || value === 0).toBe(true);
    }
    expect(METRICS.length + TALLIES.length).toBeGreaterThan(20);
  });
});
