// The text that `simulate` prints: what each mode keeps in a sentence, on a chart, and in numbers.
import type { Generation, SimulationMode, SimulationReport } from '../../engine/compare/simulationReport.ts';
import type { Palette } from './colours.ts';
import { type ChartCurve, type Dash, lineChart } from './lineChart.ts';
import { decimal, grouped, percent } from './numbers.ts';
import { table, wrap } from './table.ts';

const WIDTH = 80;
const WIDEST = 120;
const NARROWEST = 60;
const ROWS = 13;
const Y_LABELS = ['0 %', '25 %', '50 %', '75 %', '100 %'];
const DASHES: Record<SimulationMode, Dash> = { replace: 'dotted', mix: 'dashed', accumulate: 'solid' };
const MODELS = { unigram: 'single words', trigram: 'word trigrams' } as const;
/** Generations that the table of kept words shows at most. */
const MOST_SHOWN = 11;

type Curve = SimulationReport['curves'][number];

/** `width`: columns of the terminal; absent when the text goes to a file. Ends with a line break. */
export function simulationText(report: SimulationReport, palette: Palette, width = WIDTH): string {
  const columns = Math.max(NARROWEST, Math.min(WIDEST, width));
  const { files, words, types, view, model, curves, generations, notes } = report;
  const name = files.length === 1 ? files[0] : `${grouped(files.length)} files`;
  const wrapped = (text: string) => wrap(text, columns - 2).map((line) => `  ${line}`);
  return `${[
    `${palette.strong(name ?? '')}   ${view}, ${grouped(words)} words, ${grouped(types)} different   drawn as ${MODELS[model]}`,
    '',
    ...wrapped(report.verdict),
    '',
    palette.quiet('  Share of the different words that are still there, by generation'),
    ...lineChart(curves.map(chartCurve), {
      width: columns - 2,
      rows: ROWS,
      yLabels: Y_LABELS,
      xLabels: (curves[0]?.points ?? []).map(({ generation }) => String(generation)),
    }).map((line) => `  ${line}`),
    '',
    ...measures(curves, generations).map((line) => `  ${line}`),
    '',
    ...keptByGeneration(curves).map((line) => `  ${line}`),
    '',
    ...notes.flatMap(wrapped).map((line) => palette.quiet(line)),
  ].join('\n')}\n`;
}

function chartCurve(curve: Curve): ChartCurve {
  const values = curve.points.map(({ typesKept }) => typesKept);
  return { label: `${nameOf(curve)}  ${wholePercent(values.at(-1) as number)} %`, values, dash: DASHES[curve.mode] };
}

function nameOf({ mode, real }: Curve): string {
  return real === undefined ? mode : `${mode}, ${percent(real)} real`;
}

/** The corpus and the last generation of each curve. */
function measures(curves: readonly Curve[], generations: number): string[] {
  const [corpus] = curves[0]?.points ?? [];
  if (!corpus) return [];
  const last = curves.map(({ points }) => points.at(-1) as Generation);
  const row = (label: string, show: (g: Generation) => string, own = show(corpus)) => [label, own, ...last.map(show)];
  const after = generations === 1 ? 'After one generation' : `After ${generations} generations`;
  return table([
    [after, 'corpus', ...curves.map(nameOf)],
    row('different words kept', (g) => percent(g.typesKept), '–'),
    row('rare words kept (once or twice)', (g) => percent(g.rareKept), '–'),
    row('different words', (g) => grouped(g.types)),
    row('of these, once only', (g) => percent(g.hapaxShare)),
    ...(last.some((g) => g.distinct3 !== null)
      ? [row('distinct-3', (g) => (g.distinct3 === null ? '–' : decimal(g.distinct3)))]
      : []),
    row('entropy, bits per word', (g) => decimal(g.entropy)),
  ]);
}

/** Different words kept, by generation; of many generations some, the last among them. */
function keptByGeneration(curves: readonly Curve[]): string[] {
  const points = curves[0]?.points ?? [];
  const last = points.length - 1;
  const every = Math.ceil(last / MOST_SHOWN);
  const shown = points.map((_, i) => i).filter((i) => i > 0 && (last - i) % every === 0);
  return table([
    ['% kept, by generation', ...shown.map(String)],
    ...curves.map((curve) => [
      nameOf(curve),
      ...shown.map((i) => String(wholePercent((curve.points[i] as Generation).typesKept))),
    ]),
  ]);
}

/** All or nothing only where it is. */
function wholePercent(share: number): number {
  const rounded = Math.round(share * 100);
  return share > 0 && share < 1 ? Math.min(99, Math.max(1, rounded)) : rounded;
}
