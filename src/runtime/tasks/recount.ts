// The metrics that follow from counts alone, of the samples that stay: from the stored words, or from the files.

import type { Env, FixedTables, RowScores, Tallies } from '../../engine/metric.ts';
import { COUNTED, COUNTED_FOLDS } from '../../engine/registry.ts';
import type { MetricValue } from '../../engine/report.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { fixedTable, overflowed } from '../../engine/sketch/fixedTable.ts';
import type { GramTable } from '../../engine/sketch/gramTable.ts';
import type { TypeTable } from '../../engine/sketch/typeTable.ts';
import type { WordGrams } from '../../engine/tallies/wordGrams.ts';
import { PieceBuffer } from '../../engine/text/pieces.ts';
import { type Prepared, Preparer } from '../../engine/text/prepare.ts';
import { TokenBuffer } from '../../engine/text/words.ts';
import { addProgress, claim, isCancelled, type WorkerControl } from '../control.ts';
import type { Numbering } from '../laterPass.ts';
import { eachSample, envOf, type Job } from './job.ts';
import { SEGMENT_START, type TokenBlock, type TokenPart } from './tokens.ts';

/** Tables that all workers fill: here an n-gram is there or not. */
export type CountTables = Readonly<Partial<Record<ViewName, Pick<FixedTables, 'words4' | 'words23'>>>>;

/** `fours` and `shorts`: at most so many different 4-grams, and pairs and triples. */
export function countTables(fours: number, shorts: number): Pick<FixedTables, 'words4' | 'words23'> {
  const slots = (n: number) => Math.max(1 << 12, 2 ** Math.ceil(Math.log2(n / FILL)));
  return { words4: fixedTable(slots(fours), 0, false), words23: fixedTable(slots(shorts), 0, false) };
}
const FILL = 0.7;

interface CountParams {
  /** By row: 1 where it stays. */
  readonly stays: Uint8Array;
  readonly tables: CountTables;
  readonly job: Job;
}

export interface CountStoredParams extends CountParams {
  /** All blocks of all parts, with the part that each is from. */
  readonly parts: readonly TokenPart[];
  readonly blocks: readonly { readonly part: number; readonly block: number }[];
}

export interface CountReadParams extends CountParams, Pick<Numbering, 'firstRow' | 'views'> {}

export type Counted = readonly (readonly [ViewName, Record<string, unknown>])[];

/** The states of the views that are met. */
class Counting {
  private readonly views = new Map<number, { env: Env; states: Record<string, unknown> }>();

  constructor(private readonly p: CountParams) {}

  add(view: number, x: Prepared): void {
    let filling = this.views.get(view);
    if (!filling) {
      const name = VIEW_NAMES[view] as ViewName;
      const env = { ...envOf(this.p.job), fixed: this.p.tables[name] as FixedTables };
      filling = { env, states: Object.fromEntries(COUNTED_FOLDS.map((fold) => [fold.id, fold.init(env)])) };
      this.views.set(view, filling);
    }
    for (const fold of COUNTED_FOLDS) fold.add(filling.states[fold.id], x, filling.env);
  }

  result(): Counted {
    return [...this.views].map(([view, { states }]) => [VIEW_NAMES[view] as ViewName, states] as const);
  }
}

const KEY = { file: 0, block: 0 };
const NO_PIECES = new PieceBuffer();

export function countStored(p: CountStoredParams, control: WorkerControl): Counted {
  const counting = new Counting(p);
  for (let at = claim(control); at >= 0; at = claim(control)) {
    const { part, block } = p.blocks[at] as CountStoredParams['blocks'][number];
    const from = p.parts[part] as TokenPart;
    eachStored(from, from.blocks[block] as TokenBlock, p.stays, (view, x) => {
      counting.add(view, x);
      return isCancelled(control) ? false : undefined;
    });
    addProgress(control, 0, 1);
  }
  return counting.result();
}

/** Visits the rows of a block that stay, with at most `most` words of each; the sample is valid until the next one. */
export function eachStored(
  { lo, hi }: Pick<TokenPart, 'lo' | 'hi'>,
  block: TokenBlock,
  stays: Uint8Array,
  visit: (view: number, x: Prepared, row: number) => undefined | false,
  most = Number.POSITIVE_INFINITY,
): void {
  const words = new TokenBuffer();
  const borders: number[] = [];
  let at = 0;
  for (let i = 0; i < block.view.length; i++) {
    const start = at;
    at += block.words[i] as number;
    const n = Math.min(most, at - start);
    if (!stays[block.firstRow + i]) continue;
    if (words.lo.length < n) {
      words.lo = new Int32Array(n * 2);
      words.hi = new Int32Array(n * 2);
    }
    borders.length = 0;
    borders.push(0);
    for (let k = 0; k < n; k++) {
      let number = block.numbers[start + k] as number;
      if (number >= SEGMENT_START) {
        number -= SEGMENT_START;
        borders.push(k);
      }
      words.lo[k] = lo[number] as number;
      words.hi[k] = hi[number] as number;
    }
    words.length = n;
    borders.push(n);
    const view = block.view[i] as number;
    const x: Prepared = {
      key: KEY,
      view: VIEW_NAMES[view] as ViewName,
      segments: { length: borders.length - 1 } as Prepared['segments'],
      words,
      borders: borders as unknown as Int32Array,
      spaced: NO_PIECES,
      whitespaced: NO_PIECES,
      bytes: block.bytes[i] as number,
      sentences: block.sentences[i] as number,
    };
    if (visit(view, x, block.firstRow + i) === false) return;
  }
}

export function countRead(p: CountReadParams, control: WorkerControl): Counted {
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
        if (number < end && p.stays[number]) {
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

export interface FinishCountsParams {
  readonly job: Job;
  readonly parts: readonly Counted[];
  /** By view: the scores of the rows that stay, of which the words count. */
  readonly rows: readonly (readonly [ViewName, RowScores])[];
}

export interface CountedView {
  readonly view: ViewName;
  readonly metrics: Readonly<Record<string, MetricValue>>;
  /** Different 4-grams, and pairs and triples; null where the tables were too small. */
  readonly grams: readonly [fours: number, shorts: number] | null;
  /** Whether every word type, and every opening, is counted. */
  readonly allTypes: boolean;
  readonly allOpenings: boolean;
}

export function finishCounts({ job, parts, rows }: FinishCountsParams): readonly CountedView[] {
  const env = envOf(job);
  return rows.flatMap(([view, scores]): CountedView[] => {
    const own = parts.flatMap((part) => part.filter(([name]) => name === view).map(([, states]) => states));
    const [first, ...others] = own;
    if (!first) return [];
    const states = { ...first };
    for (const other of others) {
      for (const fold of COUNTED_FOLDS) states[fold.id] = fold.merge(states[fold.id], other[fold.id], env);
    }
    const metrics: Record<string, MetricValue> = {};
    for (const metric of COUNTED) metrics[metric.id] = metric.finish(states[metric.id], states as Tallies, scores, env);
    const { table, short } = states.wordGrams as WordGrams;
    const sum = (sizes: readonly number[]) => sizes.reduce((a, b) => a + b, 0);
    return [
      {
        view,
        metrics,
        grams: overflowed(table) || overflowed(short) ? null : [sum(table.sizes), sum(short.sizes)],
        allTypes: (states.unigrams as TypeTable).level === 0,
        allOpenings: (states.openings as GramTable).level === 0,
      },
    ];
  });
}
