// Templates of an inspection: rows grouped by their frames, and the words of each frame read again.

import type { RowHit } from '../../engine/findings/rows.ts';
import {
  type FrameCluster,
  type FrameColumns,
  templateClusters,
  templateHits,
} from '../../engine/findings/templateClusters.ts';
import type { Frames } from '../tasks/frames.ts';
import type { Job } from '../tasks/job.ts';
import type { Facts } from '../tasks/rowReader.ts';
import type { ScoredBlock } from '../tasks/score.ts';
import type { CorpusRows } from './columns.ts';
import type { Passes } from './passes.ts';

const BATCH = 64;

/** Needs the clusters of near-duplicates in `rows`. `redundant`: rows that another finding says may go. */
export async function findTemplates(
  passes: Passes,
  job: Job,
  facts: Facts,
  rows: CorpusRows,
  blocks: readonly ScoredBlock[],
  redundant: (row: number) => boolean,
): Promise<RowHit[]> {
  const samples = new Map(facts.map(([view, f]) => [view, f.samples]));
  const clusters = templateClusters(rows, joinFrames(rows, blocks), samples, redundant);
  if (clusters.length === 0) return [];
  const found = await passes.overBatches<Frames>(
    'comparing',
    'frames',
    paramsOf(job, facts, rows, clusters),
    batches(clusters),
  );
  return templateHits(clusters, new Map(found.flat()), samples);
}

function paramsOf(job: Job, facts: Facts, rows: CorpusRows, clusters: readonly FrameCluster[]) {
  return {
    job,
    facts,
    rows: { file: rows.file, byte: rows.byte, byteLength: rows.byteLength, view: rows.view },
    targets: Uint32Array.from(clusters, (c) => c.flagged[0] as number),
    keys: Float64Array.from(clusters, (c) => c.key),
    batch: BATCH,
  };
}

function batches(clusters: readonly FrameCluster[]): number {
  return Math.ceil(clusters.length / BATCH);
}

/** From the blocks' columns to those of the corpus, in corpus order. */
function joinFrames(rows: CorpusRows, scored: readonly ScoredBlock[]): FrameColumns {
  const blocks = [...scored].sort((a, b) => a.index - b.index);
  const length = blocks.reduce((n, b) => n + b.frames.row.length, 0);
  const out = { row: new Uint32Array(length), key: new Float64Array(length), share: new Float32Array(length) };
  let at = 0;
  for (const { index, frames } of blocks) {
    const first = rows.firstRow[index] as number;
    for (let i = 0; i < frames.row.length; i++) out.row[at + i] = first + (frames.row[i] as number);
    out.key.set(frames.key, at);
    out.share.set(frames.share, at);
    at += frames.row.length;
  }
  return out;
}
