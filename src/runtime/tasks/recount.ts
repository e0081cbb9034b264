// The metrics that follow from counts alone, of the samples that stay: from the stored words, or from the files.
import type { Fold, RowScores, Tallies } from '../../engine/metric.ts';
import { COUNTED, COUNTED_FOLDS } from '../../engine/registry.ts';
import type { MetricValue } from '../../engine/report.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { type GramTable, gramTable } from '../../engine/sketch/gramTable.ts';
import type { TypeTable } from '../../engine/sketch/typeTable.ts';
import type { WordGrams } from '../../engine/tallies/wordGrams.ts';
import { type Prepared, Preparer } from '../../engine/text/prepare.ts';
import type { Numbering } from '../inspect/laterPass.ts';
import { addProgress, claim, isCancelled, type WorkerControl } from '../pool/control.ts';
import { eachSample, envOf, type Job } from './job.ts';
import { countTotals, eachStored, type TokenBlock, type TokenPart } from './tokens.ts';

export interface StoredWords {
  readonly parts: readonly TokenPart[];
  readonly blocks: readonly { readonly part: number; readonly block: number }[];
}

export interface CountParams {
  /** By row: 1 where it stays. */
  readonly rows: Uint8Array;
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

  constructor(p: CountParams) {
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
  }

  result(): Counted {
    return [...this.views].map(([view, states]) => [VIEW_NAMES[view] as ViewName, states] as const);
  }
}

export function countStored({ parts, blocks, ...p }: CountParams & StoredWords, control: WorkerControl): Counted {
  const counting = new Counting(p);
  for (let at = claim(control); at >= 0; at = claim(control)) {
    const { part, block } = blocks[at] as StoredWords['blocks'][number];
    const from = parts[part] as TokenPart;
    eachStored(from, from.blocks[block] as TokenBlock, p.rows, (view, x) => {
      counting.add(view, x);
      return isCancelled(control) ? false : undefined;
    });
    addProgress(control, 0, 1);
  }
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

/** What several workers counted, as one. */
export function mergeCounts({ job, parts }: { readonly job: Job; readonly parts: readonly Counted[] }): Counted {
  const env = envOf(job);
  const views = new Map<ViewName, CountedStates>();
  for (const [view, counted] of parts.flat()) {
    const into = views.get(view);
    if (!into) {
      views.set(view, { states: { ...counted.states }, totals: [...counted.totals] });
      continue;
    }
    for (const { id, merge } of FOLDS) into.states[id] = merge(into.states[id], counted.states[id], env);
    counted.totals.forEach((n, i) => {
      into.totals[i] = (into.totals[i] as number) + n;
    });
  }
  return [...views];
}

/** Without the samples of `gone`, all of which `whole` holds. */
function without(whole: CountedStates, gone: CountedStates | undefined): CountedStates {
  if (!gone) return whole;
  const states: Record<string, unknown> = {};
  for (const { id, subtract } of FOLDS) states[id] = subtract?.(whole.states[id], gone.states[id]);
  return { states, totals: whole.totals.map((n, i) => n - (gone.totals[i] as number)) };
}

export interface FinishCountsParams {
  readonly job: Job;
  readonly parts: readonly Counted[];
  /** Of all samples where `parts` are about those that go; null where they are about those that stay. */
  readonly whole: Counted | null;
  readonly views: readonly {
    readonly view: ViewName;
    /** The scores of the rows that stay, of which the words count. */
    readonly rows: RowScores;
    /** Different n-grams, index order − 1, without single words. */
    readonly grams: readonly number[];
  }[];
}

export interface CountedView {
  readonly view: ViewName;
  readonly metrics: Readonly<Record<string, MetricValue>>;
  /** Whether every word type, and every opening, is counted. */
  readonly allTypes: boolean;
  readonly allOpenings: boolean;
}

export function finishCounts({ job, parts, whole, views }: FinishCountsParams): readonly CountedView[] {
  const env = envOf(job);
  const counted = new Map(mergeCounts({ job, parts }));
  const all = whole && new Map(whole);
  return views.flatMap(({ view, rows, grams }): CountedView[] => {
    const of = all?.get(view);
    const found = of ? without(of, counted.get(view)) : counted.get(view);
    if (!found) return [];
    const states: Record<string, unknown> = { ...found.states, wordGrams: wordGrams(grams, found.totals) };
    const metrics: Record<string, MetricValue> = {};
    for (const metric of COUNTED) metrics[metric.id] = metric.finish(states[metric.id], states as Tallies, rows, env);
    const { unigrams, openings } = found.states as { unigrams: TypeTable; openings: GramTable };
    const allTypes = unigrams.level === 0;
    return [{ view, metrics, allTypes, allOpenings: openings.level === 0 }];
  });
}

/** As metrics read it: how many there are, not which. */
function wordGrams([, pairs = 0, triples = 0, fours = 0]: readonly number[], totals: number[]): WordGrams {
  const sized = (sizes: number[]) => ({ ...gramTable(1), sizes });
  return { table: sized([0, 0, 0, fours]), short: sized([0, pairs, triples, 0]), totals };
}
