// What the extension host offers to the panel, and the panel to the host.
import type { About } from '../engine/metric.ts';
import type { Report } from '../engine/report.ts';
import type { InspectProgress, Page, PageParams, RepeatedSpan, RowDetail } from './hostApi.ts';

export type PanelPhase = 'empty' | 'running' | 'done' | 'partial' | 'cancelled' | 'failed' | 'stale';

/** A whole snapshot; the host sends a new one whenever something changed. */
export interface PanelState {
  readonly phase: PanelPhase;
  /** File name(s) of the corpus. */
  readonly title: string;
  readonly report?: Report;
  readonly rows?: number;
  /** Words for the report's metrics; one that has none is shown under its id. */
  readonly about?: Readonly<Record<string, About>>;
  /** Metrics that still have the value from before the last edits; absent where all are up to date. */
  readonly updating?: readonly string[];
  /** Increases with each new result, so that cached pages can be dropped. */
  readonly generation: number;
  readonly progress?: InspectProgress;
  /** For failed, partial, stale: what happened and what to do. */
  readonly message?: string;
  /** How many findings the editor shows of how many, when capped. */
  readonly shown?: { readonly shown: number; readonly total: number };
}

/** Served by the host. Parameters come from a webview and are schema-checked there. */
export interface PanelHostApi {
  ready(p: Record<string, never>): Promise<PanelState>;
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
}

/** Served by the webview. */
export interface PanelViewApi {
  update(p: PanelState): Promise<void>;
}
