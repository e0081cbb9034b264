// Curves by length, quantiles by kind and the words of kinds, from made-up raw scores.
import { describe, expect, it } from 'vitest';
import { type Fit, fitCurves, fitKinds, fitQuantiles, standardise } from '../../../scripts/train/curves.mjs';
import { KINDS } from '../../../scripts/train/data.mjs';
import { READ_PARTS } from '../../../src/engine/traits/model/model.ts';

const DOMAINS = ['news', 'essay', 'fiction', 'blog'];
const LENGTHS = [50, 70, 100];

/**
 * 41 human texts of each kind, at each length −2 … 2 spreads about its mean: all parts alike, so that the score is four
 * times a part. Kinds differ by a constant that is no matter of length.
 */
function made(
  mean: (words: number) => number,
  sd: (words: number) => number,
  only = (_kind: number, _words: number) => true,
) {
  const rows: { domain: string; label: 0 | 1 }[] = [];
  const fits: Fit[] = [];
  DOMAINS.forEach((domain, kind) => {
    for (let t = 0; t <= 40; t++) {
      const raw = (words: number) => READ_PARTS.map(() => mean(words) + kind / 8 + (sd(words) * (t - 20)) / 10);
      rows.push({ domain, label: 0 });
      fits.push({
        ...{ words: 120, abstained: null, markup: 0, raw: raw(120) },
        cuts: LENGTHS.filter((words) => only(kind, words)).map((words) => ({ words, raw: raw(words) })),
      });
    }
  });
  return { rows, fits };
}

/** Of −2, −1.9 … 2. */
const SPREAD = Math.sqrt(Array.from({ length: 41 }, (_, t) => ((t - 20) / 10) ** 2).reduce((a, b) => a + b) / 40);
const OFFSET = (0 + 1 + 2 + 3) / 4 / 8;

describe('curves', () => {
  it('are mean and spread of human texts at each length', () => {
    const { rows, fits } = made(
      (words) => words / 100,
      (words) => 5 / words,
    );
    const { lengths, curves } = fitCurves(rows, fits);
    expect(lengths).toEqual(LENGTHS);
    LENGTHS.forEach((words, k) => {
      expect(curves.chars.mean[k]).toBeCloseTo(words / 100 + OFFSET, 3);
      expect(curves.score.mean[k]).toBeCloseTo(4 * (words / 100 + OFFSET), 3);
      expect(curves.style.sd[k]).toBeCloseTo((5 / words) * SPREAD, 3);
    });
  });

  it('are not bent by which kinds are long', () => {
    const flat = made(
      () => 1,
      () => 1,
      // The kind with the highest scores has no text that is cut to 100 words; five kinds are needed for four to be left.
      (kind, words) => kind > 0 || words < 100,
    );
    const more = made(
      () => 1,
      () => 1,
    );
    const rows = [...flat.rows, ...more.rows.map((row) => ({ ...row, domain: `${row.domain} 2` }))];
    const { lengths, curves } = fitCurves(rows, [...flat.fits, ...more.fits]);
    expect(lengths).toEqual(LENGTHS);
    expect(curves.chars.mean[2]).toBeCloseTo(curves.chars.mean[0]!, 3);
    expect(curves.chars.sd[2]).toBeCloseTo(curves.chars.sd[0]!, 3);
  });

  it('leave out LLM texts, texts that abstain, and lengths with few kinds', () => {
    const { rows, fits } = made(
      () => 1,
      () => 1,
      (kind, words) => kind < 3 || words < 100,
    );
    const wild = {
      ...fits[0]!,
      raw: [99, 99, 99, 99],
      cuts: LENGTHS.map((words) => ({ words, raw: [99, 99, 99, 99] })),
    };
    const found = fitCurves(
      [...rows, { domain: 'news', label: 1 }, { domain: 'news', label: 0 }],
      [...fits, wild, { ...wild, abstained: 'code' }],
    );
    expect(found.lengths).toEqual([50, 70]);
    expect(found.curves.chars.mean[0]).toBeCloseTo(1 + OFFSET, 3);
  });
});

describe('quantiles', () => {
  const { rows, fits } = made(
    () => 1,
    () => 1,
  );
  const curves = fitCurves(rows, fits);

  it('are 21 of the standardised scores of each kind and band', () => {
    const { kinds, quantiles } = fitQuantiles(rows, fits, fits, curves);
    expect(kinds).toEqual(Object.keys(KINDS).filter((kind) => DOMAINS.includes(kind)));
    expect(quantiles.bands).toEqual([50, 100, 200, 400]);
    const news = quantiles.kinds[kinds.indexOf('news')]!;
    expect(news.slice(2)).toEqual([null, null]);
    const of = (step: number) =>
      standardise(
        curves,
        50,
        READ_PARTS.map(() => 1 + step),
      ).score;
    expect(news[0]).toHaveLength(21);
    expect([news[0]![0], news[0]![10], news[0]![20]].map((q) => q!)).toEqual([
      expect.closeTo(of(-2), 2),
      expect.closeTo(of(0), 2),
      expect.closeTo(of(2), 2),
    ]);
  });

  it('lie half-way between models that know the kind and models that do not', () => {
    const known = made(
      () => 0,
      () => 1,
    ).fits;
    const middle = (own: readonly Fit[]) => {
      const { kinds, quantiles } = fitQuantiles(rows, fits, own, curves);
      return quantiles.kinds[kinds.indexOf('news')]![0]![10]!;
    };
    const lower = fitQuantiles(rows, known, known, curves);
    const alone = lower.quantiles.kinds[lower.kinds.indexOf('news')]![0]![10]!;
    expect(alone).toBeLessThan(middle(fits) - 0.5);
    expect(middle(known)).toBeCloseTo((middle(fits) + alone) / 2, 2);
  });

  it('need 40 texts of a kind', () => {
    const few = rows.map((row, i) => (row.domain === 'blog' && i % 2 ? { ...row, label: 1 as const } : row));
    expect(fitQuantiles(few, fits, fits, curves).kinds).not.toContain('blog');
  });
});

describe('kinds', () => {
  const windows = {
    row: [0, 1, 2, 3],
    ids: [Int16Array.of(0, 0, 0, 1), Int16Array.of(0, 0, 0, 1), Int16Array.of(1, 1, -1, 1), Int16Array.of(1, 1, 1)],
  };
  const rows = (['news', 'news', 'essay', 'essay'] as const).map((domain, i) => ({ domain, label: (i % 2) as 0 | 1 }));
  const tableOf = (words: string) => Int8Array.from(atob(words), (c) => (c.charCodeAt(0) << 24) >> 24);

  it('have for each common word how much more they use it than the mean of kinds', () => {
    const { names, steps, words } = fitKinds(rows, windows, 2, ['news', 'essay']);
    expect(names).toEqual(['news', 'essays']);
    const table = tableOf(words);
    expect(table).toHaveLength(4);
    const news = Math.log2(0.75);
    const mean = (Math.log2(0.25) + Math.log2((0.3 + 40_000) / 40_000)) / 2;
    expect(table[1]! / steps).toBeCloseTo(Math.log2(0.25) - mean, 1);
    expect(table[0]! / steps).toBeGreaterThan(news + 1);
    // Above the mean in one of two kinds, as far below in the other.
    expect(table[2]).toBe(-table[0]!);
    expect(table[3]).toBe(-table[1]!);
  });
});
