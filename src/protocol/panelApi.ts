// What the extension host offers to the panel, and the panel to the host.
import type { About } from '../engine/metric.ts';
import type { FindingKind, Report } from '../engine/report.ts';
import type { ViewName } from '../engine/sample.ts';
import type { BetweenPanelApi, BetweenState } from './betweenPanelApi.ts';
import type {
  InspectPreview,
  InspectProgress,
  Page,
  PageParams,
  RepeatedSpan,
  RowDetail,
  RowFilter,
} from './hostApi.ts';
import type { Mark, Marks } from './marks.ts';
import type {
  BinnedColumn,
  Bins,
  DropChoice,
  GroupKind,
  GroupRef,
  GroupRow,
  GroupSummary,
  ReviewState,
  WhatIf,
} from './reviewApi.ts';
import type { FieldValues } from './traitsApi.ts';

export type PanelPhase = 'empty' | 'running' | 'done' | 'partial' | 'cancelled' | 'failed' | 'stale';

/** How much of the corpus the numbers of an unfinished run are from. */
export type Preview = Pick<InspectPreview, 'done' | 'of' | 'unit'>;

/** A whole snapshot; the host sends a new one whenever something changed. */
export interface PanelState {
  readonly phase: PanelPhase;
  /** File name(s) of the corpus. */
  readonly title: string;
  readonly report?: Report;
  readonly rows?: number;
  /** Set while the report holds only what was read so far: every number is an estimate, unless all was read and only
   *  drawn samples are still to come. */
  readonly preview?: Preview;
  /** Metrics of the report that do not follow the last edit yet, by id. */
  readonly updating?: readonly string[];
  /** Words for the report's metrics; one that has none is shown under its id. */
  readonly about?: Readonly<Record<string, About>>;
  /** Increases with each new result, so that cached pages can be dropped. */
  readonly generation: number;
  readonly progress?: InspectProgress;
  /** For failed, partial, stale: what happened and what to do. */
  readonly message?: string;
  /** How many findings the editor shows of how many, when capped. */
  readonly shown?: { readonly shown: number; readonly total: number };
  /** Rows that the person marked for a calibration, by their hash; absent where none are. */
  readonly marks?: Marks;
  /** What was decided; absent until the first result. */
  readonly review?: ReviewState;
  /** Rows that a spot check put before the person, in that order; absent when none is under way. */
  readonly check?: { readonly kind: FindingKind; readonly rows: readonly number[] };
  /** Comparisons, simulations and mixtures; absent where nothing was asked for. */
  readonly between?: BetweenState;
}

/** The first snapshot, with what the host kept of this panel from before. */
export interface PanelStart extends PanelState {
  /** What `remember` was called with last; checked by the panel. */
  readonly ui?: unknown;
}

/** Served by the host. Parameters come from a webview and are schema-checked there. */
export interface PanelHostApi extends BetweenPanelApi {
  ready(p: Record<string, never>): Promise<PanelStart>;
  /** Keeps what the person chose in this panel, for when the window comes back. */
  remember(p: { ui: Readonly<Record<string, unknown>> }): Promise<void>;
  page(p: Omit<PageParams, 'corpus'>): Promise<Page>;
  detail(p: { row: number }): Promise<RowDetail>;
  /** Searches the corpus for where else the row's text stands. */
  repeats(p: { row: number }): Promise<readonly RepeatedSpan[]>;
  /** Shows a line (1-based) of the report's file number `file` in the editor. */
  reveal(p: { file: number; line: number }): Promise<void>;
  /** Shows a line (1-based) of an evaluation set that the report names by this path. */
  revealItem(p: { path: string; line: number }): Promise<void>;
  compare(p: { row: number }): Promise<void>;
  inspect(p: Record<string, never>): Promise<void>;
  cancel(p: Record<string, never>): Promise<void>;
  chooseViews(p: Record<string, never>): Promise<void>;
  /** Marks a row as written by a person or a model; null takes the mark away. The next snapshot tells. */
  mark(p: { row: number; as: Mark | null }): Promise<void>;
  /** Asks the person where human rows of this view come from, and calibrates by them. */
  calibrate(p: { view: ViewName }): Promise<void>;
  removeCalibration(p: Record<string, never>): Promise<void>;
  /** Asks the person for an evaluation set, and looks for its items. */
  checkAgainst(p: Record<string, never>): Promise<void>;

  groups(p: {
    kind: GroupKind;
    offset: number;
    limit: number;
    sort: 'size' | 'line';
    view?: ViewName;
  }): Promise<{ total: number; groups: readonly GroupSummary[] }>;
  groupRows(p: {
    group: GroupRef;
    offset: number;
    limit: number;
  }): Promise<{ total: number; rows: readonly GroupRow[] }>;
  /** The row of a view on a line (1-based) of the report's file; null for none. */
  rowAt(p: { file: number; line: number; view: ViewName }): Promise<number | null>;
  bins(p: { column: BinnedColumn; filter: RowFilter; count: number }): Promise<Bins>;
  fieldValues(p: Record<string, never>): Promise<readonly FieldValues[]>;
  /** Progress: WhatIf with what can be counted at once. */
  whatIf(p: { choice: DropChoice }): Promise<WhatIf>;
  /** In an open document a drop is an edit of its text, elsewhere a decision. The next snapshot tells. */
  decide(p: {
    choice: DropChoice;
    action: 'drop' | 'keep' | 'clear';
    finding?: FindingKind;
    /** Of the snapshot that the choice was made on: rows of another one have other numbers, and nothing is decided. */
    generation?: number;
  }): Promise<void>;
  /** Takes back the last drop, edit or decision of this corpus. */
  undo(p: Record<string, never>): Promise<void>;
  /** Asks where to, and writes the corpus without the samples of the choice. */
  writeReviewed(p: { choice: DropChoice }): Promise<void>;
  /** Draws samples with this finding for the person to judge; the next snapshot has them in `check`. */
  spotCheck(p: { kind: FindingKind }): Promise<void>;
  /** Whether the finding of a drawn row is right. */
  judge(p: { row: number; kind: FindingKind; verdict: 'yes' | 'no' }): Promise<void>;
  endSpotCheck(p: Record<string, never>): Promise<void>;
}

/** Served by the webview. */
export interface PanelViewApi {
  update(p: PanelState): Promise<void>;
}
