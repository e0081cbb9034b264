// The contract: a metric is one file and one line in the registry; a tally is a state that several metrics read.
import type { MetricValue } from './report.ts';
import type { BlockKey } from './sample.ts';
import type { Prepared } from './text/prepare.ts';

/** What the engine may not import or decide itself; the same for every worker of a run. */
export interface Env {
  /** Length in bytes of the gzip stream at level 9. */
  gzipLength(bytes: Uint8Array): number;
  /** Entries of a view's n-gram tables, a power of two; from the memory setting, never from the number of workers. */
  readonly maxSlots: number;
  /** Sampling level that n-gram tables start with; 0 is exact. */
  readonly level: number;
  /** Blocks on which costly metrics are measured (`blockId`), null for all. */
  readonly drawnBlocks: ReadonlySet<number> | null;
  /** Blocks of the corpus. */
  readonly blockCount: number;
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
  /** Σ (df − 1) over the sample's set of white-space 4-grams. */
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
}

export interface Metric<State = undefined> extends Fold<State> {
  readonly about: About;
  /** Tallies that `finish` reads. */
  readonly tallies: readonly string[];
  /** All floating point happens here. */
  finish(state: State, tallies: Tallies, rows: RowScores, env: Env): MetricValue;
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
