// What the panel knows and asks of what stands between corpora. Results are fetched once each, so that snapshots of the
// panel's state stay small.
import type { ComparisonReport } from '../engine/compare/report.ts';
import type { SimulationReport } from '../engine/compare/simulationReport.ts';
import type { MixtureReport } from '../engine/mixture/report.ts';
import type { ViewName } from '../engine/sample.ts';
import type { BetweenProgress } from './betweenApi.ts';

export const BETWEEN_KINDS = ['comparison', 'simulation', 'mixture'] as const;
export type BetweenKind = (typeof BETWEEN_KINDS)[number];

export interface BetweenResults {
  comparison: ComparisonReport;
  simulation: SimulationReport;
  mixture: MixtureReport;
}

/** The last one of a kind that somebody asked for. */
export interface BetweenJob {
  readonly phase: 'running' | 'done' | 'failed' | 'cancelled';
  /** What it is about: "train.jsonl and its version of HEAD". */
  readonly title: string;
  readonly progress?: BetweenProgress;
  /** For failed: what happened and what to do. */
  readonly message?: string;
  /** The last result, which is of an earlier one unless this is done; `number` is what `betweenResult` is asked for. */
  readonly result?: {
    readonly number: number;
    readonly title: string;
    /** Why it is out of date, in a sentence; absent where it is not. */
    readonly stale?: string;
  };
}

export interface BetweenState {
  /** In the order in which they were asked for. */
  readonly jobs: { readonly [K in BetweenKind]?: BetweenJob };
  /** Another one than before: somebody asked for a job by a command, and the panel turns to it. */
  readonly asked: number;
}

/** Served by the host. Parameters come from a webview and are schema-checked there. */
export interface BetweenPanelApi {
  /** Asks the person what to compare, simulate or mix, and does it. The next snapshots tell. */
  startBetween(p: { kind: BetweenKind }): Promise<void>;
  /** Does the last one of a kind anew; a comparison also of another view, or with convergence by another field (null for none). */
  repeatBetween(p: { kind: BetweenKind; by?: string | null; view?: ViewName }): Promise<void>;
  cancelBetween(p: { kind: BetweenKind }): Promise<void>;
  /** Rejects with 'not-found' where there is a newer one. */
  betweenResult(p: { kind: BetweenKind; number: number }): Promise<BetweenResults[BetweenKind]>;
  /** Shows a sample that a result names; `start` where it stands in no file. */
  openBetween(p: { kind: BetweenKind; file?: string; line?: number; start: string }): Promise<void>;
  /** Asks where to, and writes the rows of the last mixture plan. */
  writePlan(p: Record<string, never>): Promise<void>;
  /** Asks where to, and writes the last result as JSON. */
  saveBetween(p: { kind: BetweenKind }): Promise<void>;
}
