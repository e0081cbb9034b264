// Histograms of the report: samples by length, samples by novelty.
import * as Plot from '@observablehq/plot';
import type { Detail } from '../../engine/report.ts';
import { formatAny, formatCompact, formatInteger, formatPercent } from '../format.ts';
import type { ChartSpec, PickBar } from './chartElement.ts';
import { COLOR, drawPlot } from './plot.ts';

export type Histogram = Extract<Detail, { type: 'histogram' }>;

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export function binsOf(h: Histogram): Bin[] {
  return h.counts.map((count, i) => ({ from: h.edges[i] ?? 0, to: h.edges[i + 1] ?? h.edges[i] ?? 0, count }));
}

/** The last bin may take everything beyond the others; drawn to scale it would squeeze them. */
export function hasOverflow(bins: readonly Bin[]): boolean {
  const last = bins.at(-1);
  const before = bins.at(-2);
  return last !== undefined && before !== undefined && last.to - last.from > 1.5 * (before.to - before.from);
}

/** The bins as they are drawn: an overflow bin as wide as its neighbour. */
export function drawnBins(bins: readonly Bin[]): (Bin & { readonly drawnTo: number })[] {
  const over = hasOverflow(bins);
  return bins.map((b, i) => {
    const before = bins[i - 1];
    const cut = over && i === bins.length - 1 && before;
    return { ...b, drawnTo: cut ? b.from + before.to - before.from : b.to };
  });
}

/** Empty bins at the far end say nothing and squeeze the rest. */
export function withoutEmptyEnd(bins: readonly Bin[]): Bin[] {
  const end = bins.findLastIndex((b) => b.count > 0);
  return bins.slice(0, Math.max(end + 1, 1));
}

export interface HistogramWords {
  /** "Length", for the chart's name. */
  readonly name: string;
  /** Label of the x axis. */
  readonly axis: string;
  /** Behind the borders of a bin. */
  readonly unit: string;
  /** A share from 0 to 1: the axis shows all of it. */
  readonly share: boolean;
}

function describe(bins: readonly Bin[], words: HistogramWords): string {
  const total = bins.reduce((sum, b) => sum + b.count, 0);
  const top = bins.reduce((best, b) => (b.count > best.count ? b : best), bins[0]!);
  const number = (x: number) => (words.share ? x.toFixed(2) : formatAny(Math.round(x)));
  if (total === 0) return `${words.name}: no samples.`;
  return `${words.name} of ${formatInteger(total)} samples, in ${bins.length} bins; most often ${number(top.from)} to ${number(top.to)} (${formatInteger(top.count)} samples).`;
}

export function markText({ at, label }: NonNullable<Histogram['mark']>): string {
  return `${label} ${formatInteger(at)}`;
}

/** Where the mark stands as drawn: in an overflow bin half-way; null beyond the last bin. */
export function drawnMark(at: number, drawn: readonly (Bin & { readonly drawnTo: number })[]): number | null {
  const bin = drawn.find((b) => at >= b.from && at <= b.to);
  if (!bin) return null;
  return bin.drawnTo < bin.to ? (bin.from + bin.drawnTo) / 2 : at;
}

function markAt({ mark }: Histogram, drawn: readonly (Bin & { readonly drawnTo: number })[]): Plot.Markish[] {
  const x = mark ? drawnMark(mark.at, drawn) : null;
  if (!mark || x === null) return [];
  const isLate = x > (drawn[0]!.from + drawn.at(-1)!.drawnTo) / 2;
  return [
    Plot.ruleX([x], { stroke: COLOR.context, strokeWidth: 1.5, strokeDasharray: '5 3' }),
    Plot.text([x], {
      x: (at: number) => at,
      text: () => markText(mark),
      frameAnchor: 'top',
      dx: isLate ? -5 : 5,
      textAnchor: isLate ? 'end' : 'start',
      fill: COLOR.context,
    }),
  ];
}

export function histogramSpec(h: Histogram, words: HistogramWords): ChartSpec {
  const all = binsOf(h);
  const bins = words.share ? all : withoutEmptyEnd(all);
  const total = bins.reduce((sum, b) => sum + b.count, 0);
  const label = [describe(bins, words), h.mark ? `${markText(h.mark)}.` : ''].filter(Boolean).join(' ');
  const over = hasOverflow(bins);
  const drawn = drawnBins(bins);
  const number = (x: number) => (words.share ? x.toFixed(2) : formatAny(x));
  const title = (b: Bin) =>
    `${over && b.to === bins.at(-1)?.to ? 'beyond: ' : ''}${number(b.from)} to ${number(b.to)}${words.unit && ` ${words.unit}`}\n${formatInteger(b.count)} samples (${formatPercent(total ? b.count / total : 0)})`;
  const draw = (width: number, pick: PickBar | null) => {
    const figure = drawPlot(label, {
      width,
      x: { label: words.axis, labelArrow: 'none', labelAnchor: 'center', ticks: Math.min(6, width / 75) },
      y: { label: 'samples', labelArrow: 'none', ticks: 4, tickFormat: formatCompact, nice: true },
      marks: [
        Plot.gridY({ stroke: COLOR.grid, strokeOpacity: 0.4, ticks: 4 }),
        Plot.rectY(drawn, { x1: 'from', x2: 'drawnTo', y: 'count', fill: COLOR.corpus, inset: 0.5 }),
        Plot.ruleY([0], { stroke: COLOR.context }),
        ...markAt(h, drawn),
        Plot.tip(
          drawn,
          Plot.pointerX({ x1: 'from', x2: 'drawnTo', y: 'count', title, fill: 'var(--plot-background)' }),
        ),
      ],
    });
    if (pick) {
      figure.classList.add('pickable');
      // The plot's value is the bin under the pointer, of which it shows a tip.
      figure.addEventListener('click', () => {
        const bin = (figure as Element & { value?: Bin | null }).value;
        if (bin) pick(bins.findIndex((b) => b.from === bin.from));
      });
    }
    return figure;
  };
  const rows = bins.map((b) => [
    number(b.from),
    number(b.to),
    formatInteger(b.count),
    formatPercent(total ? b.count / total : 0),
  ]);
  return { label, draw, table: { columns: ['from', 'to', 'samples', 'share'], rows } };
}
