import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { estimateAlpha } from '../../../../../src/engine/traits/alpha/estimate.ts';
import { groupsOf, monthOf } from '../../../../../src/engine/traits/alpha/groups.ts';
import { occurrencesOf } from '../../../../../src/engine/traits/alpha/occurrences.ts';
import type { ScoredRows } from '../../../../../src/engine/traits/alpha/rows.ts';
import { AlphaReportSchema } from '../../../../../src/engine/traits/schema.ts';
import { mixed, references, scoredRows } from './support.ts';

const both = references(11);

describe('α', () => {
  it.each([0, 0.01, 0.1, 0.5, 1])('lies near a true share of %f, in an interval that holds both', (share) => {
    const report = estimateAlpha({ rows: mixed(7, share), ...both });
    const { alpha, low, high } = v.parse(AlphaReportSchema, report);
    expect(Math.abs((alpha as number) - share)).toBeLessThan(0.06);
    expect(low).toBeLessThanOrEqual(Math.min(alpha as number, share));
    expect(high).toBeGreaterThanOrEqual(Math.max(alpha as number, share));
  });

  it('never rules out one row more, not even where none was found', () => {
    const far = references(1, 12);
    const { alpha, high } = estimateAlpha({ rows: mixed(2, 0, 100, 12), ...far });
    expect(alpha).toBeLessThan(0.005);
    expect(high).toBeGreaterThanOrEqual(0.0099);
  });

  it('always lies in its interval, inside 0..1, and does not depend on the order of the rows', () => {
    const shares = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 1000 }));
    fc.assert(
      fc.property(shares, ([percent, seed]) => {
        const rows = mixed(seed, percent / 100, 120);
        const report = estimateAlpha({ rows, ...both });
        const { alpha, low, high } = report as { alpha: number; low: number; high: number };
        expect(0 <= low && low <= alpha && alpha <= high && high <= 1).toBe(true);
        const turned = estimateAlpha({ rows: scoredRows([...Array.from(rows.score)].reverse()), ...both });
        expect(turned.alpha).toBeCloseTo(alpha, 9);
        expect(estimateAlpha({ rows, ...both })).toEqual(report);
      }),
      { numRuns: 15 },
    );
  });

  it('leaves out rows that were not measured', () => {
    const rows = mixed(7, 0.2);
    const score = Array.from(rows.score).flatMap((s) => [s, Number.NaN]);
    const { samples, alpha } = estimateAlpha({ rows: scoredRows(score), ...both });
    expect([samples, alpha]).toEqual([200, estimateAlpha({ rows, ...both }).alpha]);
  });

  it('does without words where only the references bring them', () => {
    const worded = (rows: ScoredRows): ScoredRows => ({
      ...rows,
      occurrences: Array.from(rows.score, (s) =>
        occurrencesOf([{ text: s > 1.5 ? 'Delve into it.' : 'Gonna see it.' }]),
      ),
    });
    const report = estimateAlpha({ rows: mixed(7, 0.2), human: worded(both.human), llm: worded(both.llm) });
    expect(report.methods.map((m) => m.method)).toEqual(['density', 'em']);
    expect(report).toEqual(estimateAlpha({ rows: mixed(7, 0.2), ...both }));
    const rows = worded(mixed(7, 0.2));
    const led = estimateAlpha({ rows, human: worded(both.human), llm: worded(both.llm) });
    expect(led.methods.map((m) => m.method)).toEqual(['density', 'em', 'likelihood']);
  });

  it('narrows with more references', () => {
    const width = ({ low, high }: { low: number | null; high: number | null }) => (high as number) - (low as number);
    const rows = mixed(7, 0.2, 2000);
    const few = width(estimateAlpha({ rows, ...references(11, 3, 60) }));
    const many = width(estimateAlpha({ rows, ...references(11, 3, 600) }));
    expect(many).toBeLessThan(few / 1.5);
  });
});

describe('α is refused', () => {
  it('with how many references are missing', () => {
    const report = estimateAlpha({ rows: mixed(7, 0.2), human: mixed(1, 0, 15), llm: both.llm });
    expect(report).toMatchObject({ alpha: null, low: null, high: null, methods: [] });
    expect(report.refused).toBe(
      'The references are too few: add 25 more human rows that can be measured (at least 40 of each).',
    );
    v.parse(AlphaReportSchema, report);
  });

  it('of a corpus of a few rows', () => {
    expect(estimateAlpha({ rows: mixed(7, 0.2, 10), ...both }).refused).toBe(
      'Only 10 rows were measured; at least 25 are needed.',
    );
  });

  it('where the rows are shorter than nearly all references, by group too', () => {
    const rows = mixed(7, 0.2);
    const words = Array.from(rows.score, (_, i) => (i % 2 ? 60 : 220));
    const spread = (r: ScoredRows): ScoredRows => ({ ...r, words: Array.from(r.score, (_, i) => 100 + 10 * (i % 40)) });
    const groups = { by: 'kind', of: Array.from(words, (_, i) => i % 2), names: ['long', 'short'] };
    const report = estimateAlpha({
      rows: { ...rows, words },
      human: spread(both.human),
      llm: spread(both.llm),
      groups,
    });
    expect(report.refused).toBe(
      '50 % of the rows are shorter than the references (109 to 471 words; half of the rows have at most 140): add shorter references.',
    );
    expect(report.methods.map((m) => m.alpha)).toEqual([null, null]);
    expect(report.groups?.rows.map((row) => [row.label, row.alpha === null])).toEqual([
      ['long', false],
      ['short', true],
    ]);
  });

  it('where references are too much alike, in groups too', () => {
    const groups = { by: 'source', of: Array.from({ length: 200 }, (_, i) => i % 2), names: ['a', 'b'] };
    const report = estimateAlpha({ rows: mixed(7, 0.2), ...references(1, 0.5), groups });
    expect(report.refused).toMatch(/is off by \d+\.\d points on average, more than 5/);
    expect(report.methods.map((m) => [m.alpha, (m.error?.mean ?? 0) > 0.05])).toEqual([
      [null, true],
      [null, true],
    ]);
    expect(report.groups?.rows.map((row) => row.refused)).toEqual([report.refused, report.refused]);
  });
});

describe('groups', () => {
  it('get their own share; small ones are refused with the reason', () => {
    const parts = [mixed(1, 0, 100), mixed(2, 0.5, 100), mixed(3, 1, 5)];
    const score = parts.flatMap((p) => Array.from(p.score));
    const of = parts.flatMap((p, i) => Array.from(p.score, () => i));
    const { groups } = estimateAlpha({
      rows: scoredRows(score) as ScoredRows,
      ...both,
      groups: { by: 'source', of, names: ['old', 'new', 'tiny'] },
    });
    const [old, fresh, tiny] = groups?.rows ?? [];
    expect(old?.alpha).toBeLessThan(0.05);
    expect(Math.abs((fresh?.alpha ?? 0) - 0.5)).toBeLessThan(0.08);
    expect(tiny).toEqual({
      label: 'tiny',
      samples: 5,
      alpha: null,
      low: null,
      high: null,
      refused: 'Only 5 rows were measured; at least 25 are needed.',
    });
  });

  it.each([
    ['2024-03-15T10:00:00Z', '2024-03'],
    ['2024-3', '2024-03'],
    ['2024/3/15', '2024-03'],
    ['20240315', '2024-03'],
    ['2024-03-15 10:00', '2024-03'],
    ['2024-13-01', undefined],
    ['gpt-4', undefined],
    ['2024', undefined],
    ['12345678', undefined],
    ['v2024-03', undefined],
  ])('take %s as the month %s', (label, month) => expect(monthOf(label)).toBe(month));

  it('are months in order where most values are dates', () => {
    const labels = [...Array(6).fill('2024-02-01'), ...Array(5).fill('2023-11-30'), '(none)'];
    const groups = groupsOf('date', labels, '(none)');
    expect([groups.by, groups.names]).toEqual(['month of date', ['2023-11', '2024-02', '(none)']]);
    expect(Array.from(groups.of).slice(5, 7)).toEqual([1, 0]);
  });

  it('are the largest forty of many values', () => {
    const labels = Array.from({ length: 50 }, (_, i) => Array<string>(50 - i).fill(`s${i}`)).flat();
    const groups = groupsOf('source', labels, '(none)');
    expect([groups.by, groups.names.length, groups.names[0], groups.note]).toEqual([
      'source',
      40,
      's0',
      '10 smaller groups are left out.',
    ]);
    expect(groups.of[labels.length - 1]).toBe(-1);
  });
});
