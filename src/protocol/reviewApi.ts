// Review over a port: which samples would go, what that does to the corpus, decisions, groups of repeats, and the export.

import type { KeepPolicy as Policy } from '../engine/findings/keeper.ts';
import type { FindingKind, MetricValue } from '../engine/report.ts';
import type { DecisionAction } from '../engine/review/decision.ts';
import type { ViewName } from '../engine/sample.ts';
import type { PlacedFinding, RowFilter, RowSummary } from './hostApi.ts';

/** Which of several repeats stays: the first, the one with most words, or those whose field has the value (`source=wiki`);
 *  'verified': by the verdict, those that failed last; of the not checkable those with `verified=true` first. Ties go to the first. */
export type KeepPolicy = Policy;

/** Kinds that come in groups with a keeper. */
export const GROUP_KINDS = ['near-duplicate', 'exact-duplicate'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

export interface GroupRef {
  readonly kind: GroupKind;
  /** near-duplicate: number of the cluster; exact-duplicate: row of the first copy. */
  readonly id: number;
}

/** Which samples would go: the parts add up. What a person kept by hand stays, except where `rows` names it. */
export interface DropChoice {
  /** Those dropped by hand; default true. */
  readonly decisions?: boolean;
  /** Those with a finding of these kinds. Repeats leave their keepers; low-novelty samples go lowest first, counted anew after each. */
  readonly kinds?: readonly FindingKind[];
  /** Low-novelty threshold in place of the run's, 0..1. */
  readonly lowNovelty?: number;
  /** What the keepers of these groups cover. */
  readonly groups?: readonly GroupRef[];
  /** Those with a row that passes. */
  readonly filter?: RowFilter;
  /** Those of these rows. */
  readonly rows?: readonly number[];
}

/** A sample that would go, and why: 'decision', 'choice', or the kind of its finding. */
export interface DroppedSample {
  /** Its first row; −1 for a line that could not be read. */
  readonly row: number;
  readonly file: number;
  readonly line: number;
  readonly reason: FindingKind | 'decision' | 'choice';
}

/** A kind of finding as judged by a person in drawn samples. */
export interface SpotCheck {
  readonly yes: number;
  readonly no: number;
  /** yes / (yes + no), with its 95 % Clopper–Pearson interval, 0..1. */
  readonly precision: number;
  readonly low: number;
  readonly high: number;
}

/** What was decided so far. */
export interface ReviewState {
  /** Increases with every change, so that cached pages can be dropped. */
  readonly version: number;
  /** Samples. */
  readonly dropped: number;
  readonly kept: number;
  /** What undo would take back, e.g. "Drop 3 samples"; null for nothing. */
  readonly undo: string | null;
  /** Findings about which nothing was decided. */
  readonly open: Readonly<Partial<Record<FindingKind, number>>>;
  readonly checks: Readonly<Partial<Record<FindingKind, SpotCheck>>>;
  /** Decisions of the ledger whose sample is not in the corpus any more. */
  readonly stray: number;
  /** Where the decisions are stored; null for a document that was never saved. */
  readonly ledger: string | null;
  /** Lines of the ledger that could not be read, in a sentence. */
  readonly trouble?: string;
}

export interface WhatIf {
  /** Samples that would go, of how many; words of all their views. */
  readonly drops: number;
  readonly of: number;
  readonly words: number;
  readonly reasons: Readonly<Partial<Record<DroppedSample['reason'], number>>>;
  /** What is known of the metrics after dropping, by view. */
  readonly views: Readonly<Partial<Record<ViewName, Readonly<Record<string, MetricValue>>>>>;
  /** Metrics that still have today's value, by id. */
  readonly updating: readonly string[];
  /** Every number is the one that a real inspection of the result gives. */
  readonly settled: boolean;
}

export interface GroupSummary extends GroupRef {
  readonly view: ViewName;
  /** Rows of the group. */
  readonly size: number;
  /** Rows of it that a kept one covers, and about which nothing was decided. */
  readonly droppable: number;
  readonly keeper: RowSummary;
}

export interface GroupRow {
  readonly summary: RowSummary;
  /** Stays, by the keeper policy. */
  readonly isKept: boolean;
  /** The row that covers it, or for a kept row its best partner. */
  readonly partner: number;
  /** To the partner; 1 for copies. */
  readonly jaccard: number;
}

/** Counts of rows in bins of equal width; `counts` under the filter (without its range of this column), `all` without any. */
export interface Bins {
  /** counts.length + 1 ascending edges; the last bin includes its end. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly all: readonly number[];
}
export type BinnedColumn = 'words' | 'novelty' | 'percentile';

export interface WrittenFile {
  readonly source: string;
  readonly out: string;
  /** Where its dropped rows stand, where they were asked for. */
  readonly droppedRows?: string;
  /** Rows, those that could not be read among them. */
  readonly kept: number;
  readonly dropped: number;
  readonly bytes: number;
}

export interface Written {
  readonly files: readonly WrittenFile[];
  /** Path of the report of what was dropped and why. */
  readonly report: string;
}

export interface WriteProgress {
  /** Bytes of the result that are written, of how many. */
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface ReviewApi {
  /** Reads the ledger again and applies it. */
  review(p: { corpus: string }): Promise<ReviewState>;
  /** Decides about every sample of the choice (whose `decisions` part is left out), as one step for `undoDecision`.
   *  `finding`: for 'keep', 'yes' and 'no'. */
  decide(p: {
    corpus: string;
    choice: DropChoice;
    action: DecisionAction;
    finding?: FindingKind;
    reason?: string;
  }): Promise<ReviewState>;
  undoDecision(p: { corpus: string }): Promise<ReviewState>;
  /** Rows with a finding of this kind, drawn by hash among those that nobody judged yet; at most `count`. */
  spotCheck(p: { corpus: string; kind: FindingKind; count: number }): Promise<{ rows: readonly RowSummary[] }>;
  /** The samples that would go, in file order, a page of at most 10,000. */
  droppedSamples(p: {
    corpus: string;
    choice: DropChoice;
    offset: number;
    limit: number;
  }): Promise<{ total: number; samples: readonly DroppedSample[] }>;
  /** Progress: WhatIf as soon as what can be counted is, then `InspectProgress`. Rejects with 'cancelled'. */
  whatIf(p: { corpus: string; choice: DropChoice }): Promise<WhatIf>;
  /** Writes every file of the corpus without the samples of the choice: kept rows byte for byte, each file whole or not at
   *  all. `out`: an absolute path, or a folder for several files. `withDropped`: the dropped rows are written beside it, too.
   *  Progress: WriteProgress. Rejects with 'bad-option' where nothing can be written, in a sentence, and with 'cancelled';
   *  then everything is as it was. */
  writeReviewed(p: { corpus: string; choice: DropChoice; out: string; withDropped: boolean }): Promise<Written>;

  /** Groups of repeats, largest first or by line; at most 200 a page. */
  groups(p: {
    corpus: string;
    kind: GroupKind;
    offset: number;
    limit: number;
    sort: 'size' | 'line';
    view?: ViewName;
  }): Promise<{ total: number; groups: readonly GroupSummary[] }>;
  /** Rows of a group, those that stay first. */
  groupRows(p: {
    corpus: string;
    group: GroupRef;
    offset: number;
    limit: number;
  }): Promise<{ total: number; rows: readonly GroupRow[] }>;
  /** The row of a view on a line (1-based) of the report's file; null for none. */
  rowAt(p: { corpus: string; file: number; line: number; view: ViewName }): Promise<number | null>;
  bins(p: { corpus: string; column: BinnedColumn; filter: RowFilter; count: number }): Promise<Bins>;
  /** Findings of a file on lines `from` to `to` (1-based, inclusive), at most 1,000. */
  findingsBetween(p: { corpus: string; file: number; from: number; to: number }): Promise<readonly PlacedFinding[]>;
  /** The next line behind `line` (before it, when `backwards`) with a finding that is still open; null for none. */
  nextFinding(p: { corpus: string; file: number; line: number; backwards: boolean }): Promise<number | null>;
}
