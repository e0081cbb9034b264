// Near-duplicates of a corpus: candidates, verified pairs, clusters; and the novelty of clustered rows.
import type { VerifiedPairs } from '../engine/findings/nearDuplicate.ts';
import { VIEW_NAMES, type ViewName } from '../engine/sample.ts';
import { MIN_SHINGLES } from '../engine/scoring/score.ts';
import { groups } from '../engine/sketch/candidates.ts';
import type { CorpusRows } from './columns.ts';
import type { Passes } from './passes.ts';
import type { Candidates, ClusterNovelty, Verified } from './tasks/compare.ts';
import type { Job } from './tasks/job.ts';
import type { Facts } from './tasks/rowReader.ts';

export interface Comparison {
  readonly pairs: VerifiedPairs;
  /** Members of each cluster, ascending; the first is the keeper. Their order is that of their keepers. */
  readonly clusters: readonly (readonly number[])[];
}

/** Views whose near-duplicates are worth a finding. */
const COMPARED: readonly ViewName[] = ['text', 'prompt', 'response'];

/** Writes `rows.cluster` and the novelty of clustered rows. */
export async function compareRows(
  passes: Passes,
  job: Job,
  facts: Facts,
  rows: CorpusRows,
  threshold: number,
): Promise<Comparison> {
  const taking = COMPARED.map((view) => participants(rows, VIEW_NAMES.indexOf(view))).filter((r) => r.length > 1);
  if (taking.length === 0) return { pairs: { a: NONE, b: NONE, jaccard: new Float64Array(0) }, clusters: [] };
  const found = await passes.one<Candidates>('candidates', { rows: taking, bands: rows.bands, same: rows.text });
  const places = { file: rows.file, byte: rows.byte, byteLength: rows.byteLength, view: rows.view };
  const verified = await passes.overBatches<Verified>(
    'comparing',
    'verify',
    { job, facts, rows: places, pairs: found.pairs, starts: found.starts, threshold },
    found.starts.length - 1,
  );
  const pairs = sortPairs(rows, verified, copiesOf(rows, taking));
  const clusters = clustersOf(rows.length, pairs);
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
  return { pairs, clusters };
}

const NONE = new Uint32Array(0);

function participants(rows: CorpusRows, view: number): Uint32Array {
  const out: number[] = [];
  for (let row = 0; row < rows.length; row++) {
    if (rows.view[row] === view && (rows.shingles[row] as number) >= MIN_SHINGLES) out.push(row);
  }
  return Uint32Array.from(out);
}

/** Rows with the same folded text as an earlier one, by that row; those that took no part in the candidates. */
function copiesOf(rows: CorpusRows, taking: readonly Uint32Array[]): Map<number, number[]> {
  const copies = new Map<number, number[]>();
  for (const view of taking) {
    const first = new Map<number, number>();
    for (const row of view) {
      const key = rows.text[row] as number;
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, row);
      else if (copies.has(earlier)) copies.get(earlier)?.push(row);
      else copies.set(earlier, [row]);
    }
  }
  return copies;
}

/** A text that stands more often than this is paired with its partners by its first copies only. */
const MOST_COPIES = 8;

/** All verified pairs, those of copies included (equal text, equal Jaccard), ascending. */
function sortPairs(
  rows: CorpusRows,
  parts: readonly Verified[],
  copies: ReadonlyMap<number, readonly number[]>,
): VerifiedPairs {
  const all: [number, number, number][] = [];
  const alike = (row: number) => [row, ...(copies.get(row) ?? []).slice(0, MOST_COPIES)];
  for (const { a, b, jaccard } of parts) {
    for (let i = 0; i < a.length; i++) {
      const [x, y, j] = [a[i] as number, b[i] as number, jaccard[i] as number];
      if (rows.text[x] === rows.text[y]) all.push([x, y, j]);
      else for (const u of alike(x)) for (const v of alike(y)) all.push([Math.min(u, v), Math.max(u, v), j]);
    }
  }
  all.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  return {
    a: Uint32Array.from(all, (p) => p[0]),
    b: Uint32Array.from(all, (p) => p[1]),
    jaccard: Float64Array.from(all, (p) => p[2]),
  };
}

function clustersOf(length: number, { a, b }: VerifiedPairs): number[][] {
  const root = groups(
    length,
    Array.from(a, (x, i) => [x, b[i] as number] as const),
  );
  const clusters = new Map<number, number[]>();
  for (let row = 0; row < length; row++) {
    const first = root[row] as number;
    if (first === row) continue;
    const members = clusters.get(first);
    if (members) members.push(row);
    else clusters.set(first, [first, row]);
  }
  return [...clusters.values()].sort((x, y) => (x[0] as number) - (y[0] as number));
}

function flatten(clusters: readonly (readonly number[])[]): { members: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(clusters.length + 1);
  clusters.forEach((members, i) => {
    starts[i + 1] = (starts[i] as number) + members.length;
  });
  return { members: Uint32Array.from(clusters.flat()), starts };
}
