// Worker tasks of the mixture planner that read the corpus: which n-grams more than one sample holds, how many samples hold each,
// and which items each candidate has.

import { FieldCounts, type FieldTally, valueKey } from '../../engine/mixture/fieldCounts.ts';
import { ItemReader } from '../../engine/mixture/items.ts';
import { countItem, type ItemTable, isKeptItem, placeOfItem } from '../../engine/mixture/itemTable.ts';
import { LEAST_WORDS } from '../../engine/mixture/noise.ts';
import type { FieldValue } from '../../engine/mixture/problem.ts';
import { ROLE } from '../../engine/mixture/standing.ts';
import { meet, metTwice, type TwiceFilter } from '../../engine/mixture/twiceFilter.ts';
import { ENOUGH } from '../../engine/mixture/weights.ts';
import type { Sample, ViewName } from '../../engine/sample.ts';
import { type Prepared, Preparer } from '../../engine/text/prepare.ts';
import { scalarFields } from '../../formats/views/scalarFields.ts';
import type { WorkerControl } from '../pool/control.ts';
import { eachSample, type Job } from './job.ts';

export interface MixtureRows {
  readonly job: Job;
  /** Views that rows were made of. */
  readonly views: readonly ViewName[];
  readonly view: ViewName;
  /** By corpus row, see ROLE; shared memory. */
  readonly role: Uint8Array;
  /** Number of the first row of each block. */
  readonly firstRow: Float64Array;
}

export interface MarkParams extends MixtureRows {
  readonly filter: TwiceFilter;
  /** Fields that are no content: provenance. */
  readonly ignored: readonly string[];
}

export interface Marked {
  readonly fields: readonly FieldTally[];
  /** Items of all candidates, one for each sample that holds it. */
  readonly held: number;
}

/** First look: meets every item of every sample that takes part, and counts values of fields. */
export function mixtureMark(p: MarkParams, control: WorkerControl): Marked {
  const items = new ItemReader();
  const fields = new FieldCounts(new Set(p.ignored));
  let held = 0;
  eachParticipant(p, control, (x, role, sample) => {
    const isReal = role === ROLE.real;
    items.each(x, (_kind, lo, hi) => {
      meet(p.filter, lo, hi);
      if (!isReal) held++;
    });
    fields.add(scalarFields(sample.value), isReal);
  });
  return { fields: fields.tallies(), held };
}

export interface CountParams extends MixtureRows {
  readonly filter: TwiceFilter;
  readonly table: ItemTable;
}

/** Second look: counts the samples that hold each item that was met twice. */
export function mixtureCount(p: CountParams, control: WorkerControl): null {
  const items = new ItemReader();
  eachParticipant(p, control, (x, role) => {
    items.each(x, (kind, lo, hi) => {
      if (isKeptItem(p.table, kind, hi) && metTwice(p.filter, lo, hi)) {
        countItem(p.table, kind, lo, hi, role === ROLE.real);
      }
    });
  });
  return null;
}

export interface CollectParams extends MixtureRows {
  readonly table: ItemTable;
  readonly values: readonly FieldValue[];
}

/** The candidates of one block, in order. */
export interface CollectedBlock {
  readonly index: number;
  readonly starts: Uint32Array;
  /** Places in the table; a value of a field is its number behind them. */
  readonly items: Uint32Array;
  /** Share of the different words that no other sample holds; NaN for too few words. */
  readonly lone: Float32Array;
}

/** Third look: the items of each candidate that may weigh anything. */
export function mixtureCollect(p: CollectParams, control: WorkerControl): CollectedBlock[] {
  const reader = new ItemReader();
  const { table } = p;
  const valueNumbers = new Map(p.values.map(({ field, value }, i) => [valueKey(field, value), table.keys.length + i]));
  const blocks: CollectedBlock[] = [];
  let starts = [0];
  let lone: number[] = [];
  let items = new Uint32Array(1 << 12);
  let n = 0;
  const push = (item: number) => {
    if (n === items.length) {
      const wider = new Uint32Array(n * 2);
      wider.set(items);
      items = wider;
    }
    items[n++] = item;
  };
  eachParticipant(
    p,
    control,
    (x, role, sample) => {
      if (role !== ROLE.candidate) return;
      let known = 0;
      let terms = 0;
      const { distinct } = reader.each(x, (kind, lo, hi) => {
        if (kind === 0) terms++;
        const at = isKeptItem(table, kind, hi) ? placeOfItem(table, lo, hi) : -1;
        if (at < 0) return;
        const real = table.real[at] as number;
        if (real + (table.synthetic[at] as number) < 2) return;
        if (kind === 0) known++;
        if (real < ENOUGH) push(at);
      });
      for (const [field, value] of valueNumbers.size > 0 ? scalarFields(sample.value) : []) {
        const number = valueNumbers.get(valueKey(field, value));
        if (number !== undefined) push(number);
      }
      starts.push(n);
      lone.push(distinct < LEAST_WORDS ? Number.NaN : (terms - known) / distinct);
    },
    (index) => {
      blocks.push({
        index,
        starts: Uint32Array.from(starts),
        items: items.slice(0, n),
        lone: Float32Array.from(lone),
      });
      starts = [0];
      lone = [];
      n = 0;
    },
  );
  return blocks;
}

/** Visits the rows of the view that have a role, with their roles; rows are numbered as scoring did. */
function eachParticipant(
  { job, views, view, role, firstRow }: MixtureRows,
  control: WorkerControl,
  visit: (x: Prepared, role: number, sample: Sample) => void,
  done: (index: number) => void = () => {},
): void {
  const preparer = new Preparer();
  const isRow = new Set(views);
  let row = 0;
  eachSample(
    job,
    control,
    (sample, ref) => {
      for (const { view: name, segments } of sample.views) {
        if (!isRow.has(name)) continue;
        const own = role[row++] as number;
        if (own !== ROLE.none && name === view) visit(preparer.prepare(ref, name, segments, 'words'), own, sample);
      }
    },
    (_info, _ref, index) => done(index),
    (_ref, index) => {
      row = firstRow[index] as number;
    },
  );
}
