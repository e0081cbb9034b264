// What the engine process says about the traits of single rows, and how a calibration is made of rows.
import type { ViewName } from '../engine/sample.ts';
import type { Abstention } from '../engine/traits/reading.ts';
import type { CalibrationReport } from '../engine/traits/schema.ts';
import type { FileRef } from './hostApi.ts';

/** Which samples are read for their traits: those of the drawn blocks of a corpus above 16 MiB, or all. */
export type TraitChoice = 'none' | 'drawn' | 'all';

/** A stretch that shows a trait. */
export interface TraitPlace {
  /** UTF-16 offsets in the row's text (see RowDetail), end exclusive. */
  readonly start: number;
  readonly end: number;
  /** The same in the file: 1-based line, 0-based UTF-16 columns; absent where it has no place of its own there. */
  readonly placed?: {
    readonly line: number;
    readonly startColumn: number;
    /** Line breaks inside the stretch: 0 in JSONL. */
    readonly lines: number;
    readonly endColumn: number;
  };
}

/** One trait of a row, with the words for it. */
export interface ShownTrait {
  readonly id: string;
  readonly label: string;
  /** Of `value`, e.g. "per 100 words". */
  readonly unit: string;
  readonly explains: string;
  readonly value: number;
  /** What it adds to the score, in standard deviations: positive towards LLM text. */
  readonly effect: number;
  /** Empty where the trait is one of the whole text. */
  readonly spans: readonly TraitPlace[];
}

/** What the traits of one row say. Of every row that is asked for, also where the run read only drawn blocks. */
export interface RowTraits {
  readonly row: number;
  readonly line: number;
  readonly view: ViewName;
  readonly words: number;
  /** Why nothing is said; the numbers below are null then. */
  readonly abstained: Abstention | null;
  /** Standard deviations above human text of the same length. */
  readonly score: number | null;
  /** 0..100, among human texts of `kind` and about the same length. */
  readonly percentile: number | null;
  /** The nearest measured kind of human text, e.g. "news". */
  readonly kind: string | null;
  /** Against the calibration of the run; null without one, or where the sample was not judged. */
  readonly p: number | null;
  /** Why a calibrated run gave no p, e.g. "too few calibration rows"; absent where it did, or where nothing was calibrated. */
  readonly unjudged?: string;
  /** Those that moved the score most, strongest first; at most 12. */
  readonly top: readonly ShownTrait[];
}

/** Rows of a calibration: a file of them, those of the corpus whose field has a value, or rows of its table. */
export type CalibrationRows =
  | {
      readonly from: 'file';
      readonly file: FileRef;
      /** Only its rows whose field has this value. */
      readonly where?: { readonly field: string; readonly value: string };
    }
  | { readonly from: 'field'; readonly field: string; readonly value: string }
  | { readonly from: 'rows'; readonly rows: readonly number[] };

export interface CalibrateParams {
  /** Needed for `field` and `rows`, and tells which view is read and from where. */
  readonly corpus?: string;
  /** Default: of the corpus, or else of the file, the one of text, response, prompt that holds most words. */
  readonly view?: ViewName;
  readonly human: CalibrationRows;
  readonly llm?: CalibrationRows;
  /** False-positive rate, 0..1; default 0.05. */
  readonly rate?: number;
  /** How reports call it; default: the file, or the field and value. */
  readonly name?: string;
}

export interface CalibrateProgress {
  readonly step: 'reading' | 'calibrating';
  /** 0..1. */
  readonly fraction: number;
}

export interface Calibrated {
  /** As a person would name it: the file, or the field and value. */
  readonly name: string;
  readonly view: ViewName;
  /** Rows that could be used, and those that the traits abstained from. */
  readonly human: { readonly used: number; readonly abstained: number };
  readonly llm: { readonly used: number; readonly abstained: number } | null;
  /** What it promises, before anything was judged: `judged`, `flagged` and `unjudged` are empty. */
  readonly report: CalibrationReport;
  /** To be kept in corpus-inspector.json and given back as `InspectOptions.calibration`: plain JSON, no texts. */
  readonly content: unknown;
}

/** Values of a field of the corpus and how many rows hold each, most frequent first: for choosing the human rows. */
export interface FieldValues {
  readonly field: string;
  readonly values: readonly { readonly value: string; readonly rows: number }[];
}
