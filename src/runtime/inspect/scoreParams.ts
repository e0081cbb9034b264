// What the second pass gets from the first: the merged counts to score against, and the openings whose words it looks up.
import { factsOf } from '../../engine/measure.ts';
import { commonest } from '../../engine/metrics/openings.ts';
import type { GramTable } from '../../engine/sketch/gramTable.ts';
import type { BlockFacts } from '../tasks/fold.ts';
import type { Job } from '../tasks/job.ts';
import type { MergedViews } from '../tasks/merge.ts';
import type { ScoreParams } from '../tasks/score.ts';
import { traitShares } from '../traits/reads.ts';

/** `blocks`: what the first pass found in them; without them no traits are read. */
export function scoreParams(job: Job, merged: MergedViews, blocks: readonly BlockFacts[] | null = null): ScoreParams {
  return {
    job,
    traitShares: blocks && traitShares(job, blocks),
    views: merged.map(([view, state]) => [view, factsOf(state)]),
    openings: merged.flatMap(([view, { states }]) =>
      states.openings ? [[view, commonest(states.openings as GramTable).map((o) => o.label)] as const] : [],
    ),
  };
}
