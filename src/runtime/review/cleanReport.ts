// The report beside a reviewed corpus: what was dropped and why, sample by sample. Written in pieces, however many there are.
import { FINDING_KINDS } from '../../engine/report.ts';
import type { DropChoice, DroppedSample, WrittenFile } from '../../protocol/reviewApi.ts';
import type { Inspection, RowFinding } from '../result.ts';
import type { DroppedRows } from './droppedRows.ts';

export const CLEAN_FORMAT = 'corpus-inspector/clean-report';
export const CLEAN_VERSION = 1;

/** What stands before the samples. */
export interface CleanHead {
  readonly format: typeof CLEAN_FORMAT;
  readonly version: typeof CLEAN_VERSION;
  readonly files: readonly (WrittenFile & { readonly sourceBytes: number })[];
  readonly dropped: number;
  readonly reasons: Readonly<Partial<Record<DroppedSample['reason'], number>>>;
  /** Of all views. */
  readonly words: { readonly before: number; readonly after: number };
  /** What was asked for. */
  readonly choice: Readonly<Record<string, unknown>>;
  /** Those of the inspection. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** One sample that went. */
export interface CleanEntry {
  readonly source: string;
  /** 1-based. */
  readonly line: number;
  readonly byte: number;
  /** As the ledger names it; null for a row that could not be read. */
  readonly sample: string | null;
  /** Which of the equal samples of the file it was, 1-based, and how many there were. */
  readonly copy?: number;
  readonly of?: number;
  readonly reason: DroppedSample['reason'];
  readonly message?: string;
  readonly related?: readonly { readonly file: string; readonly line: number; readonly share: number }[];
}

/** Name of a sample in the ledger: the key of its folded content, 14 hexadecimal digits. */
export function sampleName(content: number): string {
  return content.toString(16).padStart(14, '0');
}

export function cleanHead(
  { report, columns }: Inspection,
  rows: readonly DroppedRows[],
  choice: DropChoice,
  files: readonly WrittenFile[],
): CleanHead {
  const reasons: Partial<Record<DroppedSample['reason'], number>> = {};
  const goes = new Uint8Array(columns.length);
  for (const { samples } of rows) {
    for (const { reason, row } of samples) {
      reasons[reason] = (reasons[reason] ?? 0) + 1;
      if (row >= 0) goes[columns.sample[row] as number] = 1;
    }
  }
  let [before, after] = [0, 0];
  for (let row = 0; row < columns.length; row++) {
    const words = columns.words[row] as number;
    before += words;
    if (!goes[columns.sample[row] as number]) after += words;
  }
  return {
    format: CLEAN_FORMAT,
    version: CLEAN_VERSION,
    files: files.map((f, i) => ({ ...f, sourceBytes: report.files[i]?.bytes ?? 0 })),
    dropped: rows.reduce((n, r) => n + r.length, 0),
    reasons,
    words: { before, after },
    choice: stated(choice),
    settings: report.settings,
  };
}

/** Rows by hand may be a million. */
function stated({ rows, groups, ...choice }: DropChoice): Record<string, unknown> {
  return {
    ...choice,
    ...(rows && { rows: rows.length }),
    ...(groups && { groups: groups.length }),
  };
}

/** The report's text, sample by sample. */
export function* cleanReport(head: CleanHead, entries: Iterable<CleanEntry>): Generator<string> {
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "samples": [`;
  let separator = '\n    ';
  for (const entry of entries) {
    yield separator + JSON.stringify(entry);
    separator = ',\n    ';
  }
  yield '\n  ]\n}\n';
}

/** In file order. */
export function* cleanEntries(inspection: Inspection, files: readonly DroppedRows[]): Generator<CleanEntry> {
  const { columns, findings, report } = inspection;
  const told = findingsOf(inspection, files);
  for (const [file, rows] of files.entries()) {
    const copies = new Copies(inspection, file, rows.samples);
    for (const [i, { row, line, reason }] of rows.samples.entries()) {
      const byte = rows.byte[i] as number;
      const finding = row < 0 ? rows.unread.get(byte) : findings[(told[row] as number) - 1];
      const content = row < 0 ? 0 : (columns.content[row] as number);
      yield {
        source: report.files[file]?.path ?? '',
        line,
        byte,
        sample: content === 0 ? null : sampleName(content),
        ...(content === 0 ? {} : copies.next(row)),
        reason,
        ...(finding && { message: finding.message }),
        ...(finding && finding.related.length > 0 && { related: finding.related }),
      };
    }
  }
}

/** By first row of a sample: one more than the number of the finding that tells why it goes, 0 for none. A decision is told
 *  by the first finding. */
function findingsOf({ columns, findings }: Inspection, files: readonly DroppedRows[]): Uint32Array {
  const kinds = new Uint8Array(columns.length);
  const any = FINDING_KINDS.length + 1;
  for (const { samples } of files) {
    for (const { row, reason } of samples) {
      if (row >= 0) kinds[row] = reason === 'decision' || reason === 'choice' ? any : FINDING_KINDS.indexOf(reason) + 1;
    }
  }
  const told = new Uint32Array(columns.length);
  findings.forEach(({ row, kind }: RowFinding, i) => {
    if (row < 0) return;
    const sample = columns.sample[row] as number;
    const wanted = kinds[sample];
    if (told[sample] === 0 && (wanted === any || wanted === FINDING_KINDS.indexOf(kind) + 1)) told[sample] = i + 1;
  });
  return told;
}

/** Numbers the equal samples of one file, as far as one of them goes. */
class Copies {
  private readonly total = new Map<number, number>();
  private readonly number = new Map<number, number>();

  constructor({ columns }: Inspection, file: number, samples: readonly DroppedSample[]) {
    for (const { row } of samples) if (row >= 0) this.total.set(columns.content[row] as number, 0);
    for (const { row } of samples) if (row >= 0) this.number.set(row, 0);
    for (let row = 0; row < columns.length; row++) {
      if (columns.file[row] !== file || columns.sample[row] !== row) continue;
      const content = columns.content[row] as number;
      const n = this.total.get(content);
      if (n === undefined) continue;
      this.total.set(content, n + 1);
      if (this.number.has(row)) this.number.set(row, n + 1);
    }
    this.content = columns.content;
  }

  private readonly content: Float64Array;

  next(row: number): { copy: number; of: number } {
    return { copy: this.number.get(row) as number, of: this.total.get(this.content[row] as number) as number };
  }
}
