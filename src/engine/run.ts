// One run of the metrics over a corpus: fold the samples of a view into every state, merge, finish. `env.metrics` says which.
import { type Envelope, open, seal } from './envelope.ts';
import type { Env, Metric, RowScores, Tallies } from './metric.ts';
import { foldsOf } from './registry.ts';
import type { MetricValue } from './report.ts';
import type { Prepared } from './text/prepare.ts';

/** All states of one view, by id of tally or metric; posted between workers as it is. */
export interface ViewState {
  rows: number;
  states: Record<string, unknown>;
}

export function initView(env: Env): ViewState {
  const states: Record<string, unknown> = {};
  for (const fold of foldsOf(env.metrics).folds) states[fold.id] = fold.init(env);
  return { rows: 0, states };
}

export function addSample(view: ViewState, x: Prepared, env: Env): void {
  view.rows++;
  for (const fold of foldsOf(env.metrics).folds) fold.add(view.states[fold.id], x, env);
}

export function sealView(view: ViewState, env: Env): Envelope[] {
  return foldsOf(env.metrics).folds.map((fold) => seal(fold, view.states[fold.id], view.rows, env));
}

/** Folds the states of one view into another's; either may be reused. */
export function mergeViews(into: ViewState, from: ViewState, env: Env): void {
  into.rows += from.rows;
  for (const fold of foldsOf(env.metrics).folds) {
    into.states[fold.id] = fold.merge(into.states[fold.id], from.states[fold.id], env);
  }
}

/** Folds sealed states into `into`. */
export function mergeSealed(into: ViewState, envelopes: readonly Envelope[], env: Env): void {
  foldsOf(env.metrics).folds.forEach((fold, i) => {
    const envelope = envelopes[i] as Envelope;
    if (i === 0) into.rows += envelope.rows;
    into.states[fold.id] = fold.merge(into.states[fold.id], open(fold, envelope, env), env);
  });
}

/** Values of the metrics that were folded, in the registry's order. */
export function finishView(view: ViewState, rows: RowScores, env: Env): Record<string, MetricValue> {
  const list = foldsOf(env.metrics);
  const tallies: Tallies = Object.fromEntries(list.tallies.map((t) => [t.id, view.states[t.id]]));
  const out: Record<string, MetricValue> = {};
  for (const metric of list.metrics as readonly Metric<unknown>[]) {
    out[metric.id] = metric.finish(view.states[metric.id], tallies, rows, env);
  }
  return out;
}
