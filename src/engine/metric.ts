// The contract: a metric is one file and one line in the registry; a tally is a state that several metrics read.
import type { MetricValue } from './report.ts';
import type { BlockKey } from './sample.ts';
import type { GramTable } from './sketch/gramTable.ts';
import type { Prepared } from './text/prepare.ts';
import type { TraitReader } from './traits/reading.ts';

/** Which metrics are measured: what a look at every sample gives in passing, or the whole registry. */
export type MetricSet = 'core' | 'all';

/** What the engine may not import or decide itself; the same for every worker of a run. */
export interface Env {
  /** Length in bytes of the gzip stream at level 9. */
  gzipLength(bytes: Uint8Array): number;
  /** Length in bytes of a Brotli stream of quality 6 with a window of 16 MiB. */
  longLength(bytes: Uint8Array): number;
  /** Entries of a view's n-gram tables, a power of two; from the memory setting, never from the number of workers. */
  readonly maxSlots: number;
  /** Sampling level that n-gram tables start with; 0 is exact. */
  readonly level: number;
  /** Tables of the view that all workers fill together, instead of tables of their own. */
  readonly fixed?: FixedTables | undefined;
  /** Sampling level that the table of the n-gram novelty curve starts with; 0 is exact as long as it fits. */
  readonly curveLevel: number;
  /** Blocks on which costly metrics are measured (`blockId`), null for all. */
  readonly drawnBlocks: ReadonlySet<number> | null;
  /** Blocks of the corpus. */
  readonly blockCount: number;
  /** Folds that are run; absent for all. */
  readonly metrics?: MetricSet;
}

/** Tables of a view of a large corpus; see sketch/fixedTable.ts. */
export interface FixedTables {
  /** Word 4-grams with their counts, and pairs and triples. */
  readonly words4: GramTable;
  readonly words23: GramTable;
  /** The same of text split on spaces, with orders 1..3. */
  readonly spaced4: GramTable;
  readonly spaced123: GramTable;
}

/**
 * A mergeable state. `merge` is associative and commutative with the empty state as identity, so that any assignment
 * of blocks to workers, files or machines gives the same answer. States are plain data: they are posted between
 * workers; `merge` may reuse either argument.
 */
export interface Fold<State> {
  readonly id: string;
  /** Raised when the meaning of an encoded state changes. */
  readonly version: number;
  init(env: Env): State;
  /** The samples of a block arrive in order, and a block is never interrupted by another. */
  add(state: State, x: Prepared, env: Env): void;
  merge(a: State, b: State, env: Env): State;
  encode(state: State): Uint8Array;
  decode(bytes: Uint8Array): State;
  /** Count states: takes a sample back, so that an edit costs what it changed. */
  remove?(state: State, x: Prepared, env: Env): void;
  /** Count states: a new state, `a` without the samples of `b`, all of which `a` holds; both stay as they are. */
  subtract?(a: State, b: State): State;
}

/** Merged tallies of a view, by id. */
export interface Tallies {
  // biome-ignore lint/suspicious/noExplicitAny: each tally's state is its own type; readers go through its accessor
  readonly [id: string]: any;
}

/** What the second pass found, one entry per sample of the view, in corpus order. */
export interface RowScores {
  readonly words: Uint32Array;
  /** 0..1, NaN where not defined. */
  readonly novelty: Float32Array;
  /** Σ (df − 1) over the sample's set of white-space 4-grams; NaN outside the drawn blocks. */
  readonly repeatMass: Float64Array;
}

/** What a metric is about: the panel shows each group in its place, `novelty` and `shape` as curves. */
export type MetricGroup = 'size' | 'variety' | 'repetition' | 'novelty' | 'shape';

/** How a value is printed; `bytes`, `percent` and `times` print their unit themselves. */
export type NumberFormat = 'integer' | 'compact' | 'bytes' | 'ratio' | 'percent' | 'times' | 'decimal';

/** What people read about a metric: in the panel and in docs/metrics.md. Plain data, since it is posted to the panel. */
export interface About {
  readonly label: string;
  readonly unit?: string;
  readonly group: MetricGroup;
  readonly format: NumberFormat;
  /** What the value is of a curve: "median", "mean", "slope". */
  readonly statistic?: string;
  /** Which way is more diverse. */
  readonly better: 'higher' | 'lower' | 'neither';
  /** One short sentence for a reader who does not know the metric. */
  readonly explains: string;
  readonly source: string;
  /** What it costs, in a few words: "counts while reading", "pairs of 1,000 drawn samples". */
  readonly cost: string;
  /** Whether the value moves with the size of the corpus: then comparisons take the value at an equal number of words. */
  readonly sizeDependent: boolean;
  /** Texts on which the value means something; `spaced` are scripts that put white space between words. */
  readonly languages: Languages;
}

export type Languages = 'any' | 'spaced' | 'latin' | 'english';

export interface Metric<State = undefined> extends Fold<State> {
  readonly about: About;
  /** Tallies that `finish` reads. */
  readonly tallies: readonly string[];
  /** Set where the value depends on the order of the samples as the tallies know it, which `remove` does not correct. */
  readonly readsOrder?: true;
  /** All floating point happens here. */
  finish(state: State, tallies: Tallies, rows: RowScores, env: Env): MetricValue;
}

/** A sample that was drawn for a costly metric. */
export interface DrawnSample {
  /** Place among the samples of the view, corpus order. */
  readonly index: number;
  /** Turns or fields; nothing is measured across them. */
  readonly segments: readonly string[];
}

/** How much a drawn metric looks at: samples in the order of the hash of their identity, as long as both limits hold. */
export interface DrawLimits {
  readonly samples: number;
  /** Words of all drawn samples together; one sample is always drawn. */
  readonly words: number;
  /** Where the view holds no more bytes than this, every sample is taken. */
  readonly wholeBelowBytes?: number;
}

/** Libraries that are loaded when a metric first asks for them. */
export interface Tools {
  /** Penn Treebank tags of the words of one sentence, as many as words. */
  tag(words: readonly string[]): string[];
  /** Tokens of a byte-pair encoding (o200k). */
  countTokens(text: string): number;
  /** The language of a text with the library's own confidence, 0..1; null where it cannot tell. */
  guessLanguage(text: string): { readonly code: string; readonly name: string; readonly confidence: number } | null;
  /** The trait model: one reader per thread. */
  traits(): TraitReader;
}

/** A metric that is measured on drawn samples after scoring: the draw, its size and the interval are part of the value. */
export interface DrawnMetric {
  readonly id: string;
  readonly about: About;
  readonly draw: DrawLimits;
  /** `of`: samples of the view. `drawn` and `interval` of the value are set where `samples.length < of`. */
  measure(samples: readonly DrawnSample[], of: number, tools: Tools): MetricValue;
}

/** For metrics that only read tallies and scores. */
export const stateless = {
  version: 1,
  init: () => undefined,
  add: () => {},
  merge: () => undefined,
  encode: () => new Uint8Array(0),
  decode: () => undefined,
  remove: () => {},
  subtract: () => undefined,
} as const;

/** One number per (file, block), ordered as the corpus. */
export function blockId(key: BlockKey): number {
  return key.file * 2 ** 32 + key.block;
}

/** Bytes of plain JSON data; for small states. */
export function encodeJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

export function decodeJson<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}
