// Third look, at the flagged rows only: which other samples hold their 4-grams. Index the wanted n-grams, list who holds
// them, cover greedily.

import { VIEW_NAMES } from '../../engine/sample.ts';
import { type Covering, cover } from '../../engine/scoring/cover.ts';
import { addGram, type GramTable, gramCount, gramTable } from '../../engine/sketch/gramTable.ts';
import { ScratchSet } from '../../engine/sketch/scratchSet.ts';
import { eachWordGram } from '../../engine/text/grams.ts';
import { Preparer } from '../../engine/text/prepare.ts';
import { addProgress, claim, type WorkerControl } from '../pool/control.ts';
import { eachSample, type Job } from './job.ts';
import { type Facts, type RowPlaces, RowReader } from './rowReader.ts';

export interface WantedParams {
  readonly job: Job;
  readonly facts: Facts;
  readonly rows: RowPlaces;
  readonly targets: Uint32Array;
  /** Batch i holds the targets from starts[i] to starts[i + 1]. */
  readonly starts: Uint32Array;
}

/** Lanes of the 4-grams of the targets that other samples hold too, by view number. */
export type Wanted = readonly { readonly lo: Int32Array; readonly hi: Int32Array }[];

export function evidenceWanted(p: WantedParams, control: WorkerControl): Wanted {
  const reader = new RowReader(p.job, p.rows, p.facts);
  const lanes = VIEW_NAMES.map(() => ({ lo: [] as number[], hi: [] as number[] }));
  try {
    for (let batch = claim(control); batch >= 0; batch = claim(control)) {
      for (const row of p.targets.subarray(p.starts[batch], p.starts[batch + 1])) {
        const found = reader.read(row);
        if (!found) continue;
        const { lo, hi, count } = found.scorer.gramSet(found.x);
        const out = lanes[p.rows.view[row] as number] as { lo: number[]; hi: number[] };
        for (let i = 0; i < lo.length; i++) {
          if ((count[i] as number) < 2) continue;
          out.lo.push(lo[i] as number);
          out.hi.push(hi[i] as number);
        }
      }
    }
  } finally {
    reader.close();
  }
  return lanes.map(({ lo, hi }) => ({ lo: Int32Array.from(lo), hi: Int32Array.from(hi) }));
}

/** Per view: the wanted n-grams, each counted with its number + 1. */
export function evidenceIndex(parts: readonly Wanted[]): GramTable[] {
  return VIEW_NAMES.map((_, view) => {
    const table = gramTable(1 << 26);
    let next = 1;
    for (const part of parts) {
      const { lo, hi } = part[view] as Wanted[number];
      for (let i = 0; i < lo.length; i++) {
        if (gramCount(table, lo[i] as number, hi[i] as number, 4) > 0) continue;
        addGram(table, lo[i] as number, hi[i] as number, 4, next++);
      }
    }
    return table;
  });
}

export interface HoldersParams {
  readonly job: Job;
  readonly facts: Facts;
  readonly index: readonly GramTable[];
  /** Number of the first row of each block. */
  readonly firstRow: Float64Array;
}

/** Postings by view number: n-gram number and row, side by side. */
export type Holders = readonly Uint32Array[];

export function evidenceHolders({ job, facts, index, firstRow }: HoldersParams, control: WorkerControl): Holders {
  const measured = new Set(facts.map(([view]) => view));
  const preparer = new Preparer();
  const seen = new ScratchSet();
  const postings: number[][] = VIEW_NAMES.map(() => []);
  let row = 0;
  eachSample(
    job,
    control,
    (sample, ref) => {
      for (const { view, segments } of sample.views) {
        if (!measured.has(view)) continue;
        const number = row++;
        const at = VIEW_NAMES.indexOf(view);
        const table = index[at] as GramTable;
        if ((table.sizes[3] as number) === 0) continue;
        const out = postings[at] as number[];
        const x = preparer.prepare(ref, view, segments, 'words');
        seen.clear();
        // Wanted n-grams are in the small index; boilerplate never is.
        eachWordGram(x, 4, (lo, hi) => {
          const gram = gramCount(table, lo, hi, 4);
          if (gram > 0 && seen.add(lo, hi) === 1) out.push(gram, number);
        });
      }
    },
    () => {},
    (_ref, index) => {
      row = firstRow[index] as number;
    },
  );
  return postings.map((list) => Uint32Array.from(list));
}

export interface CoverParams extends WantedParams {
  readonly index: readonly GramTable[];
  readonly holders: readonly Holders[];
  readonly cluster: Int32Array;
}

export type Covered = readonly { readonly row: number; readonly coverings: readonly Covering[] }[];

export function evidenceCover(p: CoverParams, control: WorkerControl): Covered {
  const reader = new RowReader(p.job, p.rows, p.facts);
  const lists = VIEW_NAMES.map((_, view) => postingLists(p.holders.map((h) => h[view] as Uint32Array)));
  const out: { row: number; coverings: Covering[] }[] = [];
  try {
    for (let batch = claim(control); batch >= 0; batch = claim(control)) {
      const from = p.starts[batch] as number;
      const to = p.starts[batch + 1] as number;
      for (const row of p.targets.subarray(from, to)) {
        const found = reader.read(row);
        if (!found) continue;
        const { lo, hi } = found.scorer.gramSet(found.x);
        const view = p.rows.view[row] as number;
        const own = p.cluster[row] as number;
        const holders: Uint32Array[] = [];
        for (let i = 0; i < lo.length; i++) {
          const gram = gramCount(p.index[view] as GramTable, lo[i] as number, hi[i] as number, 4);
          const list = gram > 0 ? lists[view]?.(gram) : undefined;
          if (list) holders.push(list.filter((r) => r !== row && (own < 0 || p.cluster[r] !== own)));
        }
        out.push({ row, coverings: cover(holders, lo.length) });
      }
      addProgress(control, 0, to - from);
    }
  } finally {
    reader.close();
  }
  return out;
}

/** From unordered postings to the ascending rows of an n-gram. */
function postingLists(parts: readonly Uint32Array[]): (gram: number) => Uint32Array {
  let grams = 0;
  for (const part of parts) for (let i = 0; i < part.length; i += 2) grams = Math.max(grams, part[i] as number);
  const starts = new Uint32Array(grams + 2);
  for (const part of parts) {
    for (let i = 0; i < part.length; i += 2)
      starts[(part[i] as number) + 1] = (starts[(part[i] as number) + 1] as number) + 1;
  }
  for (let g = 1; g < starts.length; g++) starts[g] = (starts[g] as number) + (starts[g - 1] as number);
  const fill = starts.slice();
  const rows = new Uint32Array(starts[starts.length - 1] as number);
  for (const part of parts) {
    for (let i = 0; i < part.length; i += 2) {
      const gram = part[i] as number;
      rows[fill[gram] as number] = part[i + 1] as number;
      fill[gram] = (fill[gram] as number) + 1;
    }
  }
  // Each worker lists rows in the order of its blocks; together they have to be put in order once.
  for (let g = 0; g < grams + 1; g++) rows.subarray(starts[g], starts[g + 1]).sort();
  return (gram) => rows.subarray(starts[gram], starts[gram + 1]);
}
