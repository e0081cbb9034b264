// Near-duplicates of a corpus: candidates, verified pairs, clusters; and the novelty of clustered rows.
import { Likeness, type VerifiedPairs } from '../../engine/findings/nearDuplicate.ts';
import { VIEW_NAMES } from '../../engine/sample.ts';
import { MIN_SHINGLES } from '../../engine/scoring/score.ts';
import { firstCopies } from '../../engine/sketch/candidates.ts';
import type { Candidates, ClusterNovelty, Verified } from '../tasks/compare.ts';
import type { Job } from '../tasks/job.ts';
import type { Facts } from '../tasks/rowReader.ts';
import type { CorpusRows } from './columns.ts';
import type { Passes } from './passes.ts';

export interface Comparison {
  readonly likeness: Likeness;
  /** Verified pairs between first copies, ascending. */
  readonly pairs: VerifiedPairs;
  /** Members of each cluster, ascending. Their order is that of their first. */
  readonly clusters: readonly (readonly number[])[];
}

/** Writes `rows.cluster` and the novelty of clustered rows. */
export async function compareRows(
  passes: Passes,
  job: Job,
  facts: Facts,
  rows: CorpusRows,
  threshold: number,
): Promise<Comparison> {
  const taking = VIEW_NAMES.map((_, view) => participants(rows, view)).filter((r) => r.length > 1);
  if (taking.length === 0) {
    const pairs = sortPairs([]);
    return { likeness: new Likeness(pairs, new Map()), pairs, clusters: [] };
  }
  const found = await passes.one<Candidates>('candidates', { rows: taking, bands: rows.bands, same: rows.text });
  const places = { file: rows.file, byte: rows.byte, byteLength: rows.byteLength, view: rows.view };
  const verified = await passes.overBatches<Verified>(
    'comparing',
    'verify',
    { job, facts, rows: places, pairs: found.pairs, starts: found.starts, threshold },
    found.starts.length - 1,
  );
  const copies = new Map(taking.flatMap((view) => [...firstCopies(view, rows.text)]));
  const pairs = sortPairs(verified);
  const likeness = new Likeness(pairs, copies);
  const clusters = likeness.clusters();
  clusters.forEach((members, id) => {
    for (const row of members) rows.cluster[row] = id;
  });
  const parts = await passes.overBatches<ClusterNovelty>(
    'comparing',
    'clusterNovelty',
    { job, facts, rows: places, ...flatten(clusters) },
    clusters.length,
  );
  for (const { row, novelty } of parts) {
    row.forEach((r, i) => {
      if (!Number.isNaN(rows.novelty[r])) rows.novelty[r] = novelty[i] as number;
    });
  }
  return { likeness, pairs, clusters };
}

function participants(rows: CorpusRows, view: number): Uint32Array {
  const out: number[] = [];
  for (let row = 0; row < rows.length; row++) {
    if (rows.view[row] === view && (rows.shingles[row] as number) >= MIN_SHINGLES) out.push(row);
  }
  return Uint32Array.from(out);
}

/** Pairs of all workers, ascending. */
function sortPairs(parts: readonly Verified[]): VerifiedPairs {
  const all: [number, number, number][] = [];
  for (const { a, b, jaccard } of parts) {
    for (let i = 0; i < a.length; i++) all.push([a[i] as number, b[i] as number, jaccard[i] as number]);
  }
  all.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  return {
    a: Uint32Array.from(all, (p) => p[0]),
    b: Uint32Array.from(all, (p) => p[1]),
    jaccard: Float64Array.from(all, (p) => p[2]),
  };
}

function flatten(clusters: readonly (readonly number[])[]): { members: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(clusters.length + 1);
  clusters.forEach((members, i) => {
    starts[i + 1] = (starts[i] as number) + members.length;
  });
  return { members: Uint32Array.from(clusters.flat()), starts };
}
