// A small part of a corpus measured as a corpus of its own, all passes in one worker: nothing is sent to and fro.
import { joinBlocks, scoresOf } from '../inspect/columns.ts';
import { foldFacts } from '../inspect/foldFacts.ts';
import { scoreParams } from '../inspect/scoreParams.ts';
import { createControl, workerControl } from '../pool/control.ts';
import { type BlockFacts, fold } from './fold.ts';
import type { Job } from './job.ts';
import { type FinishedViews, finish, type MergedViews, merge } from './merge.ts';
import { type Scored, score } from './score.ts';

export interface MeasuredPart {
  readonly read: readonly BlockFacts[];
  readonly finished: FinishedViews;
  readonly labels: Scored['labels'];
}

export function measurePart(job: Job): MeasuredPart {
  const alone = () => workerControl(createControl(job.blocks.length, 1), 0);
  const { views, blocks: read } = fold(job, alone());
  const merged: MergedViews = merge({ job, parts: [views] });
  const { blocks, labels } = score(scoreParams(job, merged), alone());
  const rows = joinBlocks(job, blocks, foldFacts(job, read, new Set()).lineBase);
  const scored = merged.map(([view, state]) => [view, state, scoresOf(rows, view)] as const);
  return { read, finished: finish({ job, views: scored }), labels };
}
