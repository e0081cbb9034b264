// One run of all metrics over a corpus: fold the samples of a view into every state, merge, finish.
import { type Envelope, open, seal } from './envelope.ts';
import type { Env, Metric, RowScores, Tallies } from './metric.ts';
import { METRICS, TALLIES } from './registry.ts';
import type { MetricValue } from './report.ts';
import type { Prepared } from './text/prepare.ts';

const FOLDS = [...TALLIES, ...METRICS];

/** All states of one view, by id of tally or metric; posted between workers as it is. */
export interface ViewState {
  rows: number;
  states: Record<string, unknown>;
}

export function initView(env: Env): ViewState {
  const states: Record<string, unknown> = {};
  for (const fold of FOLDS) states[fold.id] = fold.init(env);
  return { rows: 0, states };
}

export function addSample(view: ViewState, x: Prepared, env: Env): void {
  view.rows++;
  for (const fold of FOLDS) fold.add(view.states[fold.id], x, env);
}

export function sealView(view: ViewState, env: Env): Envelope[] {
  return FOLDS.map((fold) => seal(fold, view.states[fold.id], view.rows, env));
}

/** Folds the states of one view into another's; either may be reused. */
export function mergeViews(into: ViewState, from: ViewState, env: Env): void {
  into.rows += from.rows;
  for (const fold of FOLDS) {
    into.states[fold.id] = fold.merge(into.states[fold.id], from.states[fold.id], env);
  }
}

/** Folds sealed states into `into`. */
export function mergeSealed(into: ViewState, envelopes: readonly Envelope[], env: Env): void {
  FOLDS.forEach((fold, i) => {
    const envelope = envelopes[i] as Envelope;
    if (i === 0) into.rows += envelope.rows;
    into.states[fold.id] = fold.merge(into.states[fold.id], open(fold, envelope, env), env);
  });
}

/** Values of all metrics, in the registry's order. */
export function finishView(view: ViewState, rows: RowScores, env: Env): Record<string, MetricValue> {
  const tallies: Tallies = Object.fromEntries(TALLIES.map((t) => [t.id, view.states[t.id]]));
  const out: Record<string, MetricValue> = {};
  for (const metric of METRICS as readonly Metric<unknown>[]) {
    out[metric.id] = metric.finish(view.states[metric.id], tallies, rows, env);
  }
  return out;
}
