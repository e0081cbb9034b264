// The estimators by themselves, on scores whose share is known.
import { describe, expect, it } from 'vitest';
import { densityEstimator } from '../../../../../src/engine/traits/alpha/density.ts';
import { emEstimator } from '../../../../../src/engine/traits/alpha/em.ts';
import { estimatorsFor } from '../../../../../src/engine/traits/alpha/methods.ts';
import { type AlphaInput, everyRow } from '../../../../../src/engine/traits/alpha/rows.ts';
import { mixed, references, scoredRows } from './support.ts';

const MAKERS = { density: densityEstimator, em: emEstimator };

function shareBy(method: keyof typeof MAKERS, input: AlphaInput): number {
  const every = (rows: { score: ArrayLike<number> }) => everyRow(rows.score.length);
  return MAKERS[method](input)(every(input.human), every(input.llm))(every(input.rows));
}

describe.each(['density', 'em'] as const)('%s', (method) => {
  it.each([0, 0.05, 0.25, 0.5, 0.9, 1])('finds a share of %f within four points, given many rows', (share) => {
    const found = shareBy(method, { rows: mixed(5, share, 4000), ...references(1, 3, 1000) });
    expect(Math.abs(found - share)).toBeLessThan(0.04);
  });

  it('never falls when a row moves towards the LLM reference', () => {
    const both = references(1);
    const shares = [0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1].map((share) => {
      const rows = scoredRows(Array.from({ length: 200 }, (_, i) => (i < 200 * share ? 3 : 0)));
      return shareBy(method, { rows, ...both });
    });
    for (const [i, next] of shares.slice(1).entries()) expect(next).toBeGreaterThan(shares[i] as number);
  });

  it('does not depend on where scores start or how they are scaled', () => {
    const both = references(1);
    const rows = mixed(9, 0.2);
    const moved = (r: { score: ArrayLike<number> }) => scoredRows(Array.from(r.score, (s) => 40 + 7 * s));
    const there = shareBy(method, { rows: moved(rows), human: moved(both.human), llm: moved(both.llm) });
    expect(there).toBeCloseTo(shareBy(method, { rows, ...both }), 4);
  });

  it('takes ties, constant references and far outliers', () => {
    const same = scoredRows(Array.from({ length: 50 }, () => 1));
    const other = scoredRows(Array.from({ length: 60 }, () => 2));
    const rows = scoredRows([...Array.from({ length: 75 }, () => 1), ...Array.from({ length: 25 }, () => 2)]);
    expect(shareBy(method, { rows, human: same, llm: other })).toBeCloseTo(0.25, 1);
    const alike = shareBy(method, { rows, human: same, llm: same });
    expect(alike).toBeGreaterThanOrEqual(-0.5);
    expect(alike).toBeLessThanOrEqual(1.5);
    const wild = scoredRows([...normalScores(), 1e6, -1e6]);
    const share = shareBy(method, { rows: wild, ...references(1) });
    expect(Math.abs(share - 0.01)).toBeLessThan(0.03);
  });
});

function normalScores(): number[] {
  return Array.from(mixed(3, 0, 200).score);
}

describe('the list of methods', () => {
  it('leaves the likelihood out where no words are given', () => {
    const ids = estimatorsFor({ rows: mixed(2, 0), ...references(1) }).map(([id]) => id);
    expect(ids).toEqual(['density', 'em']);
  });
});
