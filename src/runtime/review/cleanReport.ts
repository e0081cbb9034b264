// The report beside a reviewed corpus: what was dropped and why, sample by sample. Written in pieces, however many there are.

import { FINDING_KINDS } from '../../engine/report.ts';
import { sampleName } from '../../engine/review/history.ts';
import type { ViewName } from '../../engine/sample.ts';
import type { Cut } from '../../formats/cut.ts';
import type { DropChoice, DroppedSample, WrittenFile } from '../../protocol/reviewApi.ts';
import type { Inspection, RowFinding } from '../inspect/result.ts';
import type { DroppedRows } from './droppedRows.ts';

export const CLEAN_FORMAT = 'corpus-inspector/clean-report';
export const CLEAN_VERSION = 1;

/** A file and what becomes of it; `out` only where it is written. */
export interface CleanFile extends Omit<WrittenFile, 'out'> {
  readonly out?: string;
  readonly sourceBytes: number;
}

/** What stands before the samples. */
export interface CleanHead {
  readonly format: typeof CLEAN_FORMAT;
  readonly version: typeof CLEAN_VERSION;
  readonly files: readonly CleanFile[];
  readonly dropped: number;
  readonly reasons: Readonly<Partial<Record<DroppedSample['reason'], number>>>;
  /** Of all views. */
  readonly words: { readonly before: number; readonly after: number };
  /** What was asked for. */
  readonly choice: Readonly<Record<string, unknown>>;
  /** Path of the ledger that was read. */
  readonly decisions?: string;
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
  /** That of the finding, where it is about one. */
  readonly view?: ViewName;
  readonly message?: string;
  readonly related?: readonly { readonly file: string; readonly line: number; readonly share: number }[];
}

/** What is asked for, as the report states it. */
export interface Stated {
  readonly inspection: Inspection;
  readonly choice: DropChoice;
  readonly decisions?: string | undefined;
}

/** `rows` and `cuts` by file. */
export function cleanHead(
  { inspection, choice, decisions }: Stated,
  rows: readonly DroppedRows[],
  cuts: readonly Cut[],
): CleanHead {
  const { report, columns } = inspection;
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
    files: report.files.map(({ path, bytes, samples, invalid }, i) => {
      const dropped = (rows[i] as DroppedRows).length;
      const kept = samples + invalid - dropped;
      return { source: path, sourceBytes: bytes, kept, dropped, bytes: (cuts[i] as Cut).bytes };
    }),
    dropped: rows.reduce((n, r) => n + r.length, 0),
    reasons,
    words: { before, after },
    choice: stated(choice),
    ...(decisions === undefined ? {} : { decisions }),
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
        ...(content === 0 ? {} : copies.of(row)),
        reason,
        ...(finding?.view && { view: finding.view }),
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
  private readonly content: Float64Array;
  private readonly total = new Map<number, number>();
  /** By row. */
  private readonly number: Uint32Array;

  constructor({ columns }: Inspection, file: number, samples: readonly DroppedSample[]) {
    this.content = columns.content;
    this.number = new Uint32Array(samples.length === 0 ? 0 : columns.length);
    if (samples.length === 0) return;
    for (const { row } of samples) if (row >= 0) this.total.set(columns.content[row] as number, 0);
    for (let row = 0; row < columns.length; row++) {
      if (columns.file[row] !== file || columns.sample[row] !== row) continue;
      const content = columns.content[row] as number;
      const before = this.total.get(content);
      if (before === undefined) continue;
      this.total.set(content, before + 1);
      this.number[row] = before + 1;
    }
  }

  of(row: number): { copy: number; of: number } {
    return { copy: this.number[row] as number, of: this.total.get(this.content[row] as number) as number };
  }
}
