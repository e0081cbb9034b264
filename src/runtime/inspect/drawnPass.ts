// After scoring: draws samples, measures the metrics that read them, and all metrics at an equal number of words.
// The core has none of it.
import type { DrawnMetric } from '../../engine/metric.ts';
import { drawnMetricsOf } from '../../engine/registry.ts';
import { VIEW_NAMES } from '../../engine/sample.ts';
import type { Counts } from '../../engine/tallies/counts.ts';
import type { DrawnParams, UnitResult } from '../tasks/drawn.ts';
import type { Job } from '../tasks/job.ts';
import type { MergedViews } from '../tasks/merge.ts';
import type { CorpusRows } from './columns.ts';
import type { DrawParams, DrawPlan } from './draw.ts';
import type { Passes } from './passes.ts';

export interface DrawnResults {
  readonly plan: DrawPlan;
  /** By unit; those on which a worker crashed twice are missing. */
  readonly results: readonly UnitResult[];
}

export const NOTHING_DRAWN: DrawnResults = { plan: { units: [], groups: [] }, results: [] };

/** `metrics`: those of the registry, but in tests. */
export async function measureDrawn(
  passes: Pick<Passes, 'one' | 'overUnits'>,
  job: Job,
  merged: MergedViews,
  rows: CorpusRows,
  metrics: readonly DrawnMetric[] = drawnMetricsOf(job.metrics),
): Promise<DrawnResults> {
  if (job.metrics === 'core') return { plan: { units: [], groups: [] }, results: [] };
  const bytes = new Map(merged.map(([view, { states }]) => [view, (states.counts as Counts).bytes]));
  const { view, words, content, group } = rows;
  const asked: DrawParams = {
    rows: { view, words, content, group, traitState: rows.traits?.state ?? null },
    bytes: VIEW_NAMES.map((name) => bytes.get(name) ?? 0),
    metrics: metrics.map(({ id, draw, about }) => ({ id, draw, sizeDependent: about.sizeDependent })),
    labels: group && rows.labels,
  };
  const plan = await passes.one<DrawPlan>('draw', asked);
  const places = { file: rows.file, byte: rows.byte, byteLength: rows.byteLength, view };
  const params: DrawnParams = { job, rows: places, units: plan.units };
  const parts = await passes.overUnits<UnitResult[]>('drawing', 'drawn', params, plan.units.length);
  return { plan, results: parts.flat().sort((a, b) => a.unit - b.unit) };
}
