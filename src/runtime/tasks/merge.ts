// Merges the workers' partial states, and finishes the metrics once the rows are scored. Each runs in one worker, so
// that the coordinator stays free for cancel and paging.
import type { RowScores } from '../../engine/metric.ts';
import type { MetricValue } from '../../engine/report.ts';
import { finishView, mergeViews, type ViewState } from '../../engine/run.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import type { Folded } from './fold.ts';
import { envOf, type Job } from './job.ts';

export interface MergeParams {
  readonly job: Job;
  readonly parts: readonly Folded['views'][];
}

export type MergedViews = readonly (readonly [ViewName, ViewState])[];

/** The states of every view that was found, in the order of VIEW_NAMES. */
export function merge({ job, parts }: MergeParams): MergedViews {
  const env = envOf(job);
  const views = new Map<ViewName, ViewState>();
  for (const part of parts) {
    for (const [view, from] of part) {
      const into = views.get(view);
      if (into) mergeViews(into, from, env);
      else views.set(view, from);
    }
  }
  return VIEW_NAMES.flatMap((view) => {
    const state = views.get(view);
    return state ? [[view, state] as const] : [];
  });
}

export interface FinishParams {
  readonly job: Job;
  readonly views: readonly (readonly [ViewName, ViewState, RowScores])[];
}

export type FinishedViews = readonly (readonly [ViewName, Record<string, MetricValue>])[];

export function finish({ job, views }: FinishParams): FinishedViews {
  const env = envOf(job);
  return views.map(([view, state, rows]) => [view, finishView(state, rows, env)] as const);
}
