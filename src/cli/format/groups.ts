// The table of `inspect --by`: one line per group, all measured on the same number of words.
import type { Groups, MetricValue } from '../../engine/report.ts';
import { decimal, grouped, shortCount } from './numbers.ts';

type Row = Groups['rows'][number];

const COLUMNS: readonly (readonly [head: string, cell: (row: Row) => string])[] = [
  ['group', (row) => row.label],
  ['samples', (row) => grouped(row.samples)],
  ['words', (row) => shortCount(row.words)],
  ['distinct-3', (row) => shown(row.metrics['distinct-3'])],
  ['MATTR', (row) => shown(row.metrics.mattr)],
  ['compression', (row) => shown(row.metrics['gzip-ratio'], 2, '×')],
  ['novelty', (row) => shown(row.metrics.novelty)],
];

/** The first line says what is compared; then a head, the groups, and what was left out. */
export function groupLines(where: string, { words, rows, note }: Groups): string[] {
  if (rows.length === 0) return [`${where}: ${note ?? 'nothing to compare.'}`];
  const cells = [COLUMNS.map(([head]) => head), ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row)))];
  const widths = COLUMNS.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  const table = cells.map((line) =>
    line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  );
  return [`${where}, measured on ${grouped(words)} words of each`, ...table, ...(note ? [note] : [])];
}

function shown(metric: MetricValue | undefined, digits = 2, unit = ''): string {
  return metric?.value == null ? '–' : `${decimal(metric.value, digits)}${unit}`;
}
