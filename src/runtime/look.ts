// A look ahead at drawn blocks of a large corpus, before the passes that count: it tells how large tables have to be, and
// gives the first numbers.
import { blockId } from '../engine/metric.ts';
import { curveLevelFor, drawBlocks } from './inspectionPlan.ts';
import type { Passes } from './passes.ts';
import type { BlockFacts, Folded } from './tasks/fold.ts';
import type { BlockRef, Job } from './tasks/job.ts';
import type { MergedViews } from './tasks/merge.ts';

/** Blocks that tell how many different n-grams there are. */
export const LOOK_BLOCKS = 8;

/** Drawn blocks, measured as a small corpus of their own. */
export interface Looked {
  /** Its blocks are those that were drawn. */
  readonly job: Job;
  readonly facts: readonly BlockFacts[];
  /** Good until the look grows. */
  readonly merged: MergedViews;
}

/** Grows by blocks that were not read before: a larger draw holds the smaller ones. */
export class Look {
  private seen: Looked | null = null;
  /** Nothing of a draw is drawn once more. */
  private readonly job: Job;

  constructor(
    private readonly passes: Pick<Passes, 'overDrawn' | 'one'>,
    private readonly corpus: Job,
  ) {
    const { blocks, plans } = corpus;
    const bytes = drawBlocks(blocks, plans, LOOK_BLOCKS).reduce((n, { file, block }) => {
      const slot = plans[file]?.blocks[block];
      return n + (slot ? slot.end - slot.start : 0);
    }, 0);
    this.job = { ...corpus, drawnBlocks: null, curveLevel: curveLevelFor(bytes) };
  }

  /** Rejects with 'cancelled', or 'worker-crashed' when none of the blocks could be read; the next call reads them again. */
  async at(count: number): Promise<Looked> {
    const { seen } = this;
    const blocks = drawBlocks(this.corpus.blocks, this.corpus.plans, count);
    const known = new Set(seen?.job.blocks.map(blockId));
    const added = blocks.filter((ref) => !known.has(blockId(ref)));
    const folded = await this.passes.overDrawn<Folded>('fold', { ...this.job, blocks: added }, added.length);
    const job = { ...this.job, blocks };
    // Merging fills the tables of what is merged, so what was merged before goes in as one part.
    const parts = [...(seen ? [seen.merged] : []), ...folded.map((f) => f.views)];
    this.seen = null;
    const merged = await this.passes.one<MergedViews>('merge', { job, parts });
    const place = new Map(blocks.map((ref, i) => [blockId(ref), i]));
    const placed = (among: readonly BlockRef[]) => (f: BlockFacts) => ({
      ...f,
      index: place.get(blockId(among[f.index] as BlockRef)) as number,
    });
    const facts = [
      ...(seen ? seen.facts.map(placed(seen.job.blocks)) : []),
      ...folded.flatMap((f) => f.blocks).map(placed(added)),
    ];
    this.seen = { job, facts, merged };
    return this.seen;
  }
}
