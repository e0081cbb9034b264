// What a choice would do to the corpus: first what counting tells, then a real inspection of the files without the samples.
import type { MetricValue } from '../../engine/report.ts';
import type { ViewName } from '../../engine/sample.ts';
import type { InspectOptions, InspectProgress } from '../../protocol/hostApi.ts';
import type { DropChoice, WhatIf } from '../../protocol/reviewApi.ts';
import type { InspectCorpus } from '../inspect/inspection.ts';
import { planJob } from '../inspect/inspectionPlan.ts';
import type { Inspection } from '../inspect/result.ts';
import type { WorkerPool } from '../pool/pool.ts';
import type { ReadSample } from '../rows/rowText.ts';
import { settingsOf } from '../settings.ts';
import { cutSourceOf } from '../sources/cutSource.ts';
import { openSource, type SourceRef } from '../sources/source.ts';
import { countStaying } from './counted.ts';
import type { Decided } from './decided.ts';
import { type DroppedPlace, type Drops, placesOf, resolveDrops } from './dropSet.ts';

/** A corpus, what was decided, and how it was inspected. */
export interface Reviewed {
  readonly inspection: Inspection;
  readonly decided: Decided;
  readonly options?: InspectOptions;
}

export interface WhatIfHooks {
  readonly pool: WorkerPool;
  readonly readSample: ReadSample;
  readonly inspectCorpus: InspectCorpus;
  readonly signal: AbortSignal;
  /** What can be counted. */
  onCounted(counted: WhatIf): void;
  onProgress(p: InspectProgress): void;
}

/** The settled answer. Rejects with 'cancelled', and where a file cannot be read any more. */
export async function whatIf(
  { inspection, decided, options = {} }: Reviewed,
  choice: DropChoice,
  hooks: WhatIfHooks,
): Promise<WhatIf> {
  const { pool, signal } = hooks;
  const drops = await resolveDrops(inspection, choice, decided, hooks);
  const places = placesOf(inspection, drops);
  const about = aboutDrops(inspection, drops, places);
  if (places.length === 0) return { ...about, views: metricsOf(inspection), updating: [], settled: true };
  const result = resultOf(inspection, places);
  if (result.sources.length === 0) return { ...about, views: {}, updating: [], settled: true };

  // Traits have no metrics, and no finding is shown.
  const { calibration: _, ...asked } = options;
  const measured: InspectOptions = { ...asked, traits: 'none', evidence: 'flagged' };
  const job = planJob(result.sources, settingsOf(measured));
  const stays = stayingRows(inspection, drops);
  hooks.onCounted({ ...about, ...(await countStaying(inspection, stays, job, hooks)), settled: false });

  const settled = await hooks.inspectCorpus(
    { sources: result.sources, options: measured, ...(result.range ? { range: result.range } : {}) },
    pool,
    // A worker stays free for what the person asks meanwhile.
    { signal, onProgress: hooks.onProgress, onlyMetrics: true, workers: Math.max(1, pool.jobs - 1) },
  );
  return { ...about, views: metricsOf(settled), updating: [], settled: settled.report.partial === undefined };
}

function metricsOf({ report }: Inspection): WhatIf['views'] {
  const views: Partial<Record<ViewName, Readonly<Record<string, MetricValue>>>> = {};
  for (const [view, { metrics }] of Object.entries(report.views)) views[view as ViewName] = metrics;
  return views;
}

function aboutDrops(
  { columns }: Inspection,
  { standing }: Drops,
  places: readonly DroppedPlace[],
): Pick<WhatIf, 'drops' | 'of' | 'words' | 'reasons'> {
  let of = 0;
  let words = 0;
  for (let row = 0; row < columns.length; row++) {
    if (columns.sample[row] === row) of++;
    if (!standing.stays(row)) words += columns.words[row] as number;
  }
  const reasons: Partial<Record<DroppedPlace['reason'], number>> = {};
  for (const { reason } of places) reasons[reason] = (reasons[reason] ?? 0) + 1;
  // What could not be read is no sample, unless it is dropped, too.
  of += reasons.invalid ?? 0;
  return { drops: places.length, of, words, reasons };
}

function stayingRows({ columns }: Inspection, { standing }: Drops): Uint8Array {
  const stays = new Uint8Array(new SharedArrayBuffer(columns.length));
  for (let row = 0; row < columns.length; row++) if (standing.stays(row)) stays[row] = 1;
  return stays;
}

/** The files without what goes; those of which nothing stays are missing. */
function resultOf(
  inspection: Inspection,
  places: readonly DroppedPlace[],
): { sources: SourceRef[]; range?: { from: number; to: number } } {
  const gone = inspection.sources.map(() => new Set<number>());
  for (const { file, byte } of places) gone[file]?.add(byte);
  const sources = inspection.sources.flatMap(
    (_, file) => cutSourceOf(inspection, file, gone[file] as Set<number>) ?? [],
  );
  const [before] = inspection.sources;
  const [after] = sources;
  if (!inspection.range || !before || !after) return { sources };
  // Only samples inside the lines that were inspected can go: what stands before them stays where it is.
  const { from, to } = inspection.range;
  return { sources, range: { from, to: to - (sizeOf(before) - sizeOf(after)) } };
}

function sizeOf(ref: SourceRef): number {
  const source = openSource(ref);
  try {
    return source.size;
  } finally {
    source.close();
  }
}
