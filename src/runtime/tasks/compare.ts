// Near-duplicates: candidate pairs from band keys, verified by exact Jaccard; and the novelty of clustered rows, for
// which a cluster counts as one holder.
import { candidatePairs, groups, jaccard, type Pairs } from '../../engine/sketch/candidates.ts';
import { addGram, gramCount, gramTable } from '../../engine/sketch/gramTable.ts';
import { addProgress, claim, isCancelled, type WorkerControl } from '../pool/control.ts';
import type { Job } from './job.ts';
import { type Facts, type RowPlaces, RowReader } from './rowReader.ts';

export interface CandidateParams {
  /** Rows of each view that take part, ascending. */
  readonly rows: readonly Uint32Array[];
  readonly bands: Int32Array;
  /** One key per row: equal for equal folded text. */
  readonly same: Float64Array;
}

export interface Candidates {
  readonly pairs: Pairs;
  /** Batch i holds the pairs from starts[i] to starts[i + 1]. */
  readonly starts: Uint32Array;
}

/** Pairs that are compared together: enough to be worth a claim, few enough to share the work. */
const BATCH = 2000;

/** Candidate pairs of all views, those of one group of rows next to each other, in batches. */
export function candidates({ rows, bands, same }: CandidateParams): Candidates {
  const found = rows.map((view) => candidatePairs(view, bands, same));
  const total = found.reduce((n, p) => n + p.a.length, 0);
  const a = sharedUint32(total);
  const b = sharedUint32(total);
  let at = 0;
  for (const pairs of found) {
    a.set(pairs.a, at);
    b.set(pairs.b, at);
    at += pairs.a.length;
  }
  const root = groups(same.length, eachPair(a, b));
  const order = Uint32Array.from({ length: total }, (_, i) => i).sort(
    (x, y) =>
      (root[a[x] as number] as number) - (root[a[y] as number] as number) ||
      (a[x] as number) - (a[y] as number) ||
      (b[x] as number) - (b[y] as number),
  );
  const from = { a: a.slice(), b: b.slice() };
  order.forEach((source, i) => {
    a[i] = from.a[source] as number;
    b[i] = from.b[source] as number;
  });
  const starts: number[] = [];
  for (let i = 0; i < total; i += BATCH) starts.push(i);
  starts.push(total);
  return { pairs: { a, b }, starts: Uint32Array.from(starts) };
}

function sharedUint32(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(length * 4));
}

function* eachPair(a: Uint32Array, b: Uint32Array): Iterable<[number, number]> {
  for (let i = 0; i < a.length; i++) yield [a[i] as number, b[i] as number];
}

export interface VerifyParams {
  readonly job: Job;
  readonly facts: Facts;
  readonly rows: RowPlaces;
  readonly pairs: Pairs;
  /** Batch i holds the pairs from starts[i] to starts[i + 1]. */
  readonly starts: Uint32Array;
  readonly threshold: number;
}

export interface Verified {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly jaccard: Float64Array;
}

/** Numbers that a worker keeps of sets it may need again. */
const CACHE = 4_000_000;

export function verify({ job, facts, rows, pairs, starts, threshold }: VerifyParams, control: WorkerControl): Verified {
  const reader = new RowReader(job, rows, facts);
  const cache = new Map<number, Float64Array>();
  let cached = 0;
  const setOf = (row: number): Float64Array => {
    const known = cache.get(row);
    if (known) return known;
    const found = reader.read(row);
    const set = found ? found.scorer.shingleSet(found.x) : new Float64Array(0);
    cached += set.length;
    cache.set(row, set);
    for (const [oldest, old] of cache) {
      if (cached <= CACHE || oldest === row) break;
      cache.delete(oldest);
      cached -= old.length;
    }
    return set;
  };
  const a: number[] = [];
  const b: number[] = [];
  const values: number[] = [];
  try {
    for (let batch = claim(control); batch >= 0; batch = claim(control)) {
      const from = starts[batch] as number;
      const to = starts[batch + 1] as number;
      for (let i = from; i < to && !isCancelled(control); i++) {
        const x = pairs.a[i] as number;
        const y = pairs.b[i] as number;
        const j = jaccard(setOf(x), setOf(y));
        if (j < threshold) continue;
        a.push(x);
        b.push(y);
        values.push(j);
      }
      addProgress(control, 0, to - from);
    }
  } finally {
    reader.close();
  }
  return { a: Uint32Array.from(a), b: Uint32Array.from(b), jaccard: Float64Array.from(values) };
}

export interface ClusterNoveltyParams {
  readonly job: Job;
  readonly facts: Facts;
  readonly rows: RowPlaces;
  /** Members of cluster i: members[starts[i]] … members[starts[i + 1] − 1]. */
  readonly members: Uint32Array;
  readonly starts: Uint32Array;
}

export interface ClusterNovelty {
  readonly row: Uint32Array;
  readonly novelty: Float32Array;
}

/** A 4-gram is novel to a clustered row when every sample that holds it is in the cluster. */
export function clusterNovelty(p: ClusterNoveltyParams, control: WorkerControl): ClusterNovelty {
  const reader = new RowReader(p.job, p.rows, p.facts);
  const outRow: number[] = [];
  const outNovelty: number[] = [];
  try {
    for (let cluster = claim(control); cluster >= 0; cluster = claim(control)) {
      const members = p.members.subarray(p.starts[cluster], p.starts[cluster + 1]);
      const inside = gramTable(1 << 26);
      // A cluster is looked at twice: its sets are kept where they are small enough, else read again.
      const kept = new Map<number, ReturnType<typeof gramSet>>();
      let held = 0;
      const eachMember = (visit: (row: number, grams: ReturnType<typeof gramSet>) => void) => {
        for (const row of members) {
          if (isCancelled(control)) return;
          const grams = kept.get(row) ?? gramSet(reader, row);
          if (!kept.has(row) && held + grams.lo.length <= CACHE) {
            kept.set(row, grams);
            held += grams.lo.length;
          }
          visit(row, grams);
        }
      };
      eachMember((_row, { lo, hi }) => {
        for (let i = 0; i < lo.length; i++) addGram(inside, lo[i] as number, hi[i] as number, 4);
      });
      eachMember((row, { lo, hi, count }) => {
        if (lo.length === 0) return;
        let novel = 0;
        for (let i = 0; i < lo.length; i++) {
          if (gramCount(inside, lo[i] as number, hi[i] as number, 4) >= (count[i] as number)) novel++;
        }
        outRow.push(row);
        outNovelty.push(novel / lo.length);
      });
      addProgress(control, 0, members.length);
    }
  } finally {
    reader.close();
  }
  return { row: Uint32Array.from(outRow), novelty: Float32Array.from(outNovelty) };
}

const NONE = new Int32Array(0);

function gramSet(reader: RowReader, row: number) {
  const found = reader.read(row);
  return found ? found.scorer.gramSet(found.x) : { lo: NONE, hi: NONE, count: NONE, at: NONE };
}
