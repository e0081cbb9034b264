// Scores of the corpus as bars, those of human texts as the outline that the bars would have if people had written them.
import * as Plot from '@observablehq/plot';
import type { TraitsReport } from '../../engine/traits/schema.ts';
import { formatAny, formatCompact, formatInteger, formatPercent } from '../format.ts';
import type { ChartSpec } from './chartElement.ts';
import { COLOR, drawPlot } from './plot.ts';

/** Of the reference: less does not show. */
const EMPTY_SHARE = 0.002;

export interface ScoreBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Samples that would lie here if the corpus scored as human texts do. */
  readonly human: number;
}

export function scoreBins({ edges, counts, human }: TraitsReport['scores']): ScoreBin[] {
  const total = counts.reduce((sum, n) => sum + n, 0);
  const whole = human.reduce((sum, share) => sum + share, 0) || 1;
  return counts.map((count, i) => ({
    from: edges[i] ?? 0,
    to: edges[i + 1] ?? edges[i] ?? 0,
    count,
    human: ((human[i] ?? 0) / whole) * total,
  }));
}

/** Without the ends where next to nothing lies: they squeeze the rest. */
export function withoutEmptyEnds(bins: readonly ScoreBin[]): ScoreBin[] {
  const total = bins.reduce((sum, b) => sum + b.count, 0);
  const shows = (b: ScoreBin) => b.count > 0 || b.human > total * EMPTY_SHARE;
  const [first, last] = [bins.findIndex(shows), bins.findLastIndex(shows)];
  return first < 0 ? [...bins] : bins.slice(first, last + 1);
}

/** Corners of the outline. */
export function outline(bins: readonly ScoreBin[]): { x: number; y: number }[] {
  const [first, last] = [bins[0], bins.at(-1)];
  if (!first || !last) return [];
  return [
    { x: first.from, y: 0 },
    ...bins.flatMap((b) => [
      { x: b.from, y: b.human },
      { x: b.to, y: b.human },
    ]),
    { x: last.to, y: 0 },
  ];
}

function highest(bins: readonly ScoreBin[], of: 'count' | 'human'): ScoreBin {
  return bins.reduce((best, b) => (b[of] > best[of] ? b : best), bins[0]!);
}

/** A name above the highest place of its series, leaning away from the other's. */
function nameAt(
  text: string,
  bin: ScoreBin,
  y: number,
  { side, fill }: { readonly side: 'start' | 'end'; readonly fill: string },
): Plot.Markish {
  return Plot.text([0], {
    x: () => (bin.from + bin.to) / 2,
    y: () => y,
    text: () => text,
    dy: -7,
    dx: side === 'start' ? 4 : -4,
    textAnchor: side,
    fill,
    fontWeight: 600,
    stroke: 'var(--vscode-editor-background)',
    strokeWidth: 4,
  });
}

const sd = (x: number) => formatAny(Number(x.toFixed(2)));

export function scoresSpec(scores: TraitsReport['scores']): ChartSpec {
  const bins = withoutEmptyEnds(scoreBins(scores));
  const total = bins.reduce((sum, b) => sum + b.count, 0);
  const [corpus, human] = [highest(bins, 'count'), highest(bins, 'human')];
  const label = `Scores of ${formatInteger(total)} samples; most often ${sd(corpus.from)} to ${sd(corpus.to)} standard deviations above human text, human texts most often ${sd(human.from)} to ${sd(human.to)}.`;
  const title = (b: ScoreBin) =>
    `${sd(b.from)} to ${sd(b.to)}\n${formatInteger(b.count)} samples (${formatPercent(total ? b.count / total : 0)})\nhuman texts: ${formatInteger(Math.round(b.human))}`;
  const right = corpus.from >= human.from;
  // A name that would lean out of the picture is turned round.
  const [low, high] = [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 1];
  const sideOf = (bin: ScoreBin, side: 'start' | 'end') => {
    const at = (bin.from - low) / (high - low || 1);
    return at < 0.14 ? 'start' : at > 0.72 ? 'end' : side;
  };
  const top = Math.max(corpus.count, human.human);
  const draw = (width: number) =>
    drawPlot(label, {
      width,
      x: {
        label:
          width < 380 ? 'standard deviations above human text' : 'standard deviations above human text of this length',
        labelArrow: 'none',
        labelAnchor: 'center',
        ticks: Math.min(8, width / 60),
      },
      y: {
        label: 'samples',
        labelArrow: 'none',
        ticks: 4,
        tickFormat: formatCompact,
        domain: [0, Math.max(top * 1.12, 1)],
      },
      marks: [
        Plot.gridY({ stroke: COLOR.grid, strokeOpacity: 0.4, ticks: 4 }),
        Plot.rectY(bins, { x1: 'from', x2: 'to', y: 'count', fill: COLOR.corpus, inset: 0.5 }),
        Plot.line(outline(bins), { x: 'x', y: 'y', stroke: COLOR.context, strokeWidth: 1.5, strokeDasharray: '4 2' }),
        Plot.ruleY([0], { stroke: COLOR.context }),
        nameAt('human texts', human, human.human, {
          side: sideOf(human, right ? 'end' : 'start'),
          fill: COLOR.context,
        }),
        nameAt('this corpus', corpus, corpus.count, {
          side: sideOf(corpus, right ? 'start' : 'end'),
          fill: 'var(--vscode-foreground)',
        }),
        Plot.tip(bins, Plot.pointerX({ x1: 'from', x2: 'to', y: 'count', title, fill: 'var(--plot-background)' })),
      ],
    });
  const rows = bins.map((b) => [sd(b.from), sd(b.to), formatInteger(b.count), formatInteger(Math.round(b.human))]);
  return { label, draw, table: { columns: ['from', 'to', 'samples', 'human texts'], rows } };
}
