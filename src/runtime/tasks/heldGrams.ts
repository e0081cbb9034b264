// What the recount of low-novelty samples rests on: the distinct 4-grams of some rows, who else among those that stay holds
// them, and the drops. Where there are too many 4-grams, hashes are drawn by level, as in the tables of an inspection.

import { dropLowest, type HeldGrams, type Recounted, type RecountPlan } from '../../engine/review/recount.ts';
import type { Segment } from '../../engine/sample.ts';
import { VIEW_NAMES } from '../../engine/sample.ts';
import { boilerplateFrom } from '../../engine/scoring/boilerplate.ts';
import { MIN_GRAMS } from '../../engine/scoring/score.ts';
import { addGram, type GramTable, gramCount, gramTable } from '../../engine/sketch/gramTable.ts';
import { ScratchSet } from '../../engine/sketch/scratchSet.ts';
import { eachGramOf } from '../../engine/text/grams.ts';
import { TokenBuffer, tokenise } from '../../engine/text/words.ts';
import type { Numbering } from '../inspect/laterPass.ts';
import { addProgress, claim, isCancelled, type WorkerControl } from '../pool/control.ts';
import type { Transferred } from '../pool/workerPort.ts';
import { Lanes, type RowGrams } from './dropOrder.ts';
import { eachSample, type Job } from './job.ts';
import { type RowPlaces, RowReader } from './rowReader.ts';

/** Where hashes are drawn, fewer kept 4-grams of a row than this say nothing. */
const MIN_KEPT = 8;

/** Visits the distinct 4-grams of a text whose high lane starts with `level` zero bits. */
class DistinctGrams {
  private readonly seen = new ScratchSet();
  private readonly tokens = new TokenBuffer();

  each(segments: readonly Segment[], level: number, visit: (lo: number, hi: number) => void): void {
    this.seen.clear();
    for (const { text } of segments) {
      this.tokens.clear();
      tokenise(text, this.tokens);
      eachGramOf(this.tokens, 0, this.tokens.length, 4, (lo, hi) => {
        if (level > 0 && hi >>> (32 - level) !== 0) return;
        if (this.seen.add(lo, hi) === 1) visit(lo, hi);
      });
    }
  }
}

export interface GramsOfRowsParams {
  readonly job: Job;
  readonly places: RowPlaces;
  readonly rows: Uint32Array;
  /** Batch i holds the rows from starts[i] to starts[i + 1]. */
  readonly starts: Uint32Array;
  readonly level: number;
}

/** A row that cannot be read any more holds nothing. */
export function gramsOfRows(p: GramsOfRowsParams, control: WorkerControl): Transferred<RowGrams> {
  const reader = new RowReader(p.job, p.places, []);
  const distinct = new DistinctGrams();
  const rows: number[] = [];
  const starts: number[] = [0];
  const lanes = new Lanes();
  try {
    for (let batch = claim(control); batch >= 0; batch = claim(control)) {
      const [from, to] = [p.starts[batch] as number, p.starts[batch + 1] as number];
      for (const row of p.rows.subarray(from, to)) {
        if (isCancelled(control)) break;
        distinct.each(reader.segments(row) ?? [], p.level, (lo, hi) => lanes.push(lo, hi));
        rows.push(row);
        starts.push(lanes.length);
      }
      addProgress(control, 0, to - from);
    }
  } finally {
    reader.close();
  }
  const value = { row: Uint32Array.from(rows), starts: Uint32Array.from(starts), ...lanes.cut() };
  return { value, transfer: [value.row, value.starts, value.lo, value.hi].map((a) => a.buffer as ArrayBuffer) };
}

export interface NumberGramsParams {
  readonly parts: readonly RowGrams[];
  readonly view: Uint8Array;
}

/** The 4-grams of rows, numbered; rows ascending. All in shared memory. */
export interface NumberedGrams {
  readonly rows: Uint32Array;
  readonly starts: Uint32Array;
  readonly grams: Uint32Array;
  /** By view number: each 4-gram counted with its number + 1; null for views without any. */
  readonly index: readonly (GramTable | null)[];
  readonly distinct: number;
}

export function numberGrams({ parts, view }: NumberGramsParams): NumberedGrams {
  const where = parts.flatMap((part) => Array.from(part.row, (row, at) => ({ row, part, at })));
  where.sort((a, b) => a.row - b.row);
  const rows = sharedUint32(where.length);
  const starts = sharedUint32(where.length + 1);
  const grams = sharedUint32(parts.reduce((n, { lo }) => n + lo.length, 0));
  const index: (GramTable | null)[] = VIEW_NAMES.map(() => null);
  let distinct = 0;
  let to = 0;
  where.forEach(({ row, part, at }, i) => {
    const number = view[row] as number;
    index[number] ??= gramTable(1 << 27);
    const table = index[number];
    for (let k = part.starts[at] as number; k < (part.starts[at + 1] as number); k++) {
      const [lo, hi] = [part.lo[k] as number, part.hi[k] as number];
      let id = gramCount(table, lo, hi, 4);
      if (id === 0) {
        id = ++distinct;
        addGram(table, lo, hi, 4, id);
      }
      grams[to++] = id - 1;
    }
    rows[i] = row;
    starts[i + 1] = to;
  });
  return { rows, starts, grams, index, distinct };
}

export interface HoldersOfGramsParams extends Numbering {
  readonly index: readonly (GramTable | null)[];
  /** By row: 1 where it stays for certain. */
  readonly stays: Uint8Array;
  readonly cluster: Int32Array;
  readonly level: number;
  /** What all workers fill together; see HeldGrams.holder. */
  readonly holder: Int32Array;
  /** By 4-gram: rows that hold it. */
  readonly held: Uint32Array;
}

export function holdersOfGrams(p: HoldersOfGramsParams, control: WorkerControl): null {
  const distinct = new DistinctGrams();
  const views = p.views.map((view) => ({ view, table: p.index[VIEW_NAMES.indexOf(view)] ?? null }));
  let row = 0;
  let end = 0;
  eachSample(
    p.job,
    control,
    (sample) => {
      for (const { view, segments } of sample.views) {
        const known = views.find((v) => v.view === view);
        if (!known) continue;
        const number = row++;
        const { table } = known;
        if (!table || number >= end || !p.stays[number]) continue;
        const own = clusterOf(p.cluster, number) + 1;
        distinct.each(segments, p.level, (lo, hi) => {
          const id = gramCount(table, lo, hi, 4);
          if (id <= 0) return;
          Atomics.add(p.held, id - 1, 1);
          const before = Atomics.compareExchange(p.holder, id - 1, 0, own);
          if (before !== 0 && before !== own) Atomics.store(p.holder, id - 1, -1);
        });
      }
    },
    () => {},
    (_ref, index) => {
      row = p.firstRow[index] as number;
      end = p.firstRow[index + 1] as number;
    },
  );
  return null;
}

/** Clusters by their number, other rows by a number of their own behind all of those. */
function clusterOf(cluster: Int32Array, row: number): number {
  const own = cluster[row] as number;
  return own >= 0 ? own : cluster.length + row;
}

export interface DropLowestParams {
  readonly numbered: Omit<NumberedGrams, 'index'>;
  readonly holder: Int32Array;
  readonly held: Uint32Array;
  readonly cluster: Int32Array;
  readonly view: Uint8Array;
  /** By view number: samples that stay before the first one goes. */
  readonly samples: readonly number[];
  readonly level: number;
  /** Rows in it are named by their place in `numbered.rows`. */
  readonly plan: RecountPlan;
}

export function dropLowestRows(p: DropLowestParams): Recounted {
  const { rows, starts, grams, distinct } = p.numbered;
  const held = p.held.slice();
  const boilerplate = new Uint8Array(distinct);
  const eachGram = (i: number, visit: (gram: number) => void) => {
    for (let k = starts[i] as number; k < (starts[i + 1] as number); k++) visit(grams[k] as number);
  };
  for (const { rows: own } of p.plan.samples) {
    for (const i of own) {
      eachGram(i, (gram) => {
        held[gram] = (held[gram] as number) + 1;
      });
    }
  }
  rows.forEach((row, i) => {
    const from = boilerplateFrom(p.samples[p.view[row] as number] as number);
    eachGram(i, (gram) => {
      if ((held[gram] as number) >= from) boilerplate[gram] = 1;
    });
  });
  const sets: HeldGrams = {
    starts,
    grams,
    distinct,
    cluster: Int32Array.from(rows, (row) => clusterOf(p.cluster, row)),
    holder: p.holder,
    boilerplate,
    least: p.level === 0 ? MIN_GRAMS : MIN_KEPT,
  };
  return dropLowest(sets, p.plan);
}

function sharedUint32(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(length * 4));
}
