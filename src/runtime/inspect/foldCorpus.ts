// The first pass over the whole corpus. Large corpora fill tables that all workers share, as large as a few drawn blocks
// say; should they turn out too small, the pass runs again with larger ones.

import type { Settings } from '../settings.ts';
import type { Folded } from '../tasks/fold.ts';
import type { Job } from '../tasks/job.ts';
import type { MergedViews } from '../tasks/merge.ts';
import { drawnPart, lookAt } from './look.ts';
import type { Passes } from './passes.ts';
import type { Previews } from './preview.ts';
import { anyOverflow, doubled, expectedGrams, planTables, SHARED_ABOVE } from './tables.ts';

export interface FoldedCorpus {
  readonly folded: readonly Folded[];
  readonly merged: MergedViews;
}

/** Blocks that tell how many different n-grams there are. */
const LOOK_BLOCKS = 8;
/** The first preview reads the heads of a few blocks: as much as one worker that was just started measures in half a second. */
const FIRST_BLOCKS = 4;
const FIRST_BYTES = 32 * 1024;
/** The whole look is shown as well where scoring it costs at most this share of a pass. */
const LOOK_SHARE = 1 / 8;

/** `previews` get what a few drawn blocks say, before the pass that counts. */
export async function foldCorpus(
  passes: Passes,
  job: Job,
  settings: Settings,
  previews: Pick<Previews, 'ofPart' | 'ofLook'> | null,
): Promise<FoldedCorpus> {
  const bytes = job.plans.reduce((n, p) => n + p.bytes, 0);
  const isLarge = bytes > SHARED_ABOVE && job.blocks.length > LOOK_BLOCKS;
  await previews?.ofPart(drawnPart(job, FIRST_BLOCKS, FIRST_BYTES));
  if (!isLarge) return once(passes, job);
  const looked = await lookAt(passes, drawnPart(job, LOOK_BLOCKS));
  if (LOOK_BLOCKS <= job.blocks.length * LOOK_SHARE) await previews?.ofLook(looked);
  let expected = expectedGrams(looked.merged, job.blocks.length / looked.job.blocks.length);
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
