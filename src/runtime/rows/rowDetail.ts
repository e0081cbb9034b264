// One row in full, for the panel's detail: its text, its findings and the samples it has to do with.
import { CorpusError } from '../../engine/errors.ts';
import type { Finding } from '../../engine/report.ts';
import type { TraitReader } from '../../engine/traits/reading.ts';
import type { SampleChecker } from '../../engine/verify/run.ts';
import type { RowDetail } from '../../protocol/hostApi.ts';
import type { RowTraits } from '../../protocol/traitsApi.ts';
import type { Inspection, RowFinding } from '../inspect/result.ts';
import { fitting } from '../process/replySize.ts';
import { rowTraits } from '../traits/rowTraits.ts';
import { rowVerification } from '../verify/rowChecks.ts';
import type { Questions } from './questions.ts';
import { rowFields } from './rowFields.ts';
import type { RowTable } from './rowTable.ts';
import { cut, type ReadSample, RowTexts } from './rowText.ts';

const TEXT_UNITS = 100_000;

export interface DetailParts {
  readonly table: RowTable;
  readonly questions: Questions;
  readonly readSample: ReadSample;
  /** Loads the trait model. */
  readonly traits: () => TraitReader;
  /** Null where nothing was verified. */
  readonly checker: SampleChecker | null;
}

/** Throws 'not-found' when the row or its file is gone. */
export function rowDetail(
  inspection: Inspection,
  row: number,
  { table, questions, readSample, traits, checker }: DetailParts,
): RowDetail {
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
      fields: plans[file]!.format === 'text' ? [] : fitting(rowFields(rawOf(inspection, row, reader), text), 150_000),
      coveredBy: fitting(inspection.coveredBy.get(row) ?? [], 50_000),
      near: inspection.near.get(row) ?? [],
      details: fitting(
        inspection.findings.filter((f) => f.row === row || isAboutSample(f, inspection, row)).map(publicFinding),
        200_000,
      ),
      repeated: fitting(
        questions.spansOf(row, reader).filter((span) => span.end <= shown.length),
        100_000,
      ),
      searched: questions.found(row) !== undefined,
      traits: withinText(rowTraits(inspection, row, reader, traits), shown.length),
      verification: rowVerification(inspection, row, reader, checker),
    };
  } finally {
    reader.close();
  }
}

function rawOf({ columns }: Inspection, row: number, reader: RowTexts): string {
  return reader.sampleAt(columns.file[row]!, columns.byte[row]!, columns.byteLength[row]!).raw;
}

/** Without stretches of text that is not shown. */
function withinText(traits: RowTraits | null, length: number): RowTraits | null {
  if (!traits) return null;
  const top = traits.top.map((trait) => ({ ...trait, spans: trait.spans.filter((span) => span.end <= length) }));
  return { ...traits, top };
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
