// What the second pass gets from the first: the merged counts to score against, and the openings whose words it looks up.
import { factsOf } from '../engine/measure.ts';
import { commonest } from '../engine/metrics/openings.ts';
import type { GramTable } from '../engine/sketch/gramTable.ts';
import type { Job } from './tasks/job.ts';
import type { MergedViews } from './tasks/merge.ts';
import type { ScoreParams } from './tasks/score.ts';

export function scoreParams(job: Job, merged: MergedViews): ScoreParams {
  return {
    job,
    views: merged.map(([view, state]) => [view, factsOf(state)]),
    openings: merged.flatMap(([view, { states }]) =>
      states.openings ? [[view, commonest(states.openings as GramTable).map((o) => o.label)] as const] : [],
    ),
  };
}
