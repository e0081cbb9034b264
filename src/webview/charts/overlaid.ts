// Histograms of several snapshots over each other, as shares of their samples: the reference filled, the others as lines
// that differ in their dashes too.
import * as Plot from '@observablehq/plot';
import { formatInteger, formatPercent } from '../format.ts';
import type { ChartSpec } from './chartElement.ts';
import { COLOR, drawPlot } from './plot.ts';

export interface OverlaidHistogram {
  readonly name: string;
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

export interface OverlaidWords {
  /** "Perplexity under a model of G0". */
  readonly label: string;
  /** Of the x axis. */
  readonly axis: string;
  /** Prints an edge. */
  edge(value: number): string;
  /** Nothing lies between whole numbers. */
  readonly whole?: boolean;
}

/** So many lines can be told apart. */
export const MOST_LINES = 4;
const DASHES = ['', '6 3', '2 3', '8 3 2 3'] as const;
const STROKES = [
  COLOR.corpus,
  'var(--vscode-charts-orange, var(--ci-chart-corpus))',
  'var(--vscode-charts-green, var(--ci-chart-corpus))',
  'var(--vscode-charts-purple, var(--ci-chart-corpus))',
] as const;

interface Bin {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly share: number;
  readonly count: number;
}

function binsOf({ name, edges, counts }: OverlaidHistogram): Bin[] {
  const total = counts.reduce((sum, n) => sum + n, 0);
  return counts.map((count, i) => ({
    name,
    from: edges[i] ?? 0,
    to: edges[i + 1] ?? edges[i] ?? 0,
    count,
    share: total > 0 ? count / total : 0,
  }));
}

/** Empty bins that all have at both ends say nothing. */
function span(all: readonly (readonly Bin[])[]): readonly [number, number] {
  const full = all.flat().filter(({ count }) => count > 0);
  if (full.length === 0) return [0, 1];
  return [Math.min(...full.map(({ from }) => from)), Math.max(...full.map(({ to }) => to))];
}

/** The outline of a histogram as steps. */
function outline(bins: readonly Bin[]): { readonly x: number; readonly y: number }[] {
  const [first, last] = [bins[0], bins.at(-1)];
  if (!first || !last) return [];
  const steps = bins.flatMap(({ from, to, share }) => [
    { x: from, y: share },
    { x: to, y: share },
  ]);
  return [{ x: first.from, y: 0 }, ...steps, { x: last.to, y: 0 }];
}

function mostOften(bins: readonly Bin[], words: OverlaidWords): string {
  const top = bins.reduce((best, b) => (b.count > best.count ? b : best), bins[0]!);
  return `${top.name} most often ${words.edge(top.from)} to ${words.edge(top.to)} (${formatPercent(top.share)})`;
}

/** `reference` first; at most `MOST_LINES` others. */
export function overlaidSpec(
  reference: OverlaidHistogram,
  others: readonly OverlaidHistogram[],
  words: OverlaidWords,
): ChartSpec {
  const own = binsOf(reference);
  const lines = others.slice(0, MOST_LINES).map(binsOf);
  const all = [own, ...lines];
  const [from, to] = span(all);
  const inside = (bins: readonly Bin[]) => bins.filter((b) => b.to > from && b.from < to);
  const label = `${words.label}: ${all
    .filter((bins) => bins.length > 0)
    .map((bins) => mostOften(bins, words))
    .join('; ')}.`;
  const title = (bin: Bin) =>
    [
      `${words.edge(bin.from)} to ${words.edge(bin.to)}`,
      ...all.map((bins) => {
        const here = bins.find((b) => b.from === bin.from);
        return `${bins[0]?.name}: ${formatPercent(here?.share ?? 0)}`;
      }),
    ].join('\n');
  const draw = (width: number) =>
    drawPlot(label, {
      width,
      height: 200,
      x: {
        label: words.axis,
        labelArrow: 'none',
        labelAnchor: 'center',
        domain: [from, to],
        ticks: Math.max(1, Math.min(8, width / 70, words.whole ? to - from : 8)),
        tickFormat: words.edge,
      },
      y: { label: 'share of samples', labelArrow: 'none', ticks: 4, tickFormat: formatPercent, nice: true },
      marks: [
        Plot.gridY({ stroke: COLOR.grid, strokeOpacity: 0.4, ticks: 4 }),
        Plot.rectY(inside(own), { x1: 'from', x2: 'to', y: 'share', fill: COLOR.context, fillOpacity: 0.28 }),
        ...lines.map((bins, i) =>
          Plot.line(outline(inside(bins)), {
            x: 'x',
            y: 'y',
            stroke: STROKES[i]!,
            strokeWidth: 2,
            ...(DASHES[i] ? { strokeDasharray: DASHES[i] } : {}),
          }),
        ),
        Plot.ruleY([0], { stroke: COLOR.context }),
        Plot.tip(
          inside(own),
          Plot.pointerX({ x1: 'from', x2: 'to', y: 'share', title, fill: 'var(--plot-background)' }),
        ),
      ],
    });
  const rows = inside(own).map((bin) => [
    words.edge(bin.from),
    words.edge(bin.to),
    ...all.map((bins) => {
      const here = bins.find((b) => b.from === bin.from);
      return here ? `${formatPercent(here.share)} (${formatInteger(here.count)})` : '–';
    }),
  ]);
  return { label, draw, table: { columns: ['from', 'to', ...all.map((bins) => bins[0]?.name ?? '')], rows } };
}

/** How the line of a snapshot is drawn, for its legend. */
export function lineStyle(i: number): { readonly stroke: string; readonly dashes: string } {
  return { stroke: STROKES[i] ?? COLOR.corpus, dashes: DASHES[i] ?? '' };
}
