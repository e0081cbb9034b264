// Reads the samples that an edit took away and brought, and moves the counts by them.
import type { Env } from '../../engine/metric.ts';
import type { ViewState } from '../../engine/run.ts';
import { type Sample, VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { boilerplateFrom } from '../../engine/scoring/boilerplate.ts';
import type { GramTable } from '../../engine/sketch/gramTable.ts';
import type { WordGrams } from '../../engine/tallies/wordGrams.ts';
import { toKey } from '../../engine/text/hash.ts';
import { type Prepared, Preparer } from '../../engine/text/prepare.ts';
import type { FilePlan } from '../../formats/plan.ts';
import { readSample } from '../../formats/readBlock.ts';
import { compileLabel, compileMatch } from '../../formats/views/fieldValue.ts';
import { openSource, type SourceRef } from '../sources/source.ts';
import type { TouchedViews } from './changedRows.ts';
import { Lanes } from './gramStore.ts';
import { addTo, takeFrom } from './liveMetrics.ts';
import type { LiveState, Text } from './liveState.ts';
import type { LiveProblem } from './rowFindings.ts';
import { wordGramsOf } from './storeTask.ts';
import { Touched } from './touched.ts';

export interface FreshRow {
  readonly row: number;
  readonly view: ViewName;
  /** The old row that it is an edit of: of the same view, between the same rows that stayed; −1 for none. */
  heirOf: number;
  /** One exact number of the whole sample's content hash, 0 for none. */
  readonly content: number;
  /** What it is grouped by; empty where nothing is. */
  readonly label: string;
  /** Whether it has the value that is to be kept. */
  readonly preferred: boolean;
  words: { readonly lo: Int32Array; readonly hi: Int32Array };
}

export interface Changes {
  /** Where each sample and each row stood before, −1 for new ones. */
  readonly samplesFrom: Int32Array;
  readonly rowsFrom: Int32Array;
  readonly firstRow: Uint32Array;
  readonly fresh: readonly FreshRow[];
  readonly problems: readonly LiveProblem[];
  /** Word 4-grams of rows that went or came. */
  readonly words: TouchedViews;
}

/** Samples taken away and brought together; more are left to a full inspection. */
const MOST_CHANGED = 2000;
const KEY = { file: 0, block: 0 };

/** Null, with nothing touched, when the edit is too large or moves what every row is measured by. */
export function readChanges(state: LiveState, text: Text, samplesFrom: Int32Array, env: Env): Changes | null {
  const kept = samplesFrom.reduce((n, from) => n + (from >= 0 ? 1 : 0), 0);
  if (state.text.places.length + text.places.length - 2 * kept > MOST_CHANGED) return null;
  const brought = readSamples(
    text,
    numbersWhere(samplesFrom, (from) => from < 0),
  );
  const gone = new Uint8Array(state.text.places.length).fill(1);
  for (const from of samplesFrom) if (from >= 0) gone[from] = 0;
  const taken = readSamples(
    state.text,
    numbersWhere(gone, (is) => is === 1),
  );
  if (!keepsMeasure(state, taken, brought)) return null;
  const placed = placeRows(state, text, samplesFrom, brought);
  pairHeirs(state, taken, samplesFrom, placed.firstRow, placed.fresh);
  const words = moveCounts(state, taken, brought, placed.fresh, env);
  const problems = [...brought].flatMap(([sample, { problems }]) => problems.map((problem) => ({ sample, problem })));
  return { samplesFrom, ...placed, problems, words };
}

function numbersWhere(values: Int32Array | Uint8Array, is: (value: number) => boolean): number[] {
  const out: number[] = [];
  values.forEach((value, i) => {
    if (is(value)) out.push(i);
  });
  return out;
}

function readSamples({ job, places }: Text, numbers: readonly number[]): Map<number, Sample> {
  const source = openSource(job.sources[0] as SourceRef);
  const plan = job.plans[0] as FilePlan;
  try {
    return new Map(
      numbers.map((i) => [
        i,
        readSample(source, plan, places.byte[i] as number, places.byteLength[i] as number).sample,
      ]),
    );
  } finally {
    source.close();
  }
}

/** Whether the views stay the same, and what counts as boilerplate in each. */
function keepsMeasure(state: LiveState, taken: Map<number, Sample>, brought: Map<number, Sample>): boolean {
  const change = new Map<ViewName, number>();
  const count = (samples: Map<number, Sample>, by: 1 | -1) => {
    for (const { views } of samples.values())
      for (const { view } of views) change.set(view, (change.get(view) ?? 0) + by);
  };
  count(taken, -1);
  count(brought, 1);
  return [...change].every(([view, by]) => {
    const samples = state.views.get(view)?.rows ?? 0;
    return samples > 0 && samples + by > 0 && boilerplateFrom(samples) === boilerplateFrom(samples + by);
  });
}

const NONE = { lo: new Int32Array(0), hi: new Int32Array(0) };

function placeRows(state: LiveState, { job, places }: Text, samplesFrom: Int32Array, brought: Map<number, Sample>) {
  const firstRow = new Uint32Array(places.length + 1);
  const rowsFrom: number[] = [];
  const fresh: FreshRow[] = [];
  const labelOf = job.by === undefined ? null : compileLabel(job.by);
  const isPreferred = job.prefer ? compileMatch(job.prefer) : null;
  samplesFrom.forEach((from, i) => {
    firstRow[i] = rowsFrom.length;
    if (from >= 0) {
      for (let row = state.firstRow[from] as number; row < (state.firstRow[from + 1] as number); row++)
        rowsFrom.push(row);
      return;
    }
    const sample = brought.get(i) as Sample;
    const content = sample.hash ? toKey(...sample.hash) : 0;
    const label = labelOf?.(sample.value) ?? '';
    const preferred = isPreferred?.(sample.value) ?? false;
    for (const { view } of sample.views) {
      fresh.push({ row: rowsFrom.length, view, heirOf: -1, content, label, preferred, words: NONE });
      rowsFrom.push(-1);
    }
  });
  firstRow[places.length] = rowsFrom.length;
  return { firstRow, rowsFrom: Int32Array.from(rowsFrom), fresh };
}

/**
 * Pairs each new sample with the old one in whose place it stands: the k-th new one between two that stayed with the k-th
 * that went from between them. The order of rows stays the same so.
 */
function pairHeirs(
  state: LiveState,
  taken: Map<number, Sample>,
  samplesFrom: Int32Array,
  firstRow: Uint32Array,
  fresh: readonly FreshRow[],
): void {
  const byRow = new Map(fresh.map((f) => [f.row, f]));
  let next = 0;
  samplesFrom.forEach((from, i) => {
    if (from >= 0) {
      next = from + 1;
      return;
    }
    const old = taken.get(next);
    if (!old) return;
    for (let row = firstRow[i] as number; row < (firstRow[i + 1] as number); row++) {
      const heir = byRow.get(row);
      const k = heir ? old.views.findIndex(({ view }) => view === heir.view) : -1;
      if (heir && k >= 0) heir.heirOf = (state.firstRow[next] as number) + k;
    }
    next++;
  });
}

/** Takes old samples back from the counts and adds new ones; notes each n-gram's count before and after. */
function moveCounts(
  state: LiveState,
  taken: Map<number, Sample>,
  brought: Map<number, Sample>,
  fresh: readonly FreshRow[],
  env: Env,
): TouchedViews {
  const preparer = new Preparer();
  const words = new Map<number, Touched>();
  const touchedOf = (view: ViewName, table: () => GramTable) => {
    const number = VIEW_NAMES.indexOf(view);
    const known = words.get(number) ?? new Touched(table);
    words.set(number, known);
    return known;
  };
  const visit = (samples: Map<number, Sample>, apply: typeof addTo, done: (row: Visited) => void) => {
    for (const [number, { views }] of samples) {
      views.forEach(({ view, segments }, k) => {
        const of = state.views.get(view) as ViewState;
        const x = preparer.prepare(KEY, view, segments);
        const grams = lanesOf(x);
        const touched = touchedOf(view, () => (of.states.wordGrams as WordGrams).table);
        const numbers = touched.note(grams);
        apply(of, x, env);
        done({ words: grams, sample: number, k, touched, numbers });
      });
    }
  };
  const held = new Map<number, Visited>();
  visit(taken, takeFrom, (row) => held.set((state.firstRow[row.sample] as number) + row.k, row));
  let next = 0;
  visit(brought, addTo, (row) => {
    const now = fresh[next++] as FreshRow;
    now.words = row.words;
    row.touched.moveHolder(held.get(now.heirOf)?.numbers ?? NONE.lo, row.numbers);
    held.delete(now.heirOf);
  });
  for (const { touched, numbers } of held.values()) touched.moveHolder(numbers, NONE.lo);
  for (const touched of words.values()) touched.finish();
  return words;
}

interface Visited extends Pick<FreshRow, 'words'> {
  readonly sample: number;
  /** Which view of the sample. */
  readonly k: number;
  readonly touched: Touched;
  /** Of its word 4-grams. */
  readonly numbers: Int32Array;
}

function lanesOf(x: Prepared): FreshRow['words'] {
  const lanes = new Lanes(256);
  wordGramsOf(x, lanes);
  return { lo: lanes.lo.slice(0, lanes.length), hi: lanes.hi.slice(0, lanes.length) };
}

/** Whether tables still count everything: one that outgrew its memory began to draw. */
export function isExact({ views }: LiveState): boolean {
  return [...views.values()].every(({ states }) =>
    Object.values(states).every((state) => {
      const { table, short } = (state ?? {}) as { table?: unknown; short?: unknown };
      return [state, table, short].every((t) => levelOf(t) === 0);
    }),
  );
}

function levelOf(state: unknown): number {
  return (state as { level?: number } | undefined)?.level ?? 0;
}

/** Where boilerplate begins in each view, by view number, and the tables to ask. */
export function measuresOf({ views }: LiveState): Map<number, { table: GramTable; from: number }> {
  return new Map(
    [...views].map(([view, { rows, states }]) => [
      VIEW_NAMES.indexOf(view),
      { table: (states.wordGrams as WordGrams).table, from: boilerplateFrom(rows) },
    ]),
  );
}
