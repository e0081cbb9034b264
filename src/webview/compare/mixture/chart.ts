// The curve of gains: what each chosen sample adds per 100 words, and from where on it is flat.
import * as Plot from '@observablehq/plot';
import type { MixtureReport } from '../../../engine/mixture/report.ts';
import type { ChartSpec } from '../../charts/chartElement.ts';
import { COLOR, drawPlot } from '../../charts/plot.ts';
import { formatAny, formatInteger, formatPercent } from '../../format.ts';

const HEIGHT = 220;
/** Marks of so few samples are drawn one by one. */
const MOST_DOTS = 25;

export type GainPoint = MixtureReport['curve'][number];

export function gainSpec({ curve, flattensAt }: MixtureReport): ChartSpec {
  const last = curve.at(-1);
  const flat =
    flattensAt === null
      ? 'It does not flatten within this share.'
      : `It is flat from sample ${formatInteger(flattensAt)} on.`;
  const label = `Gain per 100 words by samples chosen: from ${formatAny(curve[0]?.gain ?? 0)} to ${formatAny(last?.gain ?? 0)} points. ${flat}`;
  const title = (p: GainPoint) =>
    `sample ${formatInteger(p.samples)}\n${formatAny(p.gain)} points per 100 words\n${formatPercent(p.coverage)} of the reachable coverage so far`;
  const draw = (width: number) =>
    drawPlot(label, {
      width,
      height: HEIGHT,
      x: {
        label: 'samples chosen',
        labelArrow: 'none',
        labelAnchor: 'center',
        ticks: Math.max(2, Math.min(8, Math.floor(width / 90), curve.length)),
        tickFormat: (n: number) => (Number.isInteger(n) ? formatInteger(n) : ''),
      },
      y: { label: 'points per 100 words', labelArrow: 'none', ticks: 4, tickFormat: formatAny, zero: true, nice: true },
      marks: [
        Plot.gridY({ stroke: COLOR.grid, strokeOpacity: 0.4, ticks: 4 }),
        ...(flattensAt === null
          ? []
          : [
              Plot.ruleX([flattensAt], { stroke: COLOR.context, strokeDasharray: '4 3' }),
              Plot.text([flattensAt], {
                x: (at: number) => at,
                frameAnchor: 'top',
                text: () => 'flat from here',
                fill: 'currentColor',
                // Away from the nearer edge.
                textAnchor: flattensAt > (last?.samples ?? 0) / 2 ? 'end' : 'start',
                dx: flattensAt > (last?.samples ?? 0) / 2 ? -6 : 6,
                dy: 2,
              }),
            ]),
        Plot.line(curve, { x: 'samples', y: 'gain', stroke: COLOR.corpus, strokeWidth: 2 }),
        ...(curve.length <= MOST_DOTS ? [Plot.dot(curve, { x: 'samples', y: 'gain', fill: COLOR.corpus, r: 3 })] : []),
        Plot.tip(curve, Plot.pointerX({ x: 'samples', y: 'gain', title, fill: 'var(--plot-background)' })),
      ],
    });
  const rows = curve.map((p) => [
    formatInteger(p.samples),
    formatInteger(p.words),
    formatAny(p.gain),
    formatPercent(p.coverage),
  ]);
  return {
    label,
    draw,
    table: { columns: ['samples', 'words', 'points per 100 words', 'reachable coverage so far'], rows },
  };
}
