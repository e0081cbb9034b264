// α of each group as a dot with its interval, one line per group; refused groups keep their line and say so.
import * as Plot from '@observablehq/plot';
import type { AlphaReport } from '../../engine/traits/schema.ts';
import { formatInteger, formatPercent } from '../format.ts';
import { alphaInterval } from '../traits/words.ts';
import type { ChartSpec } from './chartElement.ts';
import { COLOR, drawPlot } from './plot.ts';

type Groups = NonNullable<AlphaReport['groups']>;
type Row = Groups['rows'][number];

const MAX_LETTERS = 22;
const ROW_HEIGHT = 24;

export interface GroupDot {
  /** Unique, in order: what stands on the axis is cut. */
  readonly key: string;
  readonly label: string;
  readonly row: Row;
}

export function groupDots({ rows }: Pick<Groups, 'rows'>): GroupDot[] {
  return rows.map((row, i) => {
    const name = row.label === '' ? '(empty)' : row.label;
    const letters = [...name];
    const label = letters.length > MAX_LETTERS ? `${letters.slice(0, MAX_LETTERS - 1).join('')}…` : name;
    return { key: String(i), label, row };
  });
}

/** The right end of the axis: whole tens of a hundred, at least 10 %. */
export function axisEnd(rows: readonly Row[]): number {
  const most = Math.max(0, ...rows.map((r) => r.high ?? r.alpha ?? 0));
  return Math.min(1, Math.max(0.1, Math.ceil(most * 10) / 10));
}

function numbersOf({ alpha, low, high, refused }: Row): string {
  if (alpha === null) return refused ?? 'not estimated';
  return [formatPercent(alpha), alphaInterval(low, high)].filter(Boolean).join(', ');
}

export function alphaGroupsSpec(groups: Groups): ChartSpec {
  const dots = groupDots(groups);
  const known = dots.filter((d) => d.row.alpha !== null);
  const unknown = dots.filter((d) => d.row.alpha === null);
  const end = axisEnd(groups.rows);
  const sorted = [...known].sort((a, b) => b.row.alpha! - a.row.alpha!);
  const [most, least] = [sorted[0], sorted.at(-1)];
  const ends =
    most && least && most !== least
      ? ` From ${formatPercent(least.row.alpha!)} (${least.label}) to ${formatPercent(most.row.alpha!)} (${most.label}).`
      : '';
  const label = `Share of rows like the LLM rows, by ${groups.by}: ${dots.length} groups.${ends}`;
  const title = (d: GroupDot) =>
    `${d.row.label || '(empty)'}\n${numbersOf(d.row)}\n${formatInteger(d.row.samples)} samples`;
  const names = new Map(dots.map((d) => [d.key, d.label]));
  const draw = (width: number) => {
    const marginLeft = Math.min(150, Math.max(60, width * 0.34));
    const letters = Math.floor(marginLeft / 6.6);
    const tick = (key: string) => {
      const name = names.get(key) ?? '';
      return name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
    };
    return drawPlot(label, {
      width,
      height: dots.length * ROW_HEIGHT + 48,
      marginLeft,
      marginTop: 10,
      x: {
        label: 'share of rows like the LLM rows',
        labelArrow: 'none',
        labelAnchor: 'center',
        domain: [0, end],
        ticks: width < 420 ? 3 : 5,
        tickFormat: formatPercent,
      },
      y: { label: null, domain: dots.map((d) => d.key), tickFormat: tick, tickSize: 0 },
      marks: [
        Plot.gridX({ stroke: COLOR.grid, strokeOpacity: 0.4, ticks: width < 420 ? 3 : 5 }),
        Plot.ruleX([0], { stroke: COLOR.context }),
        Plot.ruleY(
          known.filter((d) => d.row.low !== null && d.row.high !== null),
          {
            y: 'key',
            x1: (d: GroupDot) => d.row.low!,
            x2: (d: GroupDot) => Math.min(d.row.high!, end),
            stroke: COLOR.corpus,
            strokeWidth: 2,
            strokeOpacity: 0.7,
          },
        ),
        Plot.tickX(
          known.flatMap((d) => [d.row.low, d.row.high].flatMap((x) => (x === null ? [] : [{ key: d.key, x }]))),
          { x: 'x', y: 'key', stroke: COLOR.corpus, strokeWidth: 2, inset: 6 },
        ),
        Plot.dot(known, { x: (d: GroupDot) => d.row.alpha!, y: 'key', fill: COLOR.corpus, r: 4 }),
        Plot.text(unknown, {
          x: () => 0,
          y: 'key',
          text: () => 'no estimate',
          textAnchor: 'start',
          dx: 6,
          fill: COLOR.context,
          fontStyle: 'italic',
        }),
        Plot.tip(
          known,
          Plot.pointerY({ x: (d: GroupDot) => d.row.alpha!, y: 'key', title, fill: 'var(--plot-background)' }),
        ),
      ],
    });
  };
  const rows = groups.rows.map((r) => [
    r.label || '(empty)',
    formatInteger(r.samples),
    r.alpha === null ? '–' : formatPercent(r.alpha),
    r.alpha === null ? (r.refused ?? 'not estimated') : alphaInterval(r.low, r.high),
  ]);
  return { label, draw, table: { columns: [groups.by, 'samples', 'α', 'interval'], rows } };
}
