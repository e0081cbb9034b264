// What the extension host offers to the page of the sample editor, and the page to the host.
import type { FindingKind } from '../engine/report.ts';
import type { Found, RawRow, RowIndex } from './samplesApi.ts';

/** A finding of a line, as its diagnostic would tell it. */
export interface SampleFinding {
  /** 1-based. */
  readonly line: number;
  readonly kind: FindingKind;
  readonly message: string;
}

/** What was found and decided on some lines. */
export interface SampleNotes {
  readonly findings: readonly SampleFinding[];
  /** 1-based lines, each once. */
  readonly decided: readonly { readonly line: number; readonly decision: 'dropped' | 'kept' }[];
}

/** A whole snapshot; the host sends a new one whenever something but the index changed. */
export interface SamplesState {
  readonly title: string;
  /** Rows are JSON values; else lines of text. */
  readonly json: boolean;
  /** Small enough for the text editor. */
  readonly small: boolean;
  /** The text editor holds changes that are not saved: here the file is shown as it stands on disk. */
  readonly unsaved: boolean;
  /** `stale`: the file changed since it was inspected. */
  readonly inspected: 'no' | 'running' | 'yes' | 'stale';
  /** Findings of the file, once it was inspected. */
  readonly total: number;
  /** Increases with each result and decision, so that what was read of them can be dropped. */
  readonly notes: number;
  /** What undo would take back; null for nothing. */
  readonly undo: string | null;
  /** Increases each time the file was opened anew because it changed. */
  readonly opened: number;
  /** Why the file cannot be shown; a sentence. */
  readonly failure?: string;
}

export interface SamplesStart {
  readonly state: SamplesState;
  /** Null where the file cannot be shown. */
  readonly index: RowIndex | null;
  /** 1-based line to show first; absent for where the page was. */
  readonly line?: number;
}

export const SAMPLES_COMMANDS = [
  'find',
  'findNext',
  'findPrevious',
  'goToLine',
  'nextFinding',
  'previousFinding',
] as const;
/** What a key of the workbench asks the page for. */
export type SamplesCommand = (typeof SAMPLES_COMMANDS)[number];

export interface FindParams {
  readonly from: number;
  readonly backwards: boolean;
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
}

/** Served by the host. Parameters come from a webview and are schema-checked there. */
export interface SamplesHostApi {
  ready(p: Record<string, never>): Promise<SamplesStart>;
  rows(p: { from: number; count: number; chars?: number }): Promise<readonly RawRow[]>;
  /** Progress: `{ row }`. */
  find(p: FindParams): Promise<Found | null>;
  /** Of lines `from` to `to`, 1-based and inclusive, at most 1,000. */
  notes(p: { from: number; to: number }): Promise<SampleNotes>;
  /** The next flagged line behind (before) `line`, around the ends of the file; null for none. */
  nextFinding(p: { line: number; backwards: boolean }): Promise<number | null>;
  /** Puts a row as it stands in the file onto the clipboard. */
  copyRow(p: { row: number }): Promise<void>;
  /** Shows the line in the text editor. */
  reveal(p: { line: number }): Promise<void>;
  decide(p: { line: number; action: 'drop' | 'keep' }): Promise<void>;
  undo(p: Record<string, never>): Promise<void>;
  inspect(p: Record<string, never>): Promise<void>;
}

/** Served by the page. */
export interface SamplesViewApi {
  index(p: RowIndex): Promise<void>;
  update(p: SamplesState): Promise<void>;
  /** 1-based. */
  goTo(p: { line: number }): Promise<void>;
  run(p: { command: SamplesCommand }): Promise<void>;
}
