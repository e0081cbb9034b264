// The text that `compare` prints: the verdict, what each snapshot has and keeps, what was lost and swelled, how groups converge.
import type { ComparisonReport, DrawnValue, KeptValue, Shift } from '../../engine/compare/report.ts';
import type { Palette } from './colours.ts';
import { grouped, percent } from './numbers.ts';
import { table, wrap } from './table.ts';

type Measure = ComparisonReport['measures'][number];

const WIDTH = 100;
const NARROWEST = 60;
const WIDEST = 140;
const NAME = 28;
const LABEL = 40;
const SHOWN_SHIFTS = 5;
const BARS = '▁▂▃▄▅▆▇█';

/** `width`: columns of the terminal; absent when the text goes to a file. Ends with a line break. */
export function comparisonText(report: ComparisonReport, palette: Palette, width = WIDTH): string {
  const columns = Math.max(NARROWEST, Math.min(WIDEST, width));
  const { verdict, budget, steps, view, notes } = report;
  const [headline, ...evidence] = verdict.sentences;
  const field = report.settings.generations;
  const reference = `${typeof field === 'string' ? `${field} ` : ''}${named(steps[0]?.name ?? '')}`;
  const lines = [
    ...wrap(headline ?? '', columns).map(palette.strong),
    ...evidence.flatMap((sentence) => indented(sentence, columns)),
    '',
    ...table([
      [
        'snapshot',
        'samples',
        `words of ${view}`,
        ...(steps.some((s) => s.changes) ? ['same', 'changed', 'went', 'came'] : []),
      ],
      ...steps.map(({ name, samples, words, changes }) => [
        named(name),
        grouped(samples),
        grouped(words),
        ...(changes ? [changes.same, changes.changed, changes.removed, changes.added].map(grouped) : []),
      ]),
    ]),
    '',
    ...measureTable(
      report,
      'has',
      `at equal ${grouped(budget.words)} words, mean of ${budget.draws} draws`,
      columns,
      palette,
    ),
    '',
    ...measureTable(report, 'keeps', `kept of ${reference}`, columns, palette),
    palette.quiet(
      '* p < 0.05, ** p < 0.01: by permuting samples, corrected over all tests. ± half of the middle 95 % of the draws.',
    ),
    ...perplexityLines(report),
    ...shiftLines(report, columns, palette),
    ...convergenceLines(report),
    ...(notes.length > 0 ? ['', ...notes.flatMap((note) => wrap(note, columns).map(palette.quiet))] : []),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function indented(text: string, columns: number): string[] {
  // A number and its percent sign stay together.
  return wrap(text.replaceAll(' %', '\u00a0%'), columns - 2).map((line) => `  ${line.replaceAll('\u00a0', ' ')}`);
}

/** The end of a long path tells more than its beginning. */
function named(name: string): string {
  return name.length <= NAME ? name : `…${name.slice(1 - NAME)}`;
}

/** Snapshots side by side while they fit; of more, the first, the last and those between at equal distances. */
function measureTable(
  report: ComparisonReport,
  of: Measure['of'],
  title: string,
  columns: number,
  palette: Palette,
): string[] {
  const { steps, measures } = report;
  const from = of === 'has' ? 0 : 1;
  const cells = (step: number, measure: Measure) => {
    const value = of === 'has' ? steps[step]?.has[measure.id] : steps[step]?.keeps?.[measure.id];
    return value ? cell(measure, value) : '–';
  };
  const rowsOf = (shown: readonly number[]) => [
    [title, ...shown.map((step) => named(steps[step]?.name ?? '')), of === 'keeps' ? 'fresh text' : ''],
    ...measures
      .filter((m) => m.of === of)
      .map((m) => [
        m.unit && m.unit !== '×' ? `${m.label}, ${m.unit}` : m.label,
        ...shown.map((step) => cells(step, m)),
        of === 'keeps' ? fresh(m, steps[1]?.keeps?.[m.id]) : sparkline(steps.map((s) => s.has[m.id]?.value ?? null)),
      ]),
  ];
  const all = steps.map((_, i) => i).slice(from);
  for (let n = all.length; n > 2; n--) {
    const rows = table(rowsOf(spread(all, n)));
    if ((rows[0]?.length ?? 0) <= columns) return framed(rows, all.length - n, palette);
  }
  return framed(table(rowsOf(spread(all, Math.min(2, all.length)))), Math.max(0, all.length - 2), palette);
}

function framed([head = '', ...rows]: readonly string[], hidden: number, palette: Palette): string[] {
  const note =
    hidden > 0
      ? [palette.quiet(`${hidden} snapshots between are not shown: a wider terminal or --format json has them.`)]
      : [];
  return [palette.quiet(head), ...rows, ...note];
}

function spread(all: readonly number[], n: number): number[] {
  return Array.from(
    { length: n },
    (_, i) => all[n === 1 ? all.length - 1 : Math.round((i * (all.length - 1)) / (n - 1))] as number,
  );
}

function cell(measure: Measure, { value, interval, p }: DrawnValue): string {
  if (value === null) return '–';
  const half = interval && (interval[1] - interval[0]) / 2;
  const stars = p === undefined || p >= 0.05 ? '' : p < 0.01 ? '**' : '*';
  return `${number(measure, value)}${half === undefined ? '' : ` ±${number(measure, half).replace(/ %$/, '')}`}${stars.padStart(2)}`;
}

function fresh(measure: Measure, value: KeptValue | undefined): string {
  if (value?.nullMean === undefined || !value.null) return '–';
  const [low, high] = value.null;
  return `${number(measure, value.nullMean)} (${number(measure, low).replace(/ %$/, '')}–${number(measure, high)})`;
}

function number({ format }: Measure, value: number): string {
  if (format === 'integer') return grouped(value);
  if (format === 'percent') return percent(value).replace('< 0.1 %', '0.0 %');
  return value.toFixed(format === 'ratio' ? 3 : 2).replace('-', '−');
}

/** One bar per snapshot, from the smallest value to the largest; nothing for fewer than three. */
function sparkline(values: readonly (number | null)[]): string {
  const known = values.filter((x) => x !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (known.length < 3 || low === high) return '';
  const level = (x: number) => Math.round(((x - low) / (high - low)) * (BARS.length - 1));
  return values.map((x) => (x === null ? ' ' : BARS[level(x)])).join('');
}

function perplexityLines({ steps }: ComparisonReport): string[] {
  const known = steps.filter((step) => step.perplexity);
  if (known.length === 0) return [];
  return [
    '',
    ...table([
      ['perplexity under a trigram model of the first', '5 %', '25 %', 'median', '75 %', '95 %'],
      ...known.map(({ name, perplexity }) => [named(name), ...(perplexity?.quantiles ?? []).map((q) => grouped(q))]),
    ]),
  ];
}

const KIND_WORDS: Record<Shift['kind'], string> = {
  words: 'Words',
  openings: 'Openings',
  templates: 'Frames',
  clusters: 'Near-duplicates',
  values: 'Values of fields',
};

function shiftLines({ shifts, budget }: ComparisonReport, columns: number, palette: Palette): string[] {
  if (shifts.length === 0) return [];
  const lines = ['', palette.quiet(`samples that hold it, per ${grouped(budget.words)} words`)];
  for (const change of ['lost', 'swelled'] as const) {
    for (const kind of Object.keys(KIND_WORDS) as Shift['kind'][]) {
      const found = shifts.filter((s) => s.kind === kind && s.change === change);
      if (found.length === 0) continue;
      lines.push(`${KIND_WORDS[kind]} that ${change === 'lost' ? 'went' : 'swelled'}`);
      const rows = table(
        found
          .slice(0, SHOWN_SHIFTS)
          .map(({ field, label, counts, examples: [example] }) => [
            `  ${shortened(field === undefined ? label : `${field} = ${label}`)}`,
            counts.length <= 10
              ? counts.map(count).join(' → ')
              : `${count(counts[0] ?? 0)} → ${count(counts.at(-1) ?? 0)}`,
            example?.file === undefined ? '' : `${named(example.file)}:${example.line}`,
          ]),
      );
      lines.push(...rows.map((row) => row.slice(0, columns)));
      if (found.length > SHOWN_SHIFTS) lines.push(`  … ${found.length - SHOWN_SHIFTS} more`);
    }
  }
  return lines;
}

function count(n: number): string {
  return n < 10 && !Number.isInteger(n) ? n.toFixed(1) : grouped(n);
}

function shortened(text: string): string {
  const folded = text.replace(/\s+/g, ' ');
  return folded.length <= LABEL ? folded : `${folded.slice(0, LABEL - 1).trimEnd()}…`;
}

function convergenceLines({ convergence }: ComparisonReport): string[] {
  if (!convergence) return [];
  const { by, groups, means, note } = convergence;
  const short = (label: string) => (label.length <= 14 ? label : `${label.slice(0, 13)}…`);
  return [
    '',
    ...table([
      [`mean ROUGE-L between groups of ${by}`, 'samples', ...groups.map((g) => short(g.label))],
      ...groups.map((g, i) => [
        shortened(g.label),
        grouped(g.samples),
        ...(means[i] ?? []).map((x) => (x === null ? '–' : x.toFixed(3))),
      ]),
    ]),
    ...(note === undefined ? [] : [note]),
  ];
}
