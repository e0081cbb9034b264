// Failed samples, with the row that the finding stands at and the span in the row.
import type { FindingKind } from '../../engine/report.ts';
import { type JsonPath, VIEW_NAMES, type ViewText } from '../../engine/sample.ts';
import { type Failure, failureOf } from '../../engine/verify/failure.ts';
import type { CheckedSample } from '../../engine/verify/run.ts';
import type { CheckPlace, Verifiable } from '../../engine/verify/verifier.ts';

export const FAILED: FindingKind = 'verification-failed';

/** A stretch of a string of the row: UTF-16 offsets. */
export interface RowSpan {
  readonly path: JsonPath;
  readonly start: number;
  readonly end: number;
}

export interface FailedSample extends Omit<Failure, 'at'> {
  readonly row: number;
  /** Without a place the finding is about the whole sample. */
  readonly span?: RowSpan;
}

/** `firstRow`: of the sample; `viewAt` tells the number of a row's view. Null where nothing failed. */
export function failedSample(
  checked: CheckedSample,
  views: Verifiable['views'],
  rows: { readonly from: number; readonly to: number; readonly view: Uint8Array },
): FailedSample | null {
  const failure = failureOf(checked);
  if (!failure) return null;
  const { at, ...said } = failure;
  const span = at && spanOf(at, views);
  const row = at && rowOf(at.view, rows);
  return span && row !== undefined ? { ...said, row, span } : { ...said, row: rows.from };
}

/** Undefined where the view is not a row of the table. */
function rowOf(view: ViewText['view'], rows: { from: number; to: number; view: Uint8Array }): number | undefined {
  for (let row = rows.from; row < rows.to; row++) if (VIEW_NAMES[rows.view[row] as number] === view) return row;
  return undefined;
}

/** Undefined for a place that is not in the sample. */
export function spanOf(at: CheckPlace, views: Verifiable['views']): RowSpan | undefined {
  const segment = views.find((v) => v.view === at.view)?.segments[at.segment];
  if (!segment) return undefined;
  const offset = segment.offset ?? 0;
  return { path: segment.path, start: offset + at.start, end: offset + at.end };
}
