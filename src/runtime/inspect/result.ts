// What one inspection leaves in memory: the report, and columns of numbers per row (sample × view).
import type { KeepOrder } from '../../engine/findings/keeper.ts';
import type { Likeness, Partner } from '../../engine/findings/nearDuplicate.ts';
import type { Finding, Report } from '../../engine/report.ts';
import type { JsonPath } from '../../engine/sample.ts';
import type { ActiveVerifier } from '../../engine/verify/run.ts';
import type { CheckColumns } from '../../engine/verify/summary.ts';
import type { FilePlan } from '../../formats/plan.ts';
import type { NearPartner } from '../../protocol/hostApi.ts';
import type { SourceRef } from '../sources/source.ts';
import type { TraitColumns } from '../traits/columns.ts';
import type { Verdicts } from '../traits/findTraits.ts';

/** One row per sample and view, in corpus order (file, line, view). */
export interface RowColumns {
  readonly length: number;
  /** Index into the report's files. */
  readonly file: Uint16Array;
  /** 1-based. */
  readonly line: Uint32Array;
  /** Offset and length of the sample in its file, bytes. */
  readonly byte: Float64Array;
  readonly byteLength: Float64Array;
  /** Index into VIEW_NAMES. */
  readonly view: Uint8Array;
  readonly words: Uint32Array;
  /** 0..1, NaN where it is not defined. */
  readonly novelty: Float32Array;
  /** Bit i: a finding of kind FINDING_KINDS[i]. */
  readonly findings: Uint16Array;
  /** Distinct 4-grams (outside boilerplate) of the view that no other sample holds: what the corpus would lose. */
  readonly adds: Uint32Array;
  /** Distinct 4-grams outside boilerplate. */
  readonly grams: Uint32Array;
  /** Number of the near-duplicate cluster, −1 for none. */
  readonly cluster: Int32Array;
  /** One exact number per text, the same for copies. */
  readonly text: Float64Array;
  /** Row number of the first row of the same sample. */
  readonly sample: Uint32Array;
  /** One exact number per sample, the same for exact duplicates, 0 for none; its 14 hexadecimal digits name it in the ledger. */
  readonly content: Float64Array;
  readonly isCode: Uint8Array;
  /** Null where no traits were read. */
  readonly traits: TraitColumns | null;
  /** Null without a calibration. */
  readonly verdicts: Verdicts | null;
  /** Absent where nothing was verified. */
  readonly checks?: CheckColumns | undefined;
  /** With `checks`: place of the row's sample on the axes of traits and novelty, see engine/verify/axes.ts. */
  readonly cells?: Uint8Array | undefined;
}

/** A finding with the row it is about; −1 for rows that could not be read. */
export interface RowFinding extends Finding {
  readonly row: number;
  readonly fileIndex: number;
  /** Offset and length of the row in its file, bytes. */
  readonly byte: number;
  readonly byteLength: number;
  /** The evidence inside the sample: a string of the row, and UTF-16 offsets in it. */
  readonly span?: { readonly path: JsonPath; readonly start: number; readonly end: number };
}

export interface Cluster {
  readonly id: number;
  readonly size: number;
  /** Row of the keeper: the first in the order of the policy. */
  readonly keeper: number;
}

/** Who stays of several repeats, by the keeper policy of the run. */
export interface Keeping {
  readonly order: KeepOrder;
  /** How many stay. */
  readonly keep: number;
  /** Rows that need not stay, each with the kept row that covers it best. */
  readonly covered: ReadonlyMap<number, Partner>;
  /** Samples that are exact copies and need not stay, by their first rows: the first row of the copy that does. */
  readonly copies: ReadonlyMap<number, number>;
}

export interface Inspection {
  readonly report: Report;
  readonly columns: RowColumns;
  /** By (file, line, view). */
  readonly findings: readonly RowFinding[];
  readonly clusters: readonly Cluster[];
  /** Who is near whom: what keeps rows from staying hangs on it. */
  readonly likeness: Likeness;
  readonly keeping: Keeping;
  /** Verified near-duplicate partners of a row, best five. */
  readonly near: ReadonlyMap<number, readonly NearPartner[]>;
  /** Covering samples of a row. */
  readonly coveredBy: ReadonlyMap<number, readonly { file: string; line: number; share: number }[]>;
  /** How to read the samples again. */
  readonly plans: readonly FilePlan[];
  /** The verifiers that ran, in the order of the bits in the columns. */
  readonly verifiers?: readonly ActiveVerifier[] | undefined;
  readonly sources: readonly SourceRef[];
  /** Only samples that start at a byte in [from, to) were measured; null or absent for all. */
  readonly range?: { readonly from: number; readonly to: number } | null;
}
