// Which samples are read for their traits while samples are scored: those of the drawn blocks of a large corpus, and of
// those at most some thousands per view, or all.
import { blockId, type Tools } from '../../engine/metric.ts';
import { type Segment, VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { hashString } from '../../engine/text/hash.ts';
import type { TraitReader } from '../../engine/traits/reading.ts';
import type { BlockFacts } from '../tasks/fold.ts';
import type { BlockRef, Job } from '../tasks/job.ts';
import { type PlacedReading, readPlaced, TRAIT_VIEWS } from './columns.ts';

/** Samples per view that are read where blocks are drawn; the draw by hash stays just below. */
const MOST_READ = 20_000;

/** Of each view, by number, the share of the samples in drawn blocks that are read; null where nothing is. */
export type TraitShares = readonly number[] | null;

export function traitShares(job: Job, blocks: readonly Pick<BlockFacts, 'index' | 'views'>[]): TraitShares {
  if (job.traits === 'none' || job.metrics === 'core') return null;
  if (job.traits === 'all' || job.drawnBlocks === null) return VIEW_NAMES.map(() => 1);
  const drawn = new Set(job.drawnBlocks);
  const samples = VIEW_NAMES.map(() => 0);
  for (const { index, views } of blocks) {
    if (!drawn.has(blockId(job.blocks[index] as BlockRef))) continue;
    views.forEach((n, view) => {
      samples[view] = (samples[view] as number) + n;
    });
  }
  return samples.map((n) => (n > MOST_READ ? (0.98 * MOST_READ) / n : 1));
}

export type ReadTraitsOf = (
  ref: BlockRef,
  byte: number,
  view: ViewName,
  segments: readonly Segment[],
) => PlacedReading | null;

/** Null for samples that are not read. The model is loaded with the first that is. */
export function traitReads(job: Job, shares: TraitShares, tools: Pick<Tools, 'traits'>): ReadTraitsOf {
  if (shares === null) return () => null;
  const drawn = job.traits === 'all' ? null : job.drawnBlocks && new Set(job.drawnBlocks);
  let reader: TraitReader | undefined;
  return (ref, byte, view, segments) => {
    if (!TRAIT_VIEWS.includes(view) || (drawn && !drawn.has(blockId(ref)))) return null;
    const share = shares[VIEW_NAMES.indexOf(view)] as number;
    if (share < 1 && lot(ref.file, byte) >= share) return null;
    reader ??= tools.traits();
    return readPlaced(reader, segments);
  };
}

/** A number in 0..1 for the place of a sample: the same whatever workers and blocks. */
function lot(file: number, byte: number): number {
  return (hashString(`${file}:${byte}`)[1] >>> 0) / 2 ** 32;
}
