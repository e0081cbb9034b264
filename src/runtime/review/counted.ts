// The metrics of what stays that follow from counts alone, and which of them are the very values that an inspection of the
// result would give.

import type { RowScores } from '../../engine/metric.ts';
import { COUNTED, METRICS } from '../../engine/registry.ts';
import type { MetricValue } from '../../engine/report.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { numberingOf } from '../laterPass.ts';
import type { WorkerPool } from '../pool.ts';
import type { Inspection } from '../result.ts';
import type { ReadSample } from '../rowText.ts';
import { THINNED_ABOVE } from '../tables.ts';
import type { Job } from '../tasks/job.ts';
import { type Counted, type CountedView, type CountTables, countTables } from '../tasks/recount.ts';
import { withWords } from './openingWords.ts';
import { tokenStoreOf } from './tokenStore.ts';

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
  const scores = VIEW_NAMES.flatMap((view) => {
    const words = wordsOf(inspection, stays, view);
    return words.length === 0 ? [] : [[view, scoresOf(words)] as const];
  });
  const numbering = numberingOf(inspection);
  const asked = { stays, tables: tablesFor(inspection, scores), job: { ...numbering.job, maxSlots: result.maxSlots } };
  const store = await tokenStoreOf(pool, inspection, signal);
  const { results: parts, lost } = store
    ? await pool.overBlocks<Counted>('countStored', { ...asked, ...store }, store.blocks.length, { signal })
    : await pool.overBlocks<Counted>('countRead', { ...numbering, ...asked }, numbering.job.blocks.length, { signal });
  const finished = await pool.one<CountedView[]>('finishCounts', { job: asked.job, parts, rows: scores }, { signal });

  const views: Partial<Record<ViewName, Record<string, MetricValue>>> = {};
  const updating = new Set<string>();
  const shown = new Set<string>();
  const same = lost.length === 0 && sameReading(inspection, result);
  for (const [view] of scores) {
    const today = report.views[view]?.metrics ?? {};
    const counted = finished.find((f) => f.view === view);
    const unsure = counted && same ? unsureOf(counted, today, result) : null;
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

function wordsOf({ columns }: Inspection, stays: Uint8Array, view: ViewName): Uint32Array {
  const number = VIEW_NAMES.indexOf(view);
  const words = new Uint32Array(columns.length);
  let n = 0;
  for (let row = 0; row < columns.length; row++) {
    if (columns.view[row] === number && stays[row]) words[n++] = columns.words[row] as number;
  }
  return words.slice(0, n);
}

/** Nothing that is counted reads the other scores. */
function scoresOf(words: Uint32Array): RowScores {
  return { words, novelty: new Float32Array(0), repeatMass: new Float64Array(0) };
}

/** No more n-grams than today, and no more than words. */
function tablesFor({ report }: Inspection, scores: readonly (readonly [ViewName, RowScores])[]): CountTables {
  return Object.fromEntries(
    scores.map(([view, { words }]) => {
      const total = words.reduce((a, b) => a + b, 0);
      const today = report.views[view]?.metrics ?? {};
      const most = (n: number) => {
        const value = today[`distinct-${n}`];
        const all = (today.words?.value ?? total) * (value?.value ?? 1);
        return Math.min(total, value?.drawn ? total : all);
      };
      return [view, countTables(most(4), most(2) + most(3))];
    }),
  );
}

const OF_TYPES: ReadonlySet<string> = new Set(
  COUNTED.filter((m) => m.tallies.includes('unigrams')).map(({ id }) => id),
);
const OF_GRAMS = ['distinct-2', 'distinct-3', 'distinct-4'] as const;
/** Entries of a table of its own that may be filled; see sketch/gramTable.ts. */
const FILL = 0.7;

/** Counted metrics whose value an inspection of the result would draw. */
function unsureOf(counted: CountedView, today: Readonly<Record<string, MetricValue>>, result: ResultJob): Set<string> {
  const { grams, allTypes, allOpenings } = counted;
  const unsure = new Set<string>(allTypes ? [] : OF_TYPES);
  if (!allOpenings) unsure.add('openings');
  const bytes = result.plans.reduce((n, plan) => n + plan.bytes, 0);
  const isDrawn = OF_GRAMS.some((id) => today[id]?.drawn);
  const fits = grams?.every((n) => n <= result.maxSlots * FILL);
  // Tables of large corpora are planned by a draw: one that was not thin for more text is not for less.
  if (!grams || bytes > THINNED_ABOVE || isDrawn || !fits) for (const id of OF_GRAMS) unsure.add(id);
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
