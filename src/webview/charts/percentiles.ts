// Samples by their percentile among human texts: as many in every bin where the corpus is alike.
import * as Plot from '@observablehq/plot';
import { formatCompact, formatInteger, formatPercent } from '../format.ts';
import type { ChartSpec } from './chartElement.ts';
import { COLOR, drawPlot } from './plot.ts';

export interface PercentileBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export function percentileBins(counts: readonly number[]): PercentileBin[] {
  const width = 100 / counts.length;
  return counts.map((count, i) => ({ from: i * width, to: (i + 1) * width, count }));
}

/** Where the line's name stands clear of the bars: on the left, as mostly, else where they are lowest. */
export function namePlace(bins: readonly PercentileBin[], even: number): 'left' | 'middle' | 'right' {
  const third = Math.ceil(bins.length / 3);
  const highest = (part: readonly PercentileBin[]) => Math.max(...part.map((b) => b.count), 0);
  const [left, middle, right] = [bins.slice(0, third), bins.slice(third, -third), bins.slice(-third)].map(highest) as [
    number,
    number,
    number,
  ];
  if (left < even * 1.15 || left <= Math.min(middle, right)) return 'left';
  return middle <= right ? 'middle' : 'right';
}

export function percentilesSpec(counts: readonly number[]): ChartSpec {
  const bins = percentileBins(counts);
  const total = counts.reduce((sum, n) => sum + n, 0);
  const even = total / Math.max(counts.length, 1);
  const last = bins.at(-1);
  const share = (n: number) => formatPercent(total ? n / total : 0);
  const label = `Percentiles of ${formatInteger(total)} samples among human texts, in ${bins.length} bins; ${share(last?.count ?? 0)} lie in the highest, human texts would have ${share(even)} in each.`;
  const title = (b: PercentileBin) =>
    `percentile ${b.from} to ${b.to}\n${formatInteger(b.count)} samples (${share(b.count)})\nhuman texts: ${formatInteger(Math.round(even))}`;
  const place = namePlace(bins, even);
  const draw = (width: number) =>
    drawPlot(label, {
      width,
      x: {
        label: width < 380 ? 'percentile among human texts' : 'percentile among human texts of that kind and length',
        labelArrow: 'none',
        labelAnchor: 'center',
        ticks: [0, 25, 50, 75, 100],
        domain: [0, 100],
      },
      y: {
        label: 'samples',
        labelArrow: 'none',
        ticks: 4,
        tickFormat: formatCompact,
        domain: [0, Math.max(...counts, even * 1.25, 1)],
      },
      marks: [
        Plot.gridY({ stroke: COLOR.grid, strokeOpacity: 0.4, ticks: 4 }),
        Plot.rectY(bins, { x1: 'from', x2: 'to', y: 'count', fill: COLOR.corpus, inset: 0.5 }),
        Plot.ruleY([0], { stroke: COLOR.context }),
        Plot.ruleY([even], { stroke: COLOR.context, strokeWidth: 1.5, strokeDasharray: '4 2' }),
        Plot.text([even], {
          y: (n: number) => n,
          text: () => 'human texts',
          frameAnchor: place,
          dx: { left: 4, middle: 0, right: -4 }[place],
          dy: -8,
          fill: COLOR.context,
          fontWeight: 600,
          stroke: 'var(--vscode-editor-background)',
          strokeWidth: 4,
        }),
        Plot.tip(bins, Plot.pointerX({ x1: 'from', x2: 'to', y: 'count', title, fill: 'var(--plot-background)' })),
      ],
    });
  const rows = bins.map((b) => [String(b.from), String(b.to), formatInteger(b.count), share(b.count)]);
  return { label, draw, table: { columns: ['from', 'to', 'samples', 'share'], rows } };
}
