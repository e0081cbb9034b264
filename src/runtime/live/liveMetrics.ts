// Which metrics an edit recounts, and which keep their value until the next full inspection.
import type { Env, Fold, Metric, Tallies } from '../../engine/metric.ts';
import { METRICS, TALLIES } from '../../engine/registry.ts';
import type { MetricValue, ViewReport } from '../../engine/report.ts';
import type { ViewState } from '../../engine/run.ts';
import type { ViewName } from '../../engine/sample.ts';
import type { Prepared } from '../../engine/text/prepare.ts';
import { scoresOf } from '../inspect/columns.ts';
import type { LiveRows } from './liveRows.ts';

/** Tallies and metrics whose states can give a sample back. */
export const FOLLOWING: readonly Fold<unknown>[] = [...TALLIES, ...METRICS].filter((f) => f.remove !== undefined);

const followed = new Set(FOLLOWING.map((f) => f.id));

/** Whether the metric's value after an edit can be told from states that follow it. */
export function follows(metric: Metric<unknown>): boolean {
  return !metric.readsOrder && metric.remove !== undefined && metric.tallies.every((id) => followed.has(id));
}

const RECOUNTED = (METRICS as readonly Metric<unknown>[]).filter(follows);

export function addTo(view: ViewState, x: Prepared, env: Env): void {
  view.rows++;
  for (const fold of FOLLOWING) fold.add(view.states[fold.id], x, env);
}

export function takeFrom(view: ViewState, x: Prepared, env: Env): void {
  view.rows--;
  for (const fold of FOLLOWING) fold.remove?.(view.states[fold.id], x, env);
}

/** Only the states that updates go on with: the others, tables among them, may go. */
export function followingStates({ rows, states }: ViewState): ViewState {
  return { rows, states: Object.fromEntries(FOLLOWING.map((f) => [f.id, states[f.id]])) };
}

/** Recounted values in the place of those of before, which stay where nothing follows. */
export function recount(
  name: ViewName,
  view: ViewState,
  rows: LiveRows,
  env: Env,
  before: ViewReport,
): Record<string, MetricValue> {
  const tallies: Tallies = Object.fromEntries(TALLIES.map((t) => [t.id, view.states[t.id]]));
  const scores = scoresOf(rows, name);
  const out: Record<string, MetricValue> = { ...before.metrics };
  for (const metric of RECOUNTED) {
    out[metric.id] = metric.finish(view.states[metric.id], tallies, scores, env);
  }
  return out;
}

/** Parts of the report on traits that keep what they said: those rest on drawn samples. */
const TRAIT_PARTS = ['top', 'alpha'] as const;

/** Ids of the metrics in a report that kept their value; `traits` where a part of that block did. */
export function updatingOf(views: Readonly<Record<string, ViewReport>>): string[] {
  const recounted = new Set(RECOUNTED.map((m) => m.id));
  const shown = Object.values(views).flatMap((view) => Object.keys(view.metrics));
  const waits = Object.values(views).some(({ traits }) => TRAIT_PARTS.some((part) => hasPart(traits?.[part])));
  return [...[...new Set(shown)].filter((id) => !recounted.has(id)), ...(waits ? ['traits'] : [])];
}

function hasPart(part: unknown): boolean {
  return Array.isArray(part) ? part.length > 0 : part !== undefined;
}
