// What repeats of a row and where else it stands: by the samples that its evidence names, or by a search of the corpus.
import { FINDING_KINDS } from '../../engine/report.ts';
import { type HeldSpan, mergeSeen, RepeatFinder, type Seen } from '../../engine/scoring/spans.ts';
import type { RepeatedSpan } from '../../protocol/hostApi.ts';
import { firstRowFrom, numberingOf, rowsOnLine } from '../inspect/laterPass.ts';
import type { Inspection } from '../inspect/result.ts';
import type { WorkerPool } from '../pool/pool.ts';
import type { RepeatTarget } from '../tasks/repeats.ts';
import { cut, findView, type RowTexts, viewOf } from './rowText.ts';

/** Named samples that are read, and how much of each, UTF-16 units. */
const MOST_RELATED = 10;
const TEXT_UNITS = 100_000;
/** Rows whose repeats are underlined where they are flagged. */
const UNDERLINED = (1 << FINDING_KINDS.indexOf('low-novelty')) | (1 << FINDING_KINDS.indexOf('near-duplicate'));

/** Stretches of a row that the samples share which its evidence names: covering samples, near-duplicates, copies. */
export function namedRepeats(inspection: Inspection, row: number, reader: RowTexts): RepeatedSpan[] {
  const others = relatedRows(inspection, row);
  if (others.length === 0) return [];
  const finder = new RepeatFinder(shorten(segmentsOf(reader, row, inspection)));
  for (const other of others) finder.add(other, shorten(segmentsOf(reader, other, inspection)));
  return named(inspection, finder.spans());
}

/** Searches the corpus in one pass for where else these rows' 4-grams stand; spans per row, in their order. */
export async function searchRepeats(
  pool: WorkerPool,
  inspection: Inspection,
  rows: readonly number[],
  reader: RowTexts,
  signal?: AbortSignal,
): Promise<RepeatedSpan[][]> {
  const targets: RepeatTarget[] = rows.map((row) => ({
    row,
    view: viewOf(inspection, row),
    segments: segmentsOf(reader, row, inspection),
  }));
  const numbering = numberingOf(inspection);
  const { results } = await pool.overBlocks<Seen[]>(
    'repeats',
    { ...numbering, targets },
    numbering.job.blocks.length,
    signal ? { signal } : {},
  );
  return targets.map(({ segments }, i) => {
    const seen = results.map((parts) => parts[i] as Seen);
    return named(inspection, new RepeatFinder(segments).spans(seen.length > 0 ? seen.reduce(mergeSeen) : undefined));
  });
}

/** Low-novelty and near-duplicate rows of a file on lines `from` to `to`, 1-based and inclusive. */
export function underlinedRows(inspection: Inspection, file: number, from: number, to: number): number[] {
  const { columns } = inspection;
  const out: number[] = [];
  for (let row = firstRowFrom(columns, file, from); row < columns.length; row++) {
    if (columns.file[row] !== file || (columns.line[row] as number) > to) break;
    if (((columns.findings[row] as number) & UNDERLINED) !== 0) out.push(row);
  }
  return out;
}

/** The texts of a row's segments, in the order in which they are shown one below the other. */
export function segmentsOf(reader: RowTexts, row: number, inspection: Inspection): string[] {
  const { file, byte, byteLength } = inspection.columns;
  const { sample } = reader.sampleAt(file[row] as number, byte[row] as number, byteLength[row] as number);
  return (findView(sample, viewOf(inspection, row))?.segments ?? []).map((segment) => segment.text);
}

function relatedRows(inspection: Inspection, row: number): number[] {
  const { near, coveredBy, report, columns } = inspection;
  const mentioned = [
    ...(coveredBy.get(row) ?? []),
    ...(near.get(row) ?? []),
    ...inspection.findings.filter((f) => f.row === row).flatMap((f) => f.related),
  ];
  const rows = new Set<number>();
  for (const { file, line } of mentioned) {
    const index = report.files.findIndex((f) => f.path === file);
    for (const other of rowsOnLine(inspection, index, line)) {
      if (other !== row && columns.view[other] === columns.view[row]) rows.add(other);
    }
  }
  return [...rows].slice(0, MOST_RELATED);
}

/** As many segments as fit; the last one cut. */
function shorten(segments: readonly string[]): string[] {
  const out: string[] = [];
  let room = TEXT_UNITS;
  for (const text of segments) {
    if (room <= 0) break;
    out.push(cut(text, room));
    room -= text.length;
  }
  return out;
}

function named({ report, columns }: Inspection, spans: readonly HeldSpan[]): RepeatedSpan[] {
  return spans.map(({ start, end, holders, samples }) => ({
    start,
    end,
    places: holders.map(({ id, words }) => ({
      file: report.files[columns.file[id] as number]?.path ?? '',
      line: columns.line[id] as number,
      words,
    })),
    samples,
  }));
}
