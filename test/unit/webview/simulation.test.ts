// The chart of a simulation: its axis, the places of its labels, what is chosen and printed.
import { describe, expect, it } from 'vitest';
import type { Generation, SimulationReport } from '../../../src/engine/compare/simulationReport.ts';
import { apart, domainOf, simulationSpec } from '../../../src/webview/compare/simulation/chart.ts';
import { curveName, MEASURES, measuresOf } from '../../../src/webview/compare/simulation/measures.ts';

const point = (generation: number, typesKept: number, distinct3: number | null = 0.5): Generation => ({
  generation,
  typesKept,
  rareKept: typesKept / 2,
  types: 100 - generation,
  hapaxShare: 0.4,
  distinct3,
  entropy: 9,
});

const report = (curves: SimulationReport['curves']): SimulationReport => ({
  format: 'corpus-inspector/simulation',
  version: 1,
  files: ['a.jsonl'],
  view: 'text',
  model: 'trigram',
  words: 1000,
  types: 100,
  seed: 1,
  generations: 2,
  curves,
  verdict: '',
  notes: [],
});

describe('labels at the ends of curves', () => {
  it('stay where they have room', () => expect(apart([10, 60, 200], 15, 240)).toEqual([10, 60, 200]));
  it('move apart in their order, within the chart', () => {
    expect(apart([100, 102, 101], 15, 240)).toEqual([100, 130, 115]);
    expect(apart([240, 239, 238], 15, 240)).toEqual([240, 225, 210]);
    expect(apart([0, 0], 15, 240)).toEqual([0, 15]);
    expect(apart([7], 15, 240)).toEqual([7]);
  });
});

describe('the y axis', () => {
  it('is whole for shares, starts at zero for counts, and surrounds what has no zero', () => {
    expect(domainOf([0.4, 0.6], 'share')).toEqual([0, 1]);
    expect(domainOf([40, 100], 'from-zero')).toEqual([0, 105]);
    expect(domainOf([0, 0], 'from-zero')).toEqual([0, 1]);
    expect(domainOf([9, 10], 'around').map((n) => n.toFixed(2))).toEqual(['8.92', '10.08']);
    expect(domainOf([9, 9], 'around')).toEqual([8.5, 9.5]);
  });
});

describe('a chart', () => {
  const curves: SimulationReport['curves'] = [
    { mode: 'replace', points: [point(0, 1), point(1, 0.7), point(2, 0.413)] },
    { mode: 'mix', real: 0.1, points: [point(0, 1), point(1, 0.8), point(2, 0.62)] },
  ];

  it('says in words what it shows, and has its numbers as a table', () => {
    const { label, table } = simulationSpec(report(curves), MEASURES[0]!);
    expect(label.replaceAll('\u00a0', ' ')).toBe(
      'Different words kept by generation, 0 to 2. At the end: replace 41 %; mix, 10 % real 62 %.',
    );
    expect(table.columns.map((c) => c.replaceAll('\u00a0', ' '))).toEqual(['generation', 'replace', 'mix, 10 % real']);
    expect(table.rows.map((row) => row.map((cell) => cell.replaceAll('\u00a0', ' ')))).toEqual([
      ['0', '100 %', '100 %'],
      ['1', '70 %', '80 %'],
      ['2', '41 %', '62 %'],
    ]);
  });

  it('offers only measures that have numbers', () => {
    const without = report([{ mode: 'replace', points: [point(0, 1, null), point(1, 0.5, null)] }]);
    expect(measuresOf(without).map(({ id }) => id)).toEqual([
      'typesKept',
      'rareKept',
      'types',
      'hapaxShare',
      'entropy',
    ]);
    expect(measuresOf(report(curves)).map(({ id }) => id)).toContain('distinct3');
  });

  it('names its curves', () => {
    expect(curves.map((curve) => curveName(curve).replaceAll('\u00a0', ' '))).toEqual(['replace', 'mix, 10 % real']);
  });
});
