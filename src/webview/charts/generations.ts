// One measure over generations, small: its line with the interval of the draws, and a band for what chance alone would give.
import * as Plot from '@observablehq/plot';
import { formatNumber } from '../format.ts';
import type { ChartSpec } from './chartElement.ts';
import { COLOR, drawPlot } from './plot.ts';

export interface GenerationPoint {
  /** Of the generation. */
  readonly name: string;
  readonly value: number | null;
  readonly interval?: readonly [number, number] | undefined;
  /** What disjoint parts of the reference keep of each other. */
  readonly band?: readonly [number, number] | undefined;
  readonly bandMean?: number | undefined;
  /** Printed. */
  readonly p?: string;
}

export interface GenerationsWords {
  readonly label: string;
  readonly format: 'integer' | 'ratio' | 'percent' | 'decimal';
  /** Behind numbers that print none. */
  readonly unit: string;
  /** How it moved, as a sentence. */
  readonly path: string;
}

const HEIGHT = 132;
const TICK_LETTER = 6.4;

/** Longer names would stand beyond the ends of the axis. */
const SHORT_NAME = 5;

/** Numbers of the points whose names fit below the axis: always the first and the last; of long names only these. */
export function namedTicks(names: readonly string[], width: number): number[] {
  const last = names.length - 1;
  if (last <= 0) return names.map((_, i) => i);
  const letters = Math.max(...names.map((name) => name.length));
  if (letters > SHORT_NAME) return [0, last];
  const fits = Math.max(2, Math.floor(width / (letters * TICK_LETTER + 12)));
  const step = Math.max(1, Math.ceil(last / (fits - 1)));
  const ticks: number[] = [];
  for (let i = 0; i <= last - step / 2; i += step) ticks.push(i);
  return [...ticks, last];
}

interface Drawn extends GenerationPoint {
  readonly at: number;
}

/** So little of the value looks like no change. */
const LEAST_SPAN = 0.04;

/** The ends of the y axis: room around the values, never so little that noise looks like a fall, and no impossible shares. */
export function valueDomain(values: readonly number[], format: GenerationsWords['format']): [number, number] {
  if (values.length === 0) return [0, 1];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const span = Math.max((most - least) * 1.12, LEAST_SPAN * Math.max(Math.abs(least), Math.abs(most)), 1e-3);
  const middle = (least + most) / 2;
  const isShare = format === 'percent' || format === 'ratio';
  const low = middle - span / 2;
  const high = middle + span / 2;
  return [least >= 0 ? Math.max(0, low) : low, isShare && most <= 1 ? Math.min(1, high) : high];
}

export function generationsSpec(points: readonly GenerationPoint[], words: GenerationsWords): ChartSpec {
  const drawn = points.map((point, at): Drawn => ({ ...point, at }));
  const known = drawn.filter((d) => d.value !== null);
  const ranged = known.filter((d) => d.interval);
  const banded = drawn.filter((d) => d.band);
  const number = (n: number) => formatNumber(n, words.format);
  const withUnit = (n: number) => [number(n), words.unit].filter(Boolean).join(' ');
  const range = ([low, high]: readonly [number, number]) => `${number(low)} to ${number(high)}`;
  const title = ({ name, value, interval, band, p }: Drawn) =>
    [
      name,
      value === null ? 'not defined' : withUnit(value),
      interval ? `95 % of the draws: ${range(interval)}` : '',
      band ? `disjoint parts of the reference: ${range(band)}` : '',
      p ?? '',
    ]
      .filter(Boolean)
      .join('\n');
  const label = `${words.label} over ${points.length} snapshots: ${words.path}.`;
  const domain = valueDomain(
    drawn.flatMap((d) => [d.value, ...(d.interval ?? []), ...(d.band ?? [])]).filter((n) => n !== null),
    words.format,
  );
  const draw = (width: number) => {
    const inner = width - 68;
    const names = points.map((p) => p.name);
    const ticks = namedTicks(names, inner);
    const [first = 0, last = 0] = [ticks[0], ticks.at(-1)];
    const isLong = names.some((name) => name.length > SHORT_NAME);
    const letters = isLong ? Math.floor(inner / 2 / TICK_LETTER) - 1 : SHORT_NAME;
    const axis = (data: number[], textAnchor: 'start' | 'middle' | 'end') =>
      Plot.axisX(data, {
        label: null,
        tickSize: 3,
        textAnchor,
        tickFormat: (at: number) => cut(names[at] ?? '', letters),
      });
    return drawPlot(label, {
      width,
      height: HEIGHT,
      marginTop: 10,
      marginBottom: 24,
      marginLeft: 48,
      marginRight: 20,
      x: { label: null, domain: [0, Math.max(1, points.length - 1)], axis: null },
      y: { label: null, domain, ticks: 3, tickFormat: number },
      marks: [
        ...(isLong
          ? [axis([first], 'start'), ...(last > first ? [axis([last], 'end')] : [])]
          : [axis(ticks, 'middle')]),
        Plot.gridY({ stroke: COLOR.grid, strokeOpacity: 0.4, ticks: 3 }),
        Plot.areaY(banded, {
          x: 'at',
          y1: (d: Drawn) => d.band![0],
          y2: (d: Drawn) => d.band![1],
          fill: COLOR.context,
          fillOpacity: 0.2,
        }),
        Plot.line(
          banded.filter((d) => d.bandMean !== undefined),
          { x: 'at', y: (d: Drawn) => d.bandMean!, stroke: COLOR.context, strokeDasharray: '4 3', strokeWidth: 1 },
        ),
        ...(banded.length === 0 && known[0]
          ? [Plot.ruleY([known[0].value!], { stroke: COLOR.context, strokeDasharray: '4 3', strokeOpacity: 0.8 })]
          : []),
        Plot.areaY(ranged, {
          x: 'at',
          y1: (d: Drawn) => d.interval![0],
          y2: (d: Drawn) => d.interval![1],
          fill: COLOR.corpus,
          fillOpacity: 0.25,
        }),
        Plot.line(known, { x: 'at', y: 'value', stroke: COLOR.corpus, strokeWidth: 2 }),
        Plot.dot(known, { x: 'at', y: 'value', fill: COLOR.corpus, r: 2.8 }),
        Plot.tip(known, Plot.pointerX({ x: 'at', y: 'value', title, fill: 'var(--plot-background)' })),
      ],
    });
  };
  const hasBand = banded.length > 0;
  const rows = points.map((p) => [
    p.name,
    p.value === null ? '–' : withUnit(p.value),
    p.interval ? range(p.interval) : '–',
    ...(hasBand ? [p.band ? range(p.band) : '–'] : []),
    p.p || '–',
  ]);
  const columns = ['snapshot', 'value', '95 % of the draws', ...(hasBand ? ['parts of the reference'] : []), 'tested'];
  return { label, draw, table: { columns, rows } };
}

function cut(name: string, letters: number): string {
  return name.length > letters ? `${name.slice(0, Math.max(1, letters - 1))}…` : name;
}
