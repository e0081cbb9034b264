// What the findings between samples look at: columns of the scored rows, one row per sample and view, in corpus order.
import type { FindingKind, Related } from '../report.ts';
import { type JsonPath, VIEW_NAMES, type ViewName } from '../sample.ts';

export interface ScoredRows {
  readonly length: number;
  readonly file: Uint16Array;
  /** 1-based. */
  readonly line: Uint32Array;
  readonly view: Uint8Array;
  readonly words: Uint32Array;
  readonly novelty: Float32Array;
  readonly isCode: Uint8Array;
  /** Row number of the first row of the same sample. */
  readonly sample: Uint32Array;
  /** One exact number per row: the whole row folded, 0 for none; the view's text folded. */
  readonly content: Float64Array;
  readonly text: Float64Array;
  /** 1 where the sample has the field's value that is to be kept; null where no field is asked for. */
  readonly preferred: Uint8Array | null;
  /** −1 for none. */
  readonly cluster: Int32Array;
  /** Shown names of the files. */
  readonly files: readonly string[];
}

export interface RelatedRow {
  readonly row: number;
  /** 0..1 of the flagged sample. */
  readonly share: number;
}

export interface RowHit {
  readonly kind: FindingKind;
  readonly row: number;
  readonly message: string;
  readonly score: number;
  readonly related: readonly RelatedRow[];
  /** Findings about the whole sample name no view. */
  readonly wholeSample?: boolean;
  /** Samples outside of the corpus; `share` is of those. */
  readonly elsewhere?: readonly Related[];
  /** The evidence inside the sample: a string of the row, and UTF-16 offsets in it. */
  readonly span?: { readonly path: JsonPath; readonly start: number; readonly end: number };
}

export function viewOf(rows: ScoredRows, row: number): ViewName {
  return VIEW_NAMES[rows.view[row] as number] as ViewName;
}

/** "line 12", or "line 12 of other.jsonl" when it stands in another file. */
export function placeOf(rows: ScoredRows, row: number, seenFrom: number): string {
  const line = `line ${rows.line[row]}`;
  const file = rows.file[row] as number;
  return file === rows.file[seenFrom] ? line : `${line} of ${rows.files[file]}`;
}

/** "line 3", "lines 3 and 8", "lines 3, 8 and 12"; other files are named. */
export function placesOf(rows: ScoredRows, others: readonly number[], seenFrom: number): string {
  const here = others.every((row) => rows.file[row] === rows.file[seenFrom]);
  if (here && others.length > 1) return `lines ${list(others.map((row) => String(rows.line[row])))}`;
  return list(others.map((row) => placeOf(rows, row, seenFrom)));
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
