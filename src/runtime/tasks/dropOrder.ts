// In which order rows of a view could go: their distinct 4-grams are collected by all workers, numbered and dropped in one.
import type { ViewName } from '../../engine/sample.ts';
import { boilerplateFrom } from '../../engine/scoring/boilerplate.ts';
import { type Drops, dropLeast, type GramSets } from '../../engine/scoring/marginal.ts';
import { MIN_GRAMS } from '../../engine/scoring/score.ts';
import { addGram, gramCount, gramTable } from '../../engine/sketch/gramTable.ts';
import { ScratchSet } from '../../engine/sketch/scratchSet.ts';
import { eachGramOf } from '../../engine/text/grams.ts';
import { TokenBuffer, tokenise } from '../../engine/text/words.ts';
import type { Numbering } from '../inspect/laterPass.ts';
import type { WorkerControl } from '../pool/control.ts';
import type { Transferred } from '../pool/workerPort.ts';
import { eachSample } from './job.ts';

export interface RowGramsParams extends Numbering {
  readonly view: ViewName;
}

/** Distinct 4-grams of rows, as lanes; row i of the part holds those from starts[i] to starts[i + 1]. */
export interface RowGrams {
  readonly row: Uint32Array;
  readonly starts: Uint32Array;
  readonly lo: Int32Array;
  readonly hi: Int32Array;
}

export function rowGrams(p: RowGramsParams, control: WorkerControl): Transferred<RowGrams> {
  const seen = new ScratchSet();
  const tokens = new TokenBuffer();
  const rows: number[] = [];
  const starts: number[] = [0];
  const lanes = new Lanes();
  let row = 0;
  let end = 0;
  eachSample(
    p.job,
    control,
    (sample) => {
      for (const { view, segments } of sample.views) {
        if (!p.views.includes(view)) continue;
        const number = row++;
        if (view !== p.view || number >= end) continue;
        seen.clear();
        for (const { text } of segments) {
          tokens.clear();
          tokenise(text, tokens);
          eachGramOf(tokens, 0, tokens.length, 4, (lo, hi) => {
            if (seen.add(lo, hi) === 1) lanes.push(lo, hi);
          });
        }
        rows.push(number);
        starts.push(lanes.length);
      }
    },
    () => {},
    (_ref, index) => {
      row = p.firstRow[index] as number;
      end = p.firstRow[index + 1] as number;
    },
  );
  const value = { row: Uint32Array.from(rows), starts: Uint32Array.from(starts), ...lanes.cut() };
  return { value, transfer: [value.row, value.starts, value.lo, value.hi].map((a) => a.buffer as ArrayBuffer) };
}

export interface DropOrderParams {
  readonly parts: readonly RowGrams[];
  readonly count: number;
}

/** `samples` are row numbers. Rows with too few 4-grams for a novelty are not dropped either. */
export function dropOrder({ parts, count }: DropOrderParams): Drops {
  const where = parts.flatMap((part, i) => Array.from(part.row, (row, at) => ({ row, part: i, at })));
  where.sort((a, b) => a.row - b.row);
  const sets = numbered(where.map(({ part, at }) => slice(parts[part] as RowGrams, at)));
  const may = (i: number) => (sets.starts[i + 1] as number) - (sets.starts[i] as number) >= MIN_GRAMS;
  const { samples, adds } = dropLeast(sets, { count, may });
  return { samples: samples.map((i) => (where[i] as { row: number }).row), adds };
}

type Slice = readonly [lo: Int32Array, hi: Int32Array];

function slice(part: RowGrams, at: number): Slice {
  const [from, to] = [part.starts[at] as number, part.starts[at + 1] as number];
  return [part.lo.subarray(from, to), part.hi.subarray(from, to)];
}

/** Numbers the 4-grams and leaves out boilerplate. */
function numbered(samples: readonly Slice[]): GramSets {
  const total = samples.reduce((n, [lo]) => n + lo.length, 0);
  const table = gramTable(1 << 27);
  const holders: number[] = [];
  const all = new Uint32Array(total);
  let at = 0;
  for (const [lo, hi] of samples) {
    for (let i = 0; i < lo.length; i++) {
      let id = gramCount(table, lo[i] as number, hi[i] as number, 4);
      if (id === 0) {
        id = holders.push(0);
        addGram(table, lo[i] as number, hi[i] as number, 4, id);
      }
      holders[id - 1] = (holders[id - 1] as number) + 1;
      all[at++] = id - 1;
    }
  }
  const from = boilerplateFrom(samples.length);
  const starts = new Uint32Array(samples.length + 1);
  let kept = 0;
  at = 0;
  samples.forEach(([lo], i) => {
    for (let k = 0; k < lo.length; k++) {
      const id = all[at++] as number;
      if ((holders[id] as number) < from) all[kept++] = id;
    }
    starts[i + 1] = kept;
  });
  return { starts, grams: all.subarray(0, kept), distinct: holders.length };
}

/** A growing list of hash lanes. */
export class Lanes {
  length = 0;
  private lo = new Int32Array(1 << 14);
  private hi = new Int32Array(1 << 14);

  push(lo: number, hi: number): void {
    if (this.length === this.lo.length) {
      this.lo = wider(this.lo);
      this.hi = wider(this.hi);
    }
    this.lo[this.length] = lo;
    this.hi[this.length++] = hi;
  }

  cut(): { lo: Int32Array; hi: Int32Array } {
    return { lo: this.lo.slice(0, this.length), hi: this.hi.slice(0, this.length) };
  }
}

function wider(old: Int32Array): Int32Array<ArrayBuffer> {
  const next = new Int32Array(old.length * 2);
  next.set(old);
  return next;
}
