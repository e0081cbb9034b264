// The corpora that the estimate of the share is evaluated on, and the figures made of it.
import { describe, expect, it } from 'vitest';
import {
  domainsOf,
  drawCorpus,
  familyOf,
  type LabelledRow,
  REFERENCES,
  ROWS,
  SHARES,
} from '../../../scripts/eval/alpha/corpora.mjs';
import { type Cell, measure, printAlpha } from '../../../scripts/eval/alpha/print.mjs';
import { seededRandom } from '../../../src/engine/statistics/random.ts';

function labelled(domain: string, human: number, llm: number): LabelledRow[] {
  const row = (label: 0 | 1, i: number): LabelledRow => ({
    domain,
    label,
    words: 100 + i,
    score: i,
    generator: label === 0 ? null : (['gpt-4', 'claude-3', 'gemini-1'][i % 3] as string),
  });
  return [...Array(human).keys()].map((i) => row(0, i)).concat([...Array(llm).keys()].map((i) => row(1, i)));
}

describe('corpora of a known share', () => {
  it('come from domains with enough long, measured rows of both classes', () => {
    const short = labelled('short', 200, 200).map((row) => ({ ...row, words: 90 }));
    const lost = labelled('lost', 200, 200).map((row) => ({ ...row, score: Number.NaN }));
    const rows = [
      ...labelled('b', 120, 150),
      ...labelled('few', 119, 150),
      ...labelled('a', 400, 400),
      ...short,
      ...lost,
    ];
    expect([...domainsOf(rows).keys()]).toEqual(['a', 'b']);
  });

  it.each(SHARES)('hold exactly a share of %f, and no row of the references', (share) => {
    const pools = domainsOf(labelled('a', 400, 300)).get('a');
    const drawn = pools && drawCorpus(pools, share, seededRandom(1));
    expect([drawn?.rows.length, drawn?.human.length, drawn?.llm.length]).toEqual([ROWS, REFERENCES, REFERENCES]);
    expect(drawn?.rows.filter((row) => row.label === 1)).toHaveLength(Math.round(share * ROWS));
    const known = new Set([...(drawn?.human ?? []), ...(drawn?.llm ?? [])]);
    expect(drawn?.rows.some((row) => known.has(row))).toBe(false);
    expect(new Set(drawn?.rows).size).toBe(ROWS);
  });

  it('have references of one family and rows of the others where that is asked for', () => {
    const pools = domainsOf(labelled('a', 400, 300)).get('a');
    const drawn = pools && drawCorpus(pools, 0.25, seededRandom(3), true);
    const families = (rows: readonly LabelledRow[] = []) =>
      new Set(rows.filter((row) => row.label === 1).map((row) => familyOf(row.generator)));
    expect(families(drawn?.llm).size).toBe(1);
    for (const family of families(drawn?.llm)) expect(families(drawn?.rows).has(family)).toBe(false);
    const one = labelled('a', 400, 300).map((row) => ({ ...row, generator: row.label ? 'gpt-4' : null }));
    expect(drawCorpus(domainsOf(one).get('a') ?? { human: [], llm: [] }, 0.25, seededRandom(3), true)).toBeNull();
  });
});

describe('figures', () => {
  const cell = (share: number, alpha: number | null, family = false): Cell => ({
    family,
    domain: 'a',
    share,
    report: {
      alpha,
      low: alpha === null ? null : alpha - 0.02,
      high: alpha === null ? null : alpha + 0.02,
      method: 'em',
    },
    unrefused: [{ method: 'em', alpha: alpha ?? 0.4 }],
  });

  it('are errors in points, coverage and refusals', () => {
    const found = measure([cell(0.1, 0.11), cell(0.1, 0.07), cell(0.5, null), cell(0.5, 0.5)]);
    expect(found.errors.leader?.mean).toBeCloseTo(4 / 3, 9);
    expect(found.errors.leader?.bias).toBeCloseTo(-2 / 3, 9);
    expect(found.errors.leader?.worst).toBeCloseTo(3, 9);
    expect(found.errors.em?.mean).toBeCloseTo((1 + 3 + 10 + 0) / 4, 9);
    expect([found.coverage, found.refused, found.led]).toEqual([2 / 3, 0.25, { em: 4 }]);
    expect(found.width).toBeCloseTo(4, 9);
  });

  it('are held against the goals', () => {
    const print = (cells: Cell[]) =>
      printAlpha({ draws: 1, references: 75, rows: 200, domains: ['a'], cells })
        .slice(-5)
        .map((line) => line.slice(2, 8));
    expect(print([cell(0.1, 0.11), cell(0.1, 0.12, true)])).toEqual(Array(5).fill('holds '));
    expect(print([cell(0.1, 0.18), cell(0.1, 0.14, true)])).toEqual(['MISSED', 'MISSED', 'MISSED', 'holds ', 'MISSED']);
  });
});
