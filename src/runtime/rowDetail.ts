// One row in full, for the panel's detail: its text, its findings and the samples it has to do with.
import { CorpusError } from '../engine/errors.ts';
import type { Finding } from '../engine/report.ts';
import { sharedSpans } from '../engine/scoring/spans.ts';
import type { RowDetail } from '../protocol/hostApi.ts';
import { fitting } from './replySize.ts';
import type { Inspection, RowFinding } from './result.ts';
import type { RowTable } from './rowTable.ts';
import { cut, type ReadSample, RowTexts } from './rowText.ts';

const TEXT_UNITS = 100_000;

/** Throws 'not-found' when the row or its file is gone. */
export function rowDetail(inspection: Inspection, table: RowTable, row: number, readSample: ReadSample): RowDetail {
  const { columns, plans, sources } = inspection;
  if (!Number.isInteger(row) || row < 0 || row >= columns.length) {
    throw new CorpusError('not-found', 'This row is not part of the result any more: inspect the corpus again.');
  }
  const file = columns.file[row]!;
  const reader = new RowTexts(inspection, readSample);
  try {
    const text = reader.text(row);
    const shown = cut(text, TEXT_UNITS);
    return {
      ...table.summary(row, reader),
      path: plans[file]!.path,
      ...(sources[file]!.kind === 'file' ? { byte: columns.byte[row]! } : {}),
      text: shown,
      truncated: shown.length < text.length,
      coveredBy: fitting(inspection.coveredBy.get(row) ?? [], 50_000),
      near: inspection.near.get(row) ?? [],
      details: fitting(
        inspection.findings.filter((f) => f.row === row || isAboutSample(f, inspection, row)).map(publicFinding),
        200_000,
      ),
      repeated: fitting(sharedSpans(shown, relatedTexts(inspection, row, reader)), 100_000),
    };
  } finally {
    reader.close();
  }
}

/** Texts of the samples that this row's evidence names: covering samples, near-duplicates, copies. */
function relatedTexts(inspection: Inspection, row: number, reader: RowTexts): string[] {
  const { columns, near, coveredBy, report } = inspection;
  const named = [
    ...(coveredBy.get(row) ?? []),
    ...(near.get(row) ?? []),
    ...inspection.findings.filter((f) => f.row === row).flatMap((f) => f.related),
  ];
  const rows = new Set<number>();
  for (const { file, line } of named) {
    const fileIndex = report.files.findIndex((f) => f.path === file);
    const other = rowAt(columns, fileIndex, line, columns.view[row]!);
    if (other >= 0 && other !== row) rows.add(other);
  }
  return [...rows].slice(0, MOST_RELATED).map((other) => cut(reader.text(other), TEXT_UNITS));
}

const MOST_RELATED = 10;

/** The row of a line and view, −1 if there is none: rows are ordered by file, line and view. */
function rowAt({ length, file, line, view }: Inspection['columns'], f: number, l: number, v: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const before = file[middle]! < f || (file[middle] === f && line[middle]! < l);
    if (before) low = middle + 1;
    else high = middle;
  }
  for (let row = low; row < length && file[row] === f && line[row] === l; row++) if (view[row] === v) return row;
  return -1;
}

/** Findings about a whole sample that no single row stands for. */
function isAboutSample(f: RowFinding, { columns }: Inspection, row: number): boolean {
  return f.row < 0 && f.fileIndex === columns.file[row] && f.line === columns.line[row];
}

/** A finding without what only the engine needs to know. */
export function publicFinding(f: RowFinding): Finding {
  const { row: _row, fileIndex: _file, byte: _byte, byteLength: _length, ...finding } = f;
  return finding;
}
