// Charts of curves in braille: where the dots are, and that labels find room.
import { describe, expect, it } from 'vitest';
import { lineChart } from '../../../src/cli/format/lineChart.ts';

const layout = { width: 40, rows: 5, yLabels: ['0', '1'], xLabels: ['0', '1', '2'] };
const solid = (label: string, ...values: number[]) => ({ label, values, dash: 'solid' as const });

describe('a chart', () => {
  it('draws a curve from left to right without holes, and its label at its end', () => {
    expect(lineChart([solid('up', 0, 1)], { ...layout, width: 17, xLabels: ['a', 'b'] })).toEqual([
      '1 ┤        ⡠⠊  up',
      '  │      ⡠⠊',
      '  │    ⡠⠊',
      '  │  ⡠⠊',
      '0 ┤⡠⠊',
      '   a        b',
    ]);
  });

  it('keeps to its width, whatever it is', () => {
    for (const width of [30, 60, 77, 120]) {
      const lines = lineChart([solid('a label', 1, 0.2, 0.7)], { ...layout, width });
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      expect(Math.max(...lines.map((line) => line.length))).toBe(width);
    }
  });

  it('puts labels that would meet on rows of their own, in the order of their curves', () => {
    const rowsOf = (...ends: number[]) => {
      const lines = lineChart(
        ends.map((end, i) => solid(`c${i}`, 1, end)),
        layout,
      );
      return ends.map((_, i) => lines.findIndex((line) => line.endsWith(`c${i}`)));
    };
    expect(rowsOf(1, 0.5, 0)).toEqual([0, 2, 4]);
    expect(rowsOf(1, 1, 1)).toEqual([0, 1, 2]);
    expect(rowsOf(0, 0, 0)).toEqual([2, 3, 4]);
    expect(rowsOf(0, 0.26, 0.02)).toEqual([4, 2, 3]);
  });

  it('tells curves apart by dashes', () => {
    const dots = (dash: 'solid' | 'dashed' | 'dotted') =>
      [...lineChart([{ label: 'x', values: [1, 1], dash }], layout)[0]!.slice(3)].filter((c) => c > '\u2800').length;
    const marks = (['solid', 'dashed', 'dotted'] as const).map(
      (dash) => lineChart([{ label: 'x', values: [1, 1], dash }], layout)[0],
    );
    expect(new Set(marks).size).toBe(3);
    expect(dots('solid')).toBeGreaterThan(dots('dashed'));
  });

  it('leaves out labels below the axis that would touch, never the last', () => {
    const labels = Array.from({ length: 101 }, (_, i) => String(i));
    const axis = lineChart([solid('x', ...labels.map(() => 0.5))], { ...layout, width: 60, xLabels: labels }).at(-1)!;
    const shown = axis.trim().split(/\s+/);
    expect(shown[0]).toBe('0');
    expect(shown.at(-1)).toBe('100');
    expect(axis).not.toMatch(/\d{4}/);
    expect(shown.length).toBeGreaterThan(5);
  });
});
