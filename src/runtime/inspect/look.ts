// A look ahead at drawn parts of a large corpus, before the passes that count: it tells how large tables have to be, and
// gives the first numbers.
import type { Block } from '../../formats/plan.ts';
import type { Folded } from '../tasks/fold.ts';
import type { Job } from '../tasks/job.ts';
import type { MergedViews } from '../tasks/merge.ts';
import { curveLevelFor, drawBlocks } from './inspectionPlan.ts';
import type { Passes } from './passes.ts';

/** Drawn parts of a corpus, measured as a small corpus of their own. */
export interface Looked {
  readonly job: Job;
  readonly folded: readonly Folded[];
  readonly merged: MergedViews;
}

/** The job of `count` drawn blocks alone; of each only the samples that start in its first `bytes`. */
export function drawnPart(corpus: Job, count: number, bytes = Number.POSITIVE_INFINITY): Job {
  const head = ({ firstElement = Number.POSITIVE_INFINITY, ...slot }: Block): Block => {
    const end = Math.min(slot.end, slot.start + bytes);
    return firstElement < end ? { ...slot, end, firstElement } : { ...slot, end };
  };
  const plans = corpus.plans.map((plan) => ({ ...plan, blocks: plan.blocks.map(head) }));
  const blocks = drawBlocks(corpus.blocks, corpus.plans, count);
  const part = { ...corpus, plans, blocks };
  // Nothing of a draw is drawn once more.
  return { ...part, traits: 'none', drawnBlocks: null, curveLevel: curveLevelFor(bytesOf(part)) };
}

/** Bytes of the blocks of a job. */
export function bytesOf({ plans, blocks }: Pick<Job, 'plans' | 'blocks'>): number {
  return blocks.reduce((n, { file, block }) => {
    const slot = plans[file]?.blocks[block];
    return n + (slot ? slot.end - slot.start : 0);
  }, 0);
}

/** Rejects with 'cancelled', or 'worker-crashed' when none of the blocks could be read. */
export async function lookAt(passes: Passes, job: Job): Promise<Looked> {
  const folded = await passes.overDrawn<Folded>('fold', job, job.blocks.length);
  const merged = await passes.one<MergedViews>('merge', { job, parts: folded.map((f) => f.views) });
  return { job, folded, merged };
}
