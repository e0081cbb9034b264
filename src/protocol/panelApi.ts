// What the extension host offers to the panel, and the panel to the host.
import type { About } from '../engine/metric.ts';
import type { Report } from '../engine/report.ts';
import type { ViewName } from '../engine/sample.ts';
import type { InspectPreview, InspectProgress, Page, PageParams, RepeatedSpan, RowDetail } from './hostApi.ts';
import type { Mark, Marks } from './marks.ts';

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
}

/** The first snapshot, with what the host kept of this panel from before. */
export interface PanelStart extends PanelState {
  /** What `remember` was called with last; checked by the panel. */
  readonly ui?: unknown;
}

/** Served by the host. Parameters come from a webview and are schema-checked there. */
export interface PanelHostApi {
  ready(p: Record<string, never>): Promise<PanelStart>;
  /** Keeps what the person chose in this panel, for when the window comes back. */
  remember(p: { ui: Readonly<Record<string, unknown>> }): Promise<void>;
  page(p: Omit<PageParams, 'corpus'>): Promise<Page>;
  detail(p: { row: number }): Promise<RowDetail>;
  /** Searches the corpus for where else the row's text stands. */
  repeats(p: { row: number }): Promise<readonly RepeatedSpan[]>;
  /** Shows a line (1-based) of the report's file number `file` in the editor. */
  reveal(p: { file: number; line: number }): Promise<void>;
  compare(p: { row: number }): Promise<void>;
  inspect(p: Record<string, never>): Promise<void>;
  cancel(p: Record<string, never>): Promise<void>;
  chooseViews(p: Record<string, never>): Promise<void>;
  /** Marks a row as written by a person or a model; null takes the mark away. The next snapshot tells. */
  mark(p: { row: number; as: Mark | null }): Promise<void>;
  /** Asks the person where human rows of this view come from, and calibrates by them. */
  calibrate(p: { view: ViewName }): Promise<void>;
  removeCalibration(p: Record<string, never>): Promise<void>;
}

/** Served by the webview. */
export interface PanelViewApi {
  update(p: PanelState): Promise<void>;
}
