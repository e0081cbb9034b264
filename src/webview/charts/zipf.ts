// The Zipf curve: word frequency by rank on two logarithmic axes, with the line fitted to it.
import * as Plot from '@observablehq/plot';
import type { Detail } from '../../engine/report.ts';
import { formatCompact, formatInteger } from '../format.ts';
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

/** The ranks over which the engine fits. */
const FIT_FROM = 10;
const FIT_TO = 10_000;

/** The fitted line, log₁₀ y = intercept + slope · log₁₀ x, over the ranks it was fitted to. */
export function fittedLine(curve: Curve): Point[] {
  const last = pointsOf(curve).at(-1);
  if (!curve.fit || !last || last.x <= FIT_FROM) return [];
  const { slope, intercept } = curve.fit;
  return [FIT_FROM, Math.min(FIT_TO, last.x)].map((x) => ({ x, y: 10 ** (intercept + slope * Math.log10(x)) }));
}

/** 1, 10, 100 … within the values: the ticks of a logarithmic axis, without its crowd of small ones. */
export function powersOfTen(values: readonly number[]): number[] {
  const low = Math.ceil(Math.log10(Math.min(...values)) - 1e-9);
  const high = Math.floor(Math.log10(Math.max(...values)) + 1e-9);
  return Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => 10 ** (low + i));
}

export function zipfSpec(name: string, curve: Curve): ChartSpec {
  const points = pointsOf(curve);
  const fit = curve.fit ? ` Fitted slope ${curve.fit.slope.toFixed(2)}, R² ${curve.fit.r2.toFixed(3)}.` : '';
  const label = `${name}: ${curve.yLabel} by ${curve.xLabel}, ${formatInteger(points.length)} points, both axes logarithmic.${fit}`;
  const line = fittedLine(curve);
  const title = (p: Point) => `${curve.xLabel} ${formatInteger(p.x)}\n${curve.yLabel} ${formatInteger(p.y)}`;
  const axis = { type: 'log', labelArrow: 'none', tickFormat: formatCompact } as const;
  const xTicks = powersOfTen(points.map((p) => p.x));
  const yTicks = powersOfTen(points.map((p) => p.y));
  const draw = (width: number) =>
    drawPlot(label, {
      width,
      x: { ...axis, ticks: xTicks, label: curve.xLabel, labelAnchor: 'center' },
      y: { ...axis, ticks: yTicks, label: curve.yLabel },
      marks: [
        Plot.gridY({ stroke: COLOR.grid, strokeOpacity: 0.4, ticks: yTicks }),
        Plot.line(line, {
          x: 'x',
          y: 'y',
          stroke: COLOR.context,
          strokeDasharray: '4 3',
          strokeWidth: 1.5,
          clip: true,
        }),
        Plot.line(points, { x: 'x', y: 'y', stroke: COLOR.corpus, strokeWidth: 2 }),
        Plot.tip(points, Plot.pointerX({ x: 'x', y: 'y', title, fill: 'var(--plot-background)' })),
      ],
    });
  return { label, draw };
}
