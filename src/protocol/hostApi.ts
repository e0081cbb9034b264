// What the engine process offers to the extension host. Everything is paged: no message exceeds 1 MiB.
import type { About, MetricSet } from '../engine/metric.ts';
import type { Finding, FindingKind, Related, Report } from '../engine/report.ts';
import type { ViewName } from '../engine/sample.ts';
import type { Abstention } from '../engine/traits/reading.ts';
import type { VerifyChoice, VerifySettings } from '../engine/verify/settings.ts';
import type { BetweenApi } from './betweenApi.ts';
import type { GroupRef, KeepPolicy, ReviewApi } from './reviewApi.ts';
import type { SamplesApi } from './samplesApi.ts';
import type { Calibrated, CalibrateParams, FieldValues, RowTraits, TraitChoice } from './traitsApi.ts';
import type { CrossingFilter, RowVerification, Verdict } from './verifyApi.ts';

export type TextSplit = 'paragraphs' | 'lines' | 'file';

/** A file on disk, or a document of the editor that was mirrored with `documentOpen`. `path` is what reports show. */
export type FileRef =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'document'; readonly id: string; readonly path: string };

export interface InspectOptions {
  /** View name → selector, e.g. `{ response: '$.answer' }`; views not named are detected. */
  readonly views?: Partial<Record<ViewName, string>>;
  readonly textSplit?: TextSplit | 'auto';
  /** Worker threads; default: one per core, at most 4. */
  readonly jobs?: number;
  /** Budget for tables, MB (10⁶ bytes); default 1,536. */
  readonly memoryMb?: number;
  /** Bytes of a block's slot; default 1 MiB. */
  readonly blockBytes?: number;
  /** Low-novelty threshold for text and responses, 0..1; default 0.2. */
  readonly lowNovelty?: number;
  /** Verified Jaccard from which samples are near-duplicates, 0..1; default 0.7. */
  readonly nearDuplicate?: number;
  /** Which of several repeats stays; default 'first'. */
  readonly keeper?: KeepPolicy;
  /** How many of several repeats stay; default 1. */
  readonly keep?: number;
  /** Covering samples for: only flagged samples (default), or all that are not wholly novel. */
  readonly evidence?: 'flagged' | 'all';
  /** A field such as `source` or `meta.model`: the metrics are also given for each of its values. */
  readonly by?: string;
  /** 'core': counts, distinct shares, entropy, MATTR, novelty and findings only; default 'all'. */
  readonly metrics?: MetricSet;
  /** Default 'drawn'; the core has none. */
  readonly traits?: TraitChoice;
  /** Content of a calibration file and how it is named in the report: without one, traits never make a finding. */
  readonly calibration?: CalibrationRef;
  /** Which verifiers run; default 'auto', and 'none' for the core. */
  readonly verify?: VerifyChoice;
  /** Facts for them that the data does not tell by itself. */
  readonly verification?: VerifySettings;
  /** Evaluation sets to look for in the corpus; default: none. */
  readonly against?: readonly EvaluationRef[];
  /** Whether splits that the files or the rows name are compared with each other; default true. */
  readonly splits?: boolean;
}

/** A file of evaluation items. */
export interface EvaluationRef {
  readonly path: string;
  /** How sentences call it, and how places in it are named; default: its path. */
  readonly name?: string;
  readonly shown?: string;
  /** When it was last changed, milliseconds since 1970: what was changed is asked for anew. */
  readonly modified?: number;
}

/** A calibration file: its parsed content, or where it lies. */
export type CalibrationRef = (
  | { readonly name: string; readonly content: unknown }
  | { readonly name?: string; readonly path: string }
) & {
  /** False-positive rate instead of the calibration's, 0..1. */
  readonly rate?: number;
};

/** 1-based lines, inclusive: only samples that start there are inspected. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

export interface InspectParams {
  /** Chosen by the caller; a later inspect with the same id replaces the result. */
  readonly corpus: string;
  readonly files: readonly FileRef[];
  readonly options: InspectOptions;
  readonly lines?: LineRange;
  /**
   * Only the documents were edited since the last result: count what the edits changed, where they can be followed
   * (see `InspectResult.follows`), and leave the rest for later. Else a full inspection, as without it.
   */
  readonly update?: boolean;
}

export type Phase =
  | 'reading'
  | 'measuring'
  | 'verifying'
  | 'comparing'
  | 'evidence'
  | 'leakage'
  | 'drawing'
  | 'reporting';

export interface InspectProgress {
  readonly phase: Phase;
  /** Work done and to do over all phases, 0..1. */
  readonly fraction: number;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly samples: number;
}

/** First numbers of an inspection under way. */
export interface InspectPreview {
  readonly report: Report;
  readonly about: InspectResult['about'];
  /** How much of the corpus the report is from; `done` equals `of` when only drawn samples are still missing. */
  readonly done: number;
  readonly of: number;
  readonly unit: 'bytes' | 'blocks' | 'samples';
}

/** What `inspect` tells while it runs. */
export type InspectUpdate = InspectProgress | { readonly preview: InspectPreview };

export interface InspectResult {
  readonly report: Report;
  /** Rows of the table: one per sample and view. */
  readonly rows: number;
  /** What people read about the metrics of the report, by id, in the order in which they are shown. */
  readonly about: Readonly<Record<string, About>>;
  /** Metrics that still have the value from before the last edits, until a full inspection; empty after one. */
  readonly updating: readonly string[];
  /** Kinds of findings of which some are from before the last edits, likewise. */
  readonly updatingKinds: readonly FindingKind[];
  /** Whether an `update` after edits costs only what they changed. */
  readonly follows: boolean;
}

export interface RowSummary {
  readonly row: number;
  readonly file: number;
  readonly line: number;
  readonly view: ViewName;
  readonly words: number;
  readonly novelty: number | null;
  /** Distinct 4-grams that no other sample holds: what the corpus would lose without it. Sorted by 'dropOrder': what it
   *  adds when its turn has come. */
  readonly adds: number;
  readonly findings: readonly FindingKind[];
  /** 0..100: share of human texts of the nearest kind and about the same length that share fewer traits with LLM text; null
   *  where the sample was not read or not measured. */
  readonly percentile: number | null;
  /** Why the traits say nothing of the sample; null where they do, and where it was not read for them. */
  readonly abstained: Abstention | null;
  /** Against the calibration of the run; null without one, or where the sample was not judged. */
  readonly p: number | null;
  /** Stands for view and text: the same after edits elsewhere, and for copies. */
  readonly hash: string;
  /** The first ~200 characters of the text, white space folded. */
  readonly start: string;
  /** What was decided about the sample; absent for nothing. */
  readonly decision?: 'dropped' | 'kept';
  /** Number of its near-duplicate cluster; absent for none. */
  readonly cluster?: number;
  /** Of its sample; absent where nothing was verified. */
  readonly verdict?: Verdict;
}

/** Inclusive; an end that is absent is open. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** Rows that pass all of it. */
export interface RowFilter {
  readonly view?: ViewName;
  readonly kind?: FindingKind | 'any';
  readonly words?: Range;
  /** Rows without a novelty do not pass. */
  readonly novelty?: Range;
  /** 0..100; rows that were not read for traits do not pass. */
  readonly percentile?: Range;
  /** Field → value, e.g. `{ source: 'wiki' }`; values as `fieldValues` gives them. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly group?: GroupRef;
  readonly decided?: 'open' | 'dropped' | 'kept';
  /** Of the sample; what nobody found anything to check in is not checkable. No row passes where nothing was verified. */
  readonly verdict?: Verdict;
  /** Where the sample stands on the axes of traits and novelty. No row passes where nothing was verified. */
  readonly crossing?: CrossingFilter;
  /** Case-insensitive substring of the text. */
  readonly text?: string;
}

/** 'traits': by p where the run was calibrated, lowest p as the highest value, else by percentile. 'dropOrder': only the first rows of `leastAdding`, in that order. */
export type SortKey = 'line' | 'view' | 'words' | 'novelty' | 'adds' | 'findings' | 'traits' | 'dropOrder';

export interface PageParams {
  readonly corpus: string;
  readonly offset: number;
  /** At most 200. */
  readonly limit: number;
  readonly sort: { readonly by: SortKey; readonly descending: boolean };
  readonly filter: RowFilter;
}

export interface Page {
  /** Rows that pass the filter. */
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly RowSummary[];
}

export interface NearPartner {
  readonly file: string;
  readonly line: number;
  readonly jaccard: number;
}

/** A field of a row: strings as they are, all else as indented JSON, at most 600 characters. */
export interface RowField {
  readonly name: string;
  readonly value: string;
  readonly truncated: boolean;
}

export interface RowDetail extends RowSummary {
  readonly path: string;
  readonly byte?: number;
  /** At most 100,000 characters. */
  readonly text: string;
  readonly truncated: boolean;
  /** The first 60 fields of the row, without one that holds just `text`; empty for plain text. */
  readonly fields: readonly RowField[];
  readonly coveredBy: readonly Related[];
  readonly near: readonly NearPartner[];
  readonly details: readonly Finding[];
  /** Repeated stretches of `text`, in order. */
  readonly repeated: readonly RepeatedSpan[];
  /** Whether the whole corpus was searched for them (`repeats`), not only the samples that the evidence names. */
  readonly searched: boolean;
  /** Null where the run left traits out, and for views that are not read for them. */
  readonly traits: RowTraits | null;
  /** Null where nothing was verified. */
  readonly verification: RowVerification | null;
}

/** A sample that holds a repeated stretch; `words`: of its longest run there. */
export interface RepeatPlace {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly words: number;
}

/** A stretch of a row's text whose word 4-grams other samples hold: UTF-16 offsets, end exclusive. */
export interface RepeatedSpan {
  readonly start: number;
  readonly end: number;
  /** At most five: longest run first, ties by (file, line). */
  readonly places: readonly RepeatPlace[];
  /** How many other samples hold at least one 4-gram of it. */
  readonly samples: number;
}

/** A repeated stretch as it stands in the file. */
export interface PlacedSpan extends Omit<RepeatedSpan, 'start' | 'end'> {
  /** 1-based. */
  readonly line: number;
  /** 0-based, UTF-16. */
  readonly startColumn: number;
  /** Line breaks inside the stretch: 0 in JSONL. */
  readonly lines: number;
  readonly endColumn: number;
}

/** What repeats of one row. */
export interface RowRepeats {
  readonly row: number;
  readonly line: number;
  readonly view: ViewName;
  /** In its text; see RowDetail. */
  readonly spans: readonly RepeatedSpan[];
  /** The same in the file. A stretch is missing where it has no place of its own there (a value that is no string). */
  readonly placed: readonly PlacedSpan[];
}

export type RepeatsParams =
  | { readonly corpus: string; readonly row: number }
  /** All rows of the sample that this line (1-based) of the report's file is part of. */
  | { readonly corpus: string; readonly file: number; readonly line: number };
export type TraitsParams = RepeatsParams;

export interface DropOrder {
  readonly view: ViewName;
  /** The row that adds least first; what each adds is counted anew after every drop. */
  readonly rows: readonly { readonly row: number; readonly adds: number }[];
}

/** A finding with its place in the line as the editor shows it. */
export interface PlacedFinding extends Finding {
  /** 0-based UTF-16 columns of the first 120 characters of the sample's text, on line `line`. */
  readonly startColumn: number;
  readonly endColumn: number;
}

export interface ViewCandidate {
  readonly selector: string;
  readonly share: number;
  /** What the detection would use it for. */
  readonly suggested?: ViewName;
  /** The first three values, cut to 120 characters. */
  readonly examples: readonly string[];
}

export interface EngineApi extends BetweenApi, ReviewApi, SamplesApi {
  /** Progress: InspectUpdate; previews only while there is no result of the corpus yet. Rejects with 'cancelled' when the
   *  signal fires. */
  inspect(p: InspectParams): Promise<InspectResult>;
  page(p: PageParams): Promise<Page>;
  detail(p: { corpus: string; row: number }): Promise<RowDetail>;
  /** Findings of one file (index in the report's `files`), most worth a look first. */
  findings(p: { corpus: string; file: number; max: number }): Promise<{ total: number; findings: PlacedFinding[] }>;
  /** Searches the whole corpus for where else the text of a row, or of the rows on a line, stands. */
  repeats(p: RepeatsParams): Promise<readonly RowRepeats[]>;
  /** What repeats of the low-novelty and near-duplicate rows on lines `from` to `to` (1-based, inclusive), by the samples
   *  that their evidence names: no search. */
  flaggedRepeats(p: { corpus: string; file: number; from: number; to: number }): Promise<readonly RowRepeats[]>;
  /** The first `count` rows (at most 10,000) of a view that could go: the one that adds least first, counted anew after
   *  each. Without a view, the one with most words. 'bad-option' above 64 MiB. */
  leastAdding(p: { corpus: string; view?: ViewName; count: number }): Promise<DropOrder>;
  /** What the traits of a row, or of the rows on a line, say, with places in the file; rows that are not read are missing. */
  traits(p: TraitsParams): Promise<readonly RowTraits[]>;
  /** Makes a calibration of rows; nothing is stored and nothing inspected. Progress: CalibrateProgress. Rejects with
   *  'cancelled', and with 'bad-option' where the rows cannot be used, in a sentence. */
  calibrate(p: CalibrateParams): Promise<Calibrated>;
  /** Fields of the corpus with at most 24 values, from drawn rows: for choosing human rows by "source = human". */
  fieldValues(p: { corpus: string }): Promise<readonly FieldValues[]>;
  viewCandidates(p: { file: FileRef }): Promise<ViewCandidate[]>;
  release(p: { corpus: string }): Promise<void>;

  /** A document's text in chunks of ≤ 1 MiB, in order; `done` with the last. The mirror is readable from then on. */
  documentOpen(p: { id: string; version: number; chunk: string; first: boolean; done: boolean }): Promise<void>;
  /** Edits in the order in which the editor reported them; offsets are UTF-16 units of the text before each edit. */
  documentChange(p: {
    id: string;
    version: number;
    changes: readonly { offset: number; length: number; text: string }[];
  }): Promise<void>;
  documentClose(p: { id: string }): Promise<void>;
}
