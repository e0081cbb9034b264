// Inspections made by hand: a JSONL of {prompt, response} rows, its columns, and readers that stand in for formats.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Likeness } from '../../../src/engine/findings/nearDuplicate.ts';
import { FINDING_KINDS, type FindingKind, type Related, type Report } from '../../../src/engine/report.ts';
import { VIEW_NAMES, type ViewName } from '../../../src/engine/sample.ts';
import type { FilePlan } from '../../../src/formats/plan.ts';
import type { NearPartner } from '../../../src/protocol/hostApi.ts';
import type { Inspection, RowColumns, RowFinding } from '../../../src/runtime/inspect/result.ts';
import type { RawSpan } from '../../../src/runtime/rows/placement.ts';
import type { ReadSample } from '../../../src/runtime/rows/rowText.ts';
import type { SourceRef } from '../../../src/runtime/sources/source.ts';

export type Row = Partial<Record<ViewName, string>>;

/** As formats/readBlock, for rows whose views are top-level strings. */
export const readSample: ReadSample = (source, _plan, byte, byteLength) => {
  const raw = new TextDecoder().decode(source.read(byte, byte + byteLength));
  const row = JSON.parse(raw) as Row;
  const views = VIEW_NAMES.filter((view) => row[view] !== undefined).map((view) => ({
    view,
    segments: [{ text: row[view]!, path: [view] }],
  }));
  return { raw, sample: { index: 0, lineInBlock: 0, byte, byteLength, views, problems: [], hash: null } };
};

/** As formats/positions, for strings without escapes. */
export const rawSpan: RawSpan = (raw, path, start, end) => {
  const key = `"${String(path[0])}":`;
  const at = raw.indexOf(key);
  const quote = at < 0 ? -1 : raw.indexOf('"', at + key.length);
  return quote < 0 ? null : { start: quote + 1 + start, end: quote + 1 + end };
};

export function noLikeness(): Likeness {
  return new Likeness({ a: new Uint32Array(0), b: new Uint32Array(0), jaccard: new Float64Array(0) }, new Map());
}

export function columnsFor(length: number): RowColumns {
  return {
    length,
    file: new Uint16Array(length),
    line: new Uint32Array(length),
    byte: new Float64Array(length),
    byteLength: new Float64Array(length),
    view: new Uint8Array(length),
    words: new Uint32Array(length),
    novelty: new Float32Array(length),
    findings: new Uint16Array(length),
    adds: new Uint32Array(length),
    grams: new Uint32Array(length),
    cluster: new Int32Array(length).fill(-1),
    text: new Float64Array(length),
    sample: Uint32Array.from({ length }, (_, row) => row),
    content: new Float64Array(length),
    isCode: new Uint8Array(length),
    traits: null,
    verdicts: null,
  };
}

export const bit = (kind: FindingKind) => 1 << FINDING_KINDS.indexOf(kind);

export function planFor(path: string, bytes: number, more: Partial<FilePlan> = {}): FilePlan {
  const views = { rules: [], explodedPrefixes: false, expected: [] };
  return { path, bytes, format: 'jsonl', bom: 0, blocks: [], views, ...more };
}

export function reportFor(files: readonly FilePlan[]): Report {
  return {
    format: 'corpus-inspector/report',
    version: 1,
    files: files.map((f) => ({
      path: f.path,
      bytes: f.bytes,
      format: f.format,
      samples: 0,
      invalid: 0,
      invalidUtf8: 0,
      views: [],
      notes: [],
    })),
    views: {},
    findings: { counts: {}, top: [] },
    settings: {},
    timing: {},
  };
}

export function tempFile(text: string, name = 'rows.jsonl'): string {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-inspector-rows-'));
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** An inspection whose lists a test may fill. */
export interface MadeUp extends Inspection {
  findings: RowFinding[];
  near: Map<number, readonly NearPartner[]>;
  coveredBy: Map<number, readonly Related[]>;
}

/** An inspection of files with the given rows; `fill` sets what the engine would have measured. */
export function inspectionOf(
  files: readonly (readonly Row[])[],
  fill: (columns: RowColumns, row: number) => void = () => {},
): MadeUp {
  const texts = files.map((rows) => rows.map((row) => JSON.stringify(row)).join('\n'));
  const paths = texts.map((text) => tempFile(text));
  const total = files.flat().reduce((sum, row) => sum + Object.keys(row).length, 0);
  const columns = columnsFor(total);
  let at = 0;
  for (const [file, rows] of files.entries()) {
    let byte = 0;
    for (const [line, row] of rows.entries()) {
      const byteLength = Buffer.byteLength(JSON.stringify(row));
      for (const [index, view] of VIEW_NAMES.entries()) {
        if (row[view] === undefined) continue;
        Object.assign(columns.file, { [at]: file });
        columns.line[at] = line + 1;
        columns.byte[at] = byte;
        columns.byteLength[at] = byteLength;
        columns.view[at] = index;
        columns.words[at] = row[view].split(/\s+/).length;
        // Rows of one sample follow each other.
        if (at > 0 && columns.file[at - 1] === file && columns.line[at - 1] === line + 1) {
          columns.sample[at] = columns.sample[at - 1]!;
        }
        fill(columns, at);
        at++;
      }
      byte += byteLength + 1;
    }
  }
  const plans = paths.map((path, i) => planFor(path, Buffer.byteLength(texts[i]!)));
  const sources: SourceRef[] = paths.map((path) => ({ kind: 'file', path, shown: path }));
  return {
    report: reportFor(plans),
    columns,
    findings: [],
    clusters: [],
    likeness: noLikeness(),
    keeping: { order: (a, b) => a - b, keep: 1, covered: new Map(), copies: new Map() },
    near: new Map(),
    coveredBy: new Map(),
    plans,
    sources,
  };
}

export function findingFor(inspection: Inspection, row: number, more: Partial<RowFinding> = {}): RowFinding {
  const { columns, plans } = inspection;
  return {
    kind: 'low-novelty',
    file: plans[columns.file[row]!]!.path,
    fileIndex: columns.file[row]!,
    line: columns.line[row]!,
    row,
    view: VIEW_NAMES[columns.view[row]!]!,
    byte: columns.byte[row]!,
    byteLength: columns.byteLength[row]!,
    message: 'Low novelty.',
    score: 0.5,
    related: [],
    ...more,
  };
}
