// The curves of a simulation on one chart. Each has its own dashes and marks, and its name at its end, so that colour tells nothing.
import * as Plot from '@observablehq/plot';
import type { SimulationMode, SimulationReport } from '../../../engine/compare/simulationReport.ts';
import type { ChartSpec } from '../../charts/chartElement.ts';
import { COLOR, drawPlot } from '../../charts/plot.ts';
import { curveName, type Measure, numberOf } from './measures.ts';

const HEIGHT = 264;
const MARGINS = { top: 14, bottom: 36, left: 50 } as const;
const LETTER = 6.6;
/** Lines of labels that would touch move apart to this, px. */
const LABEL_GAP = 15;
/** More marks than this hide their line. */
const MOST_MARKS = 25;

interface Look {
  readonly dashes: string;
  readonly symbol: 'circle' | 'triangle' | 'square';
  readonly color: string;
}

const LOOKS: Record<SimulationMode, Look> = {
  accumulate: { dashes: '', symbol: 'square', color: 'var(--ci-simulation-accumulate)' },
  mix: { dashes: '7 4', symbol: 'triangle', color: 'var(--ci-simulation-mix)' },
  replace: { dashes: '2 3', symbol: 'circle', color: 'var(--ci-simulation-replace)' },
};

interface Point {
  readonly generation: number;
  readonly value: number;
}

interface Line {
  readonly name: string;
  readonly look: Look;
  readonly points: readonly Point[];
}

function linesOf({ curves }: SimulationReport, { id }: Measure): Line[] {
  return curves.map((curve) => ({
    name: curveName(curve),
    look: LOOKS[curve.mode],
    points: curve.points.flatMap((point) => {
      const value = numberOf(point, id);
      return value === null ? [] : [{ generation: point.generation, value }];
    }),
  }));
}

/** Of the y axis. */
export function domainOf(values: readonly number[], scale: Measure['scale']): readonly [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (scale === 'share') return [0, 1];
  if (scale === 'from-zero') return [0, most > 0 ? most * 1.05 : 1];
  const pad = most > least ? (most - least) * 0.08 : 0.5;
  return [least - pad, most + pad];
}

/** Heights in px, from the top, moved apart so that no two are nearer than `gap` and all stay within 0..most. In the order given. */
export function apart(heights: readonly number[], gap: number, most: number): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => (heights[a] as number) - (heights[b] as number) || a - b);
  const placed = order.map((i) => heights[i] as number);
  for (let i = 1; i < placed.length; i++) placed[i] = Math.max(placed[i] as number, (placed[i - 1] as number) + gap);
  const last = placed.length - 1;
  placed[last] = Math.min(placed[last] as number, most);
  for (let i = last - 1; i >= 0; i--) placed[i] = Math.min(placed[i] as number, (placed[i + 1] as number) - gap);
  const out = new Array<number>(heights.length);
  order.forEach((i, at) => {
    out[i] = placed[at] as number;
  });
  return out;
}

export function simulationSpec(report: SimulationReport, measure: Measure): ChartSpec {
  const { generations } = report;
  const lines = linesOf(report, measure).filter(({ points }) => points.length > 0);
  const { print } = measure;
  const [bottom, top] = domainOf(
    lines.flatMap(({ points }) => points.map(({ value }) => value)),
    measure.scale,
  );
  const ends = lines.map(({ name, points }) => `${name} ${print(points.at(-1)!.value)}`);
  const label = `${measure.label} by generation, 0 to ${generations}. At the end: ${ends.join('; ')}.`;
  const draw = (width: number) => {
    const marginRight = Math.max(...ends.map((text) => text.length)) * LETTER + 14;
    const inner = HEIGHT - MARGINS.top - MARGINS.bottom;
    const heightOf = (value: number) => MARGINS.top + inner * (1 - (value - bottom) / (top - bottom));
    const own = lines.map(({ points }) => heightOf(points.at(-1)!.value));
    const moved = apart(own, LABEL_GAP, MARGINS.top + inner);
    const room = width - MARGINS.left - marginRight;
    return drawPlot(label, {
      width,
      height: HEIGHT,
      marginTop: MARGINS.top,
      marginBottom: MARGINS.bottom,
      marginLeft: MARGINS.left,
      marginRight,
      x: {
        label: 'generation',
        labelArrow: 'none',
        labelAnchor: 'center',
        domain: [0, generations],
        ticks: ticksOf(generations, room),
        tickFormat: String,
      },
      y: { label: null, domain: [bottom, top], ticks: 5, tickFormat: print },
      marks: [
        Plot.gridY({ stroke: COLOR.grid, strokeOpacity: 0.4, ticks: 5 }),
        ...lines.flatMap(({ name, look, points }, i) => [
          Plot.line(points, {
            x: 'generation',
            y: 'value',
            stroke: look.color,
            strokeWidth: 2,
            ...(look.dashes ? { strokeDasharray: look.dashes } : {}),
          }),
          Plot.dot(
            points.filter(({ generation }) => generation % Math.ceil(generations / MOST_MARKS) === 0),
            { x: 'generation', y: 'value', fill: look.color, symbol: look.symbol, r: 3.4 },
          ),
          Plot.text([points.at(-1)!], {
            x: 'generation',
            y: 'value',
            text: () => `${name} ${print(points.at(-1)!.value)}`,
            textAnchor: 'start',
            dx: 9,
            dy: (moved[i] as number) - (own[i] as number),
            fill: 'currentColor',
          }),
        ]),
        Plot.tip(
          lines.flatMap(({ name, points }) => points.map((point) => ({ ...point, name }))),
          Plot.pointer({
            x: 'generation',
            y: 'value',
            title: ({ name, generation, value }: Point & { name: string }) =>
              `${name}\ngeneration ${generation}\n${print(value)}`,
            fill: 'var(--plot-background)',
          }),
        ),
      ],
    });
  };
  const rows = Array.from({ length: generations + 1 }, (_, generation) => [
    String(generation),
    ...lines.map(({ points }) => {
      const found = points.find((point) => point.generation === generation);
      return found ? print(found.value) : '–';
    }),
  ]);
  return { label, draw, table: { columns: ['generation', ...lines.map(({ name }) => name)], rows } };
}

/** Whole generations, as many as have room; the last one always. */
function ticksOf(generations: number, room: number): number[] {
  const fits = Math.max(2, Math.floor(room / 28));
  const steps = [1, 2, 5, 10, 20, 25, 50, 100];
  const step = steps.find((s) => generations / s + 1 <= fits) ?? generations;
  const ticks: number[] = [];
  for (let at = 0; at <= generations - step / 2; at += step) ticks.push(at);
  return [...ticks.filter((at) => at !== generations), generations];
}
