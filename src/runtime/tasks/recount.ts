// The metrics that follow from counts alone, of the samples that stay: from the stored words, or from the files.
import type { Fold, RowScores, Tallies } from '../../engine/metric.ts';
import { COUNTED, COUNTED_FOLDS } from '../../engine/registry.ts';
import type { MetricValue } from '../../engine/report.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { type GramMarks, noteGram, seeGram, unseenGrams } from '../../engine/sketch/gramMarks.ts';
import { type GramTable, gramTable } from '../../engine/sketch/gramTable.ts';
import type { TypeTable } from '../../engine/sketch/typeTable.ts';
import type { WordGrams } from '../../engine/tallies/wordGrams.ts';
import { eachUpTo4 } from '../../engine/text/grams.ts';
import { type Prepared, Preparer } from '../../engine/text/prepare.ts';
import { addProgress, claim, isCancelled, type WorkerControl } from '../control.ts';
import type { Numbering } from '../laterPass.ts';
import { eachSample, envOf, type Job } from './job.ts';
import { eachStored, type TokenBlock, type TokenPart } from './tokens.ts';

/** N-grams by view number. */
export type Marks = readonly (GramMarks | null)[];

export interface StoredWords {
  readonly parts: readonly TokenPart[];
  readonly blocks: readonly { readonly part: number; readonly block: number }[];
}

export interface NoteParams extends StoredWords {
  /** By row: 1 for those whose n-grams are noted. */
  readonly rows: Uint8Array;
  readonly marks: Marks;
}

export interface CountParams {
  /** By row: 1 where it stays. */
  readonly rows: Uint8Array;
  readonly marks: Marks;
  /** What is done with the n-grams of the rows: noted, or seen among those that were noted of the others. */
  readonly grams: 'note' | 'see';
  readonly job: Job;
}

interface CountedStates {
  readonly states: Record<string, unknown>;
  /** N-grams that occur, index order − 1. */
  readonly totals: number[];
}
export type Counted = readonly (readonly [ViewName, CountedStates])[];

/** Different n-grams are told by marks; all else by the folds of the metrics. */
const FOLDS: readonly Fold<unknown>[] = COUNTED_FOLDS.filter(({ id }) => id !== 'wordGrams');

/** The states of the views that are met. */
class Counting {
  private readonly views = new Map<number, CountedStates>();
  private readonly env;

  constructor(private readonly p: CountParams) {
    this.env = envOf(p.job);
  }

  add(view: number, x: Prepared): void {
    let filling = this.views.get(view);
    if (!filling) {
      filling = {
        states: Object.fromEntries(FOLDS.map((fold) => [fold.id, fold.init(this.env)])),
        totals: [0, 0, 0, 0],
      };
      this.views.set(view, filling);
    }
    for (const fold of FOLDS) fold.add(filling.states[fold.id], x, this.env);
    countTotals(filling.totals, x);
    eachGram(this.p.marks[view], x, this.p.grams);
  }

  result(): Counted {
    return [...this.views].map(([view, states]) => [VIEW_NAMES[view] as ViewName, states] as const);
  }
}

function countTotals(totals: number[], x: Prepared): void {
  for (let s = 0; s < x.segments.length; s++) {
    const words = (x.borders[s + 1] as number) - (x.borders[s] as number);
    for (let n = 1; n <= 4; n++) totals[n - 1] = (totals[n - 1] as number) + Math.max(0, words - n + 1);
  }
}

function eachGram(marks: GramMarks | null | undefined, x: Prepared, what: 'note' | 'see'): void {
  if (!marks) return;
  for (let s = 0; s < x.segments.length; s++) {
    const [from, to] = [x.borders[s] as number, x.borders[s + 1] as number];
    if (what === 'note') eachUpTo4(x.words, from, to, (order, lo, hi) => noteGram(marks, lo, hi, order));
    else eachUpTo4(x.words, from, to, (_order, lo, hi) => seeGram(marks, lo, hi));
  }
}

function overStored(
  { parts, blocks }: StoredWords,
  rows: Uint8Array,
  control: WorkerControl,
  visit: (view: number, x: Prepared) => void,
): void {
  for (let at = claim(control); at >= 0; at = claim(control)) {
    const { part, block } = blocks[at] as StoredWords['blocks'][number];
    const from = parts[part] as TokenPart;
    eachStored(from, from.blocks[block] as TokenBlock, rows, (view, x) => {
      visit(view, x);
      return isCancelled(control) ? false : undefined;
    });
    addProgress(control, 0, 1);
  }
}

/** N-grams that occur in the noted rows, by view number; index order − 1. */
export type Noted = readonly (readonly number[])[];

export function noteStored(p: NoteParams, control: WorkerControl): Noted {
  const totals = VIEW_NAMES.map(() => [0, 0, 0, 0]);
  overStored(p, p.rows, control, (view, x) => {
    countTotals(totals[view] as number[], x);
    eachGram(p.marks[view], x, 'note');
  });
  return totals;
}

export function countStored(p: CountParams & StoredWords, control: WorkerControl): Counted {
  const counting = new Counting(p);
  overStored(p, p.rows, control, (view, x) => counting.add(view, x));
  return counting.result();
}

export function countRead(p: CountParams & Pick<Numbering, 'firstRow' | 'views'>, control: WorkerControl): Counted {
  const counting = new Counting(p);
  const preparer = new Preparer();
  let row = 0;
  let end = 0;
  eachSample(
    p.job,
    control,
    (sample, ref) => {
      for (const { view, segments } of sample.views) {
        if (!p.views.includes(view)) continue;
        const number = row++;
        if (number < end && p.rows[number]) {
          counting.add(VIEW_NAMES.indexOf(view), preparer.prepare(ref, view, segments));
        }
      }
    },
    () => {},
    (_ref, index) => {
      row = p.firstRow[index] as number;
      end = p.firstRow[index + 1] as number;
    },
  );
  return counting.result();
}

const ORDERS = [0, 1, 2, 3] as const;

export interface FinishCountsParams {
  readonly job: Job;
  readonly parts: readonly Counted[];
  readonly views: readonly {
    readonly view: ViewName;
    /** The scores of the rows that stay, of which the words count. */
    readonly rows: RowScores;
    /** Different n-grams by all n-grams before anything was taken away, index order − 1. */
    readonly before: readonly number[];
  }[];
  readonly marks: Marks;
  /** What was noted of the rows that go; null where those that stay were noted. */
  readonly noted: readonly Noted[] | null;
}

export interface CountedView {
  readonly view: ViewName;
  readonly metrics: Readonly<Record<string, MetricValue>>;
  /** Different n-grams, index order − 1, without single words; null where they were not looked at. */
  readonly grams: readonly number[] | null;
  /** Whether every word type, and every opening, is counted. */
  readonly allTypes: boolean;
  readonly allOpenings: boolean;
}

export function finishCounts({ job, parts, views, marks, noted }: FinishCountsParams): readonly CountedView[] {
  const env = envOf(job);
  return views.flatMap(({ view, rows, before }): CountedView[] => {
    const own = parts.flatMap((part) => part.filter(([name]) => name === view).map(([, counted]) => counted));
    const [first, ...others] = own;
    if (!first) return [];
    const states = { ...first.states };
    for (const { states: other } of others) {
      for (const fold of FOLDS) states[fold.id] = fold.merge(states[fold.id], other[fold.id], env);
    }
    const number = VIEW_NAMES.indexOf(view);
    const totals = ORDERS.map((i) => own.reduce((n, counted) => n + (counted.totals[i] as number), 0));
    const held = marks[number];
    const unseen = held ? unseenGrams(held) : null;
    const gone = ORDERS.map((i) => (noted ?? []).reduce((n, part) => n + (part[number]?.[i] ?? 0), 0));
    // What only the rows that go hold goes with them.
    const left = (i: number) =>
      Math.round((before[i] ?? 0) * ((totals[i] as number) + (gone[i] as number))) - (unseen?.[i] ?? 0);
    const grams = unseen && (noted ? ORDERS.map(left) : unseen);
    states.wordGrams = wordGrams(grams ?? [], totals);
    const metrics: Record<string, MetricValue> = {};
    for (const metric of COUNTED) metrics[metric.id] = metric.finish(states[metric.id], states as Tallies, rows, env);
    const allTypes = (states.unigrams as TypeTable).level === 0;
    return [{ view, metrics, grams, allTypes, allOpenings: (states.openings as GramTable).level === 0 }];
  });
}

/** As metrics read it: how many there are, not which. */
function wordGrams([, pairs = 0, triples = 0, fours = 0]: readonly number[], totals: number[]): WordGrams {
  const sized = (sizes: number[]) => ({ ...gramTable(1), sizes });
  return { table: sized([0, 0, 0, fours]), short: sized([0, pairs, triples, 0]), totals };
}
