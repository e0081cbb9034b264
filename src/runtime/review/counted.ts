// The metrics of what stays that follow from counts alone, and which of them are the very values that an inspection of the
// result would give.

import type { RowScores } from '../../engine/metric.ts';
import { COUNTED, METRICS } from '../../engine/registry.ts';
import type { MetricValue } from '../../engine/report.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { numberingOf } from '../inspect/laterPass.ts';
import type { Inspection } from '../inspect/result.ts';
import { SHARED_ABOVE, THINNED_ABOVE } from '../inspect/tables.ts';
import type { WorkerPool } from '../pool/pool.ts';
import type { ReadSample } from '../rows/rowText.ts';
import type { ApartCounts } from '../tasks/apartGrams.ts';
import type { Job } from '../tasks/job.ts';
import type { Counted, CountedView, StoredWords } from '../tasks/recount.ts';
import { withWords } from './openingWords.ts';
import { type TokenStore, tokenStoreOf } from './tokenStore.ts';

export interface CountedMetrics {
  readonly views: Readonly<Partial<Record<ViewName, Readonly<Record<string, MetricValue>>>>>;
  /** Metrics that could not be told: they keep today's value. */
  readonly updating: readonly string[];
}

export interface CountParts {
  readonly pool: WorkerPool;
  readonly readSample: ReadSample;
  readonly signal: AbortSignal;
}

/** How the result would be inspected, as far as it decides what is drawn. */
export type ResultJob = Pick<Job, 'plans' | 'maxSlots'>;

/** `stays`: 1 by row, in shared memory. Rejects with 'cancelled'. */
export async function countStaying(
  inspection: Inspection,
  stays: Uint8Array,
  result: ResultJob,
  { pool, readSample, signal }: CountParts,
): Promise<CountedMetrics> {
  const { report } = inspection;
  const numbering = numberingOf(inspection);
  const job = { ...numbering.job, maxSlots: result.maxSlots };
  const store = await tokenStoreOf(pool, inspection, signal);
  const of = VIEW_NAMES.flatMap((view) => viewOf(inspection, stays, view) ?? []);
  // The smaller part is counted: that which stays, or that which goes, which is then taken away from all.
  const part = partOf(stays, of, store !== null);
  const asked = { rows: part.rows, job };
  const isExact = store !== null && areGramsCounted(inspection, result);
  const [{ results: parts, lost }, grams] = await Promise.all([
    store
      ? pool.overBlocks<Counted>('countStored', { ...asked, ...wordsOf(store) }, store.blocks.length, { signal })
      : pool.overBlocks<Counted>('countRead', { ...numbering, ...asked }, numbering.job.blocks.length, { signal }),
    isExact ? gramsOf(pool, store, part, of, signal) : null,
  ]);
  const finishing = {
    job,
    parts,
    whole: part.goes && store ? store.whole : null,
    views: of.map(({ view, rows }) => ({ view, rows, grams: grams?.get(view) ?? [] })),
  };
  const finished = await pool.one<CountedView[]>('finishCounts', finishing, { signal });

  const views: Partial<Record<ViewName, Record<string, MetricValue>>> = {};
  const updating = new Set<string>();
  const shown = new Set<string>();
  const same = lost.length === 0 && sameReading(inspection, result);
  for (const { view } of of) {
    const today = report.views[view]?.metrics ?? {};
    const counted = finished.find((f) => f.view === view);
    const unsure = counted && same ? unsureOf(counted, grams?.get(view), result) : null;
    const metrics: Record<string, MetricValue> = {};
    for (const [id, value] of Object.entries(today)) {
      shown.add(id);
      const now = unsure && !unsure.has(id) ? counted?.metrics[id] : undefined;
      if (!now || (id === 'openings' && !store)) updating.add(id);
      metrics[id] = now ?? value;
    }
    if (metrics.openings && store && !updating.has('openings')) {
      metrics.openings = withWords(inspection, store, stays, readSample, view, metrics.openings);
    }
    views[view] = metrics;
  }
  // What is not certain in one view shows today's value in all of them.
  for (const [view, metrics] of Object.entries(views) as [ViewName, Record<string, MetricValue>][]) {
    for (const id of updating) {
      const value = report.views[view]?.metrics[id];
      if (value) metrics[id] = value;
    }
  }
  const order = [...METRICS.map(({ id }) => id), ...shown];
  return { views, updating: [...new Set(order)].filter((id) => updating.has(id)) };
}

interface StayingView {
  readonly view: ViewName;
  /** Words alone: nothing that is counted reads the other scores. */
  readonly rows: RowScores;
  /** Words of the rows that stay, and of those that go. */
  readonly words: number;
  readonly gone: number;
  /** Distinct-n of today, index n − 1. */
  readonly before: readonly number[];
}

/** Null where no row of the view stays. */
function viewOf({ columns, report }: Inspection, stays: Uint8Array, view: ViewName): StayingView | null {
  const number = VIEW_NAMES.indexOf(view);
  const own = new Uint32Array(columns.length);
  let n = 0;
  let words = 0;
  let gone = 0;
  for (let row = 0; row < columns.length; row++) {
    if (columns.view[row] !== number) continue;
    const length = columns.words[row] as number;
    if (stays[row]) {
      own[n++] = length;
      words += length;
    } else gone += length;
  }
  if (n === 0) return null;
  const rows = { words: own.slice(0, n), novelty: new Float32Array(0), repeatMass: new Float64Array(0) };
  const today = report.views[view]?.metrics ?? {};
  return { view, rows, words, gone, before: [1, 2, 3, 4].map((order) => today[`distinct-${order}`]?.value ?? 0) };
}

interface Part {
  /** Whether it is that which goes. */
  readonly goes: boolean;
  readonly rows: Uint8Array;
}

function partOf(stays: Uint8Array, views: readonly StayingView[], isStored: boolean): Part {
  if (!isStored || sum(views, 'gone') >= sum(views, 'words')) return { goes: false, rows: stays };
  const rows = new Uint8Array(new SharedArrayBuffer(stays.length));
  for (let row = 0; row < stays.length; row++) rows[row] = stays[row] ? 0 : 1;
  return { goes: true, rows };
}

function sum(views: readonly StayingView[], what: 'words' | 'gone'): number {
  return views.reduce((n, view) => n + view[what], 0);
}

/** What is posted to the workers. */
function wordsOf({ parts, blocks }: TokenStore): StoredWords {
  return { parts, blocks };
}

/** Different n-grams of what stays, by view, index order − 1. With what goes, what nobody else holds goes. Null where a worker
 *  was lost. */
async function gramsOf(
  pool: WorkerPool,
  store: TokenStore,
  { goes, rows }: Part,
  views: readonly StayingView[],
  signal: AbortSignal,
): Promise<ReadonlyMap<ViewName, readonly number[]> | null> {
  const which = goes ? 'gone' : 'words';
  const wanted = Math.max(pool.jobs, sum(views, which) / WORDS_PER_PARTITION);
  const partitions = Math.max(2, Math.min(MOST_PARTITIONS, 2 ** Math.ceil(Math.log2(wanted))));
  const expected = views.reduce((n, v) => n + v[which] * v.before.slice(1).reduce((a, b) => a + b, 0), 0);
  const params = { ...wordsOf(store), rows, apart: goes, expected, partitions };
  const { results, lost } = await pool.overBlocks<ApartCounts>('apartGrams', params, partitions, { signal });
  if (lost.length > 0) return null;
  return new Map(
    views.map(({ view, before }) => {
      const number = VIEW_NAMES.indexOf(view);
      const add = (of: readonly (readonly (readonly number[])[])[], i: number) =>
        of.reduce((n, byView) => n + (byView[number]?.[i] ?? 0), 0);
      const totals = store.parts.map((part) => part.totals);
      const left = (i: number) => Math.round((before[i] ?? 0) * add(totals, i)) - add(results, i);
      return [view, [0, 1, 2, 3].map((i) => (goes ? left(i) : add(results, i)))] as const;
    }),
  );
}

/** Tables of so many words' n-grams fit a processor's cache; each partition walks over all words. */
const WORDS_PER_PARTITION = 150_000;
const MOST_PARTITIONS = 16;

/** Whether n-grams are counted today, and would be in the result. */
function areGramsCounted({ report }: Inspection, result: ResultJob): boolean {
  const drawn = Object.values(report.views).some(({ metrics }) => OF_GRAMS.some((id) => metrics[id]?.drawn));
  return !drawn && bytesOf(result) <= THINNED_ABOVE;
}

function bytesOf({ plans }: ResultJob): number {
  return plans.reduce((n, plan) => n + plan.bytes, 0);
}

const OF_TYPES: ReadonlySet<string> = new Set(
  COUNTED.filter((m) => m.tallies.includes('unigrams')).map(({ id }) => id),
);
const OF_GRAMS = ['distinct-2', 'distinct-3', 'distinct-4'] as const;
/** Entries of a table of its own that may be filled; see sketch/gramTable.ts. */
const FILL = 0.7;

/** Counted metrics whose value an inspection of the result would draw. */
function unsureOf(
  { allTypes, allOpenings }: CountedView,
  grams: readonly number[] | undefined,
  result: ResultJob,
): Set<string> {
  const unsure = new Set<string>(allTypes ? [] : OF_TYPES);
  if (!allOpenings) unsure.add('openings');
  const [, pairs = 0, triples = 0, fours = 0] = grams ?? [];
  // Tables of large results are planned by a draw: one that was not thin for more text is not for less.
  const fits = bytesOf(result) > SHARED_ABOVE || Math.max(pairs + triples, fours) <= result.maxSlots * FILL;
  if (!grams || !fits) for (const id of OF_GRAMS) unsure.add(id);
  return unsure;
}

/** Whether the result would be read as the corpus was: a part of the rows may look like another format or other fields. */
function sameReading({ plans }: Inspection, result: ResultJob): boolean {
  const readings = (of: readonly Inspection['plans'][number][]) =>
    new Set(
      of.map(({ format, split, views: { rules, explodedPrefixes } }) =>
        JSON.stringify([format, split, rules, explodedPrefixes]),
      ),
    );
  const [before, after] = [readings(plans), readings(result.plans)];
  return [...after].every((reading) => before.has(reading));
}
