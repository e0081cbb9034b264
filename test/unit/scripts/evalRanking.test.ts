// The figures of the ranking by hand-made scores, and the lines that tell them.
import { describe, expect, it } from 'vitest';
import { abstainedShare, goalLines, rankingLines } from '../../../scripts/eval/lines.mjs';
import { type Ranked, rankCells, rankDomains, ranked, truePositives } from '../../../scripts/eval/ranking.mjs';

const row = (domain: string, label: 0 | 1, score: number | null, part: Partial<Ranked> = {}): Ranked => ({
  ...{ domain, label, score, words: 150, abstained: null },
  ...part,
});

/** Scores 0, 1, 2 … of human texts, those of LLM texts `by` above. */
function domainOf(name: string, n: number, by: number, part: Partial<Ranked> = {}): Ranked[] {
  return Array.from({ length: n }, (_, i) => [row(name, 0, i, part), row(name, 1, i + by, part)]).flat();
}

describe('ranking', () => {
  it('is the share of pairs in order, ties half', () => {
    // Of nine pairs seven are in order, and one is a tie.
    expect(ranked([2, 4, 6], [1, 3, 4]).auroc).toBeCloseTo(6.5 / 9, 4);
    expect(ranked([2, 3], [0, 1])).toMatchObject({ auroc: 1, tprAt5: 1, tprAt1: 1, interval: [1, 1] });
    expect(ranked([0, 1], [2, 3]).auroc).toBe(0);
  });

  it('counts true positives above what a share of human texts exceeds', () => {
    const human = Array.from({ length: 100 }, (_, i) => i);
    // At 5 % five human texts, 95 to 99, lie above 94.
    expect(truePositives([94, 94.5, 95, 200], human, 0.05)).toBe(0.75);
    expect(truePositives([98, 98.5, 99], human, 0.01)).toBeCloseTo(2 / 3, 12);
    expect(truePositives([99, 100], human, 0)).toBe(0.5);
    expect(truePositives([5, 6], Array(20).fill(5), 0.05)).toBe(0.5);
  });

  it('is of domains with enough long, measured texts of both classes', () => {
    const rows = [
      ...domainOf('b', 3, 10),
      ...domainOf('a', 3, 0.5),
      ...domainOf('few', 2, 1),
      ...domainOf('short', 3, 1, { words: 99 }),
      ...domainOf('lost', 3, 1, { abstained: 'code', score: null }),
      row('human only', 0, 1),
    ];
    const found = rankDomains(rows, { least: 3 });
    expect(Object.keys(found.domains)).toEqual(['a', 'b']);
    expect(found.domains.b).toMatchObject({ human: 3, llm: 3, auroc: 1 });
    // 0.5, 1.5, 2.5 against 0, 1, 2: six of nine pairs.
    expect(found.domains.a?.auroc).toBeCloseTo(6 / 9, 4);
    expect(found.macroAuroc).toBeCloseTo(5 / 6, 3);
    expect(found.worstAuroc).toBeCloseTo(6 / 9, 4);
    expect(found.macroInterval?.[0]).toBeLessThan(5 / 6);
    expect(found.macroInterval?.[1]).toBeLessThanOrEqual(1);
    expect(Object.keys(rankDomains(rows, { least: 3, from: 50, to: 100 }).domains)).toEqual(['short']);
  });

  it('says nothing without a domain', () => {
    expect(rankDomains([])).toEqual({
      ...{ domains: {}, macroAuroc: null, macroInterval: null, worstAuroc: null },
      ...{ macroTprAt5: null, macroTprAt1: null },
    });
  });

  it('is told by domain and family', () => {
    const cell = (domain: string, llm: number[]) => ({ domain, family: 'openai', llm, human: [0, 1] });
    const found = rankCells([cell('a', [2, 3]), cell('b', [0.5, 2])]);
    expect(found.cells.map((c) => [c.domain, c.llm, c.human, c.auroc])).toEqual([
      ['a', 2, 2, 1],
      ['b', 2, 2, 0.75],
    ]);
    expect([found.meanAuroc, found.worstAuroc]).toEqual([0.875, 0.75]);
  });
});

describe('lines', () => {
  it('count what was abstained from among texts of 100 words and more', () => {
    const of = (words: number, abstained: string | null) => ({ words, abstained });
    expect(abstainedShare([of(100, 'code'), of(200, null), of(99, 'list'), of(100, null), of(120, null)])).toBe(0.25);
    expect(abstainedShare([])).toBe(0);
  });

  it('tell domains, cells and abstentions', () => {
    const rows = [
      ...domainOf('news', 120, 30),
      ...domainOf('notes', 45, 50, { words: 60 }),
      row('news', 0, null, { abstained: 'table' }),
      row('news', 0, null, { abstained: 'short', words: 20 }),
    ];
    const lines = rankingLines(
      {
        leaveOneDomainOut: rankDomains(rows),
        shortTexts: rankDomains(rows, { from: 50, to: 100, least: 40 }),
        domainAndFamilyOut: rankCells([{ domain: 'news', family: 'claude', llm: [1, 2], human: [0, 0.5] }]),
      },
      rows,
    );
    const text = lines.join('\n');
    expect(text).toMatch(/news +AUROC 0\.\d{3} .*120 human, 120 LLM/);
    expect(text).toMatch(/The same, 50 to 99 words\n +notes +AUROC 1\.000/);
    expect(text).toMatch(/news, claude +1\.000/);
    expect(text).toContain('mean 1.000, worst 1.000');
    expect(lines.at(-1)).toBe(
      'Abstained from 0.4 % of 241 texts of 100 words and more: table 1; 1 texts are below 50 words',
    );
    expect(rankingLines({ leaveOneDomainOut: rankDomains([]), shortTexts: rankDomains([]) }, []).join('\n')).toContain(
      'no domain with enough texts',
    );
  });

  it('hold figures against the goals', () => {
    const told = (auroc: number, over: number, abstained: string | null) => {
      const rank = { domains: {}, macroInterval: null, macroTprAt1: 0.9, macroTprAt5: auroc - 0.05 };
      return goalLines(
        {
          leaveOneDomainOut: { ...rank, macroAuroc: auroc, worstAuroc: auroc - 0.02 },
          domainAndFamilyOut: { cells: [], meanAuroc: auroc, worstAuroc: auroc - 0.1 },
        },
        [{ words: 100, abstained }],
        {
          falsePositives: [{ any: { over, shortest: over, power: 1 - over }, longestToShortest: { rate: over } }],
          recalibration: {
            domains: [
              { minWords: 100, after: auroc },
              { minWords: 50, after: 0 },
            ],
          },
        },
      );
    };
    const words = (lines: string[]) => new Set(lines.slice(1).map((line) => line.slice(2, 8)));
    expect(told(0.99, 0.02, null)[0]).toBe('Goals');
    expect(told(0.99, 0.02, null)).toHaveLength(13);
    expect(words(told(0.99, 0.02, null))).toEqual(new Set(['holds ']));
    expect(words(told(0.9, 0.5, 'code'))).toEqual(new Set(['MISSED']));
  });
});
