// The first pass over the whole corpus. Large corpora fill tables that all workers share, as large as a few drawn blocks
// say; should they turn out too small, the pass runs again with larger ones.
import { drawBlocks } from './inspectionPlan.ts';
import type { Passes } from './passes.ts';
import type { Settings } from './settings.ts';
import { anyOverflow, doubled, expectedGrams, planTables, SHARED_ABOVE } from './tables.ts';
import type { Folded } from './tasks/fold.ts';
import type { Job } from './tasks/job.ts';
import type { MergedViews } from './tasks/merge.ts';

export interface FoldedCorpus {
  readonly folded: readonly Folded[];
  readonly merged: MergedViews;
}

/** Blocks that tell how many different n-grams there are. */
const LOOK_BLOCKS = 8;

export async function foldCorpus(passes: Passes, job: Job, settings: Settings): Promise<FoldedCorpus> {
  const bytes = job.plans.reduce((n, p) => n + p.bytes, 0);
  if (bytes <= SHARED_ABOVE || job.blocks.length <= LOOK_BLOCKS) return once(passes, job);
  const blocks = drawBlocks(job.blocks, job.plans, LOOK_BLOCKS);
  const looked = await passes.overDrawn<Folded>('fold', { ...job, blocks }, blocks.length);
  const seen = await passes.one<MergedViews>('merge', { job, parts: looked.map((f) => f.views) });
  let expected = expectedGrams(seen, job.blocks.length / blocks.length);
  for (;;) {
    const tables = planTables(expected, bytes, settings.memoryMb);
    const found = await once(passes, { ...job, tables });
    if (!anyOverflow(found.merged)) return found;
    expected = doubled(expected);
  }
}

async function once(passes: Passes, job: Job): Promise<FoldedCorpus> {
  const crashes = passes.crashes;
  const folded = await passes.overCorpus<Folded>('reading', 'fold', job);
  if (job.tables && passes.crashes > crashes) {
    // What a worker had added to the shared tables before it crashed would count twice: each fills its own, then.
    const { tables: _, ...alone } = job;
    return once(passes, alone);
  }
  const merged = await passes.one<MergedViews>('merge', { job, parts: folded.map((f) => f.views) });
  return { folded, merged };
}
