// The text that `plan-mixture` prints: how much was chosen, what it covers beside random choices, what each of the first adds.
import type { MixtureReport } from '../../engine/mixture/report.ts';
import type { Palette } from './colours.ts';
import { lineChart } from './lineChart.ts';
import { counted, decimal, grouped, percent } from './numbers.ts';
import { table, wrap } from './table.ts';

const WIDTH = 80;
const WIDEST = 110;
const NARROWEST = 60;
const ROWS = 9;
const TOP = 5;
/** Points of the curve that are drawn: samples at equal distances. */
const COLUMNS = 61;
const X_LABELS = 5;

/** Ends with a line break. */
export function mixtureText(report: MixtureReport, palette: Palette, width = WIDTH): string {
  const columns = Math.max(NARROWEST, Math.min(WIDEST, width));
  const indented = (text: string) => wrap(text, columns - 2).map((line) => `  ${line}`);
  const { chosen, synthetic, real, share, view } = report;
  const lines = [
    palette.strong(
      `${grouped(chosen.samples)} of ${counted(synthetic.samples, 'candidate')} chosen: ${grouped(chosen.words)} words, ${percent(share.planned)} of the mix (limit ${percent(share.limit)})`,
    ),
    `  real        ${grouped(real.samples)} samples, ${grouped(real.words)} words of ${view}${share.already > 0 ? `, ${percent(share.already)} of them synthetic already` : ''}`,
    `  synthetic   ${grouped(synthetic.samples)} samples, ${grouped(synthetic.words)} words`,
    ...leftOut(report, columns),
    ...(chosen.verified > 0 ? [`  verified    ${grouped(chosen.verified)} of the chosen`] : []),
  ];
  if (chosen.samples > 0)
    lines.push(...coverage(report), ...curve(report, columns, palette), ...metrics(report), ...top(report, columns));
  lines.push('', ...report.notes.flatMap(indented).map((line) => palette.quiet(line)));
  if (report.out !== undefined) lines.push(`  Plan: ${report.out}`);
  return `${lines.join('\n')}\n`;
}

function leftOut({ leftOut: reasons }: MixtureReport, columns: number): string[] {
  if (reasons.length === 0) return [];
  const all = reasons.reduce((n, { samples }) => n + samples, 0);
  const text = `${grouped(all)}: ${reasons.map(({ reason, samples }) => `${grouped(samples)} ${reason}`).join(', ')}`;
  return wrap(text, columns - 14).map((line, i) => `  ${(i === 0 ? 'left out' : '').padEnd(12)}${line}`);
}

function coverage({ coverage: kinds }: MixtureReport): string[] {
  const rows = kinds.map(({ label, before, planned, random, randomRange: [low, high] }) => [
    label,
    percent(before),
    percent(planned),
    percent(random),
    `${percent(low).replace(/ %$/, '')}–${percent(high)}`,
  ]);
  return ['', ...table([['What R lacks, covered by', 'R', 'R + plan', 'R + random', 'range'], ...rows]).map(indent)];
}

/** Coverage so far over samples; a plan of one sample has no curve. */
function curve({ curve: points, flattensAt, chosen }: MixtureReport, columns: number, palette: Palette): string[] {
  if (points.length < 2) return [];
  const most = points.at(-1)?.coverage ?? 0;
  const at = (samples: number) => {
    const i = points.findIndex((p) => p.samples >= samples);
    const [a, b] = [points[Math.max(0, i - 1)], points[i]];
    if (!a || !b || a === b) return b?.coverage ?? 0;
    return a.coverage + ((b.coverage - a.coverage) * (samples - a.samples)) / (b.samples - a.samples);
  };
  const samplesAt = (i: number, of: number) => 1 + ((chosen.samples - 1) * i) / (of - 1);
  const values = Array.from({ length: COLUMNS }, (_, i) => (most > 0 ? at(samplesAt(i, COLUMNS)) / most : 0));
  const flat =
    flattensAt === null
      ? 'The gain does not flatten within this share.'
      : `From sample ${grouped(flattensAt)} on each adds less than a tenth of what the first tenth adds per word.`;
  return [
    '',
    palette.quiet('  Share of what all candidates together could cover, by samples chosen'),
    ...lineChart([{ label: '', values, dash: 'solid' }], {
      width: columns - 2,
      rows: ROWS,
      yLabels: [0, 0.25, 0.5, 0.75, 1].map((share) => percent(share * most)),
      xLabels: Array.from({ length: X_LABELS }, (_, i) => grouped(samplesAt(i, X_LABELS))),
    }).map(indent),
    ...wrap(flat, columns - 2).map(indent),
  ];
}

function metrics({ metrics: rows }: MixtureReport): string[] {
  if (rows.length === 0) return [];
  const shown = (n: number | null) => (n === null ? '–' : n >= 100 ? grouped(n) : decimal(n, 3));
  const body = rows.map(({ label, real, planned, random }) => [label, ...[real, planned, random].map(shown)]);
  return ['', ...table([['At equal words', 'R', 'R + plan', 'R + random'], ...body]).map(indent)];
}

function top({ top: samples }: MixtureReport, columns: number): string[] {
  const shown = samples.slice(0, TOP);
  return [
    '',
    indent('The first of the plan, and what each adds'),
    ...shown.flatMap(({ file, line, adds, start, verdict }) => [
      `    ${file}:${line}${verdict ? ` (${verdict})` : ''}  ${adds.join(' · ')}`.slice(0, columns),
      `      ${start}`.slice(0, columns - 1),
    ]),
  ];
}

function indent(line: string): string {
  return `  ${line}`;
}
