// Curves of the report: on two logarithmic axes with the line fitted to them (Zipf, Heaps), or plain with points.
import * as Plot from '@observablehq/plot';
import type { Detail } from '../../engine/report.ts';
import { formatAny, formatCompact, formatInteger, formatPercent } from '../format.ts';
import type { ChartSpec } from './chartElement.ts';
import { COLOR, drawPlot } from './plot.ts';

export type Curve = Extract<Detail, { type: 'curve' }>;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Only what a logarithmic axis can show. */
export function pointsOf(curve: Curve): Point[] {
  return curve.x.map((x, i) => ({ x, y: curve.y[i] ?? 0 })).filter((p) => p.x > 0 && p.y > 0);
}

/** Where the engine fits: Zipf over these ranks, everything else over the whole curve. */
const FIT_RANKS: readonly [number, number] = [10, 10_000];
const WHOLE: readonly [number, number] = [0, Number.POSITIVE_INFINITY];

export function fitRange(id: string): readonly [number, number] {
  return id === 'zipf' ? FIT_RANKS : WHOLE;
}

/** The fitted line, log₁₀ y = intercept + slope · log₁₀ x, over the part that it was fitted to. */
export function fittedLine(curve: Curve, [from, to]: readonly [number, number] = FIT_RANKS): Point[] {
  const points = pointsOf(curve);
  const [first, last] = [points[0], points.at(-1)];
  if (!curve.fit || !first || !last || last.x <= from) return [];
  const { slope, intercept } = curve.fit;
  const ends = [Math.max(from, first.x), Math.min(to, last.x)];
  return ends.map((x) => ({ x, y: 10 ** (intercept + slope * Math.log10(x)) }));
}

/** 1, 10, 100 … within the values: the ticks of a logarithmic axis, without its crowd of small ones. */
export function powersOfTen(values: readonly number[]): number[] {
  const low = Math.ceil(Math.log10(Math.min(...values)) - 1e-9);
  const high = Math.floor(Math.log10(Math.max(...values)) + 1e-9);
  return Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => 10 ** (low + i));
}

/** Curves with a fitted line are laws of powers: straight on two logarithmic axes. */
export function isLogLog(id: string, curve: Curve): boolean {
  return curve.fit !== undefined || id === 'zipf' || id === 'heaps';
}

function tableOf(curve: Curve, x: (n: number) => string, y: (n: number) => string): ChartSpec['table'] {
  const rows = curve.x.map((value, i) => [x(value), y(curve.y[i] ?? 0)]);
  return { columns: [curve.xLabel, curve.yLabel], rows };
}

export function logLogSpec(id: string, name: string, curve: Curve): ChartSpec {
  const points = pointsOf(curve);
  const fit = curve.fit ? ` Fitted slope ${curve.fit.slope.toFixed(2)}, R² ${curve.fit.r2.toFixed(3)}.` : '';
  const label = `${name}: ${curve.yLabel} by ${curve.xLabel}, ${formatInteger(points.length)} points, both axes logarithmic.${fit}`;
  const line = fittedLine(curve, fitRange(id));
  const title = (p: Point) => `${curve.xLabel} ${formatInteger(p.x)}\n${curve.yLabel} ${formatInteger(p.y)}`;
  const axis = { type: 'log', labelArrow: 'none', tickFormat: formatCompact } as const;
  const xTicks = powersOfTen(points.map((p) => p.x));
  const yTicks = powersOfTen(points.map((p) => p.y));
  const draw = (width: number) =>
    drawPlot(label, {
      width,
      x: { ...axis, ticks: xTicks, label: `${curve.xLabel} (log)`, labelAnchor: 'center' },
      y: { ...axis, ticks: yTicks, label: `${curve.yLabel} (log)` },
      marks: [
        Plot.gridY({ stroke: COLOR.grid, strokeOpacity: 0.4, ticks: yTicks }),
        Plot.line(points, { x: 'x', y: 'y', stroke: COLOR.corpus, strokeWidth: 2 }),
        Plot.line(line, {
          x: 'x',
          y: 'y',
          stroke: COLOR.context,
          strokeDasharray: '4 3',
          strokeWidth: 1.5,
          clip: true,
        }),
        Plot.tip(points, Plot.pointerX({ x: 'x', y: 'y', title, fill: 'var(--plot-background)' })),
      ],
    });
  return { label, draw, table: tableOf(curve, formatInteger, formatInteger) };
}

/** Few points on plain axes, such as a share per n-gram length. */
export function pointsSpec(name: string, curve: Curve): ChartSpec {
  const points = curve.x.map((x, i) => ({ x, y: curve.y[i] ?? 0 }));
  const isShare = points.every((p) => p.y >= 0 && p.y <= 1);
  const y = isShare ? formatPercent : formatAny;
  const [first, last] = [points[0], points.at(-1)];
  const ends = first && last ? ` From ${y(first.y)} at ${first.x} to ${y(last.y)} at ${last.x}.` : '';
  const label = `${name}: ${curve.yLabel} by ${curve.xLabel}.${ends}`;
  const title = (p: Point) => `${curve.xLabel} ${formatAny(p.x)}\n${curve.yLabel} ${y(p.y)}`;
  const draw = (width: number) =>
    drawPlot(label, {
      width,
      x: {
        label: curve.xLabel,
        labelArrow: 'none',
        labelAnchor: 'center',
        ticks: points.length <= 12 ? points.map((p) => p.x) : 6,
        tickFormat: formatAny,
      },
      y: {
        label: curve.yLabel,
        labelArrow: 'none',
        ticks: 4,
        tickFormat: y,
        ...(isShare ? { domain: [0, 1] } : { nice: true }),
      },
      marks: [
        Plot.gridY({ stroke: COLOR.grid, strokeOpacity: 0.4, ticks: 4 }),
        Plot.line(points, { x: 'x', y: 'y', stroke: COLOR.corpus, strokeWidth: 2 }),
        Plot.dot(points, { x: 'x', y: 'y', fill: COLOR.corpus, r: 3.5 }),
        Plot.tip(points, Plot.pointerX({ x: 'x', y: 'y', title, fill: 'var(--plot-background)' })),
      ],
    });
  return { label, draw, table: tableOf(curve, formatAny, y) };
}
