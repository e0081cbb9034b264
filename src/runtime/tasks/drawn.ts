// Measures drawn samples after scoring: each unit is one metric over its draw, or all folded metrics over a set of samples
// that is measured as a corpus of its own. Units run in parallel.
import { measureSamples } from '../../engine/measure.ts';
import type { DrawnMetric, DrawnSample, Tools } from '../../engine/metric.ts';
import { DRAWN_METRICS } from '../../engine/registry.ts';
import type { Language, MetricValue } from '../../engine/report.ts';
import { languagesOf } from '../../engine/text/languages.ts';
import { type TopTraits, topTraits } from '../../engine/traits/report.ts';
import { type DrawParams, type DrawPlan, type DrawUnit, planDraws } from '../inspect/draw.ts';
import { lazyTools } from '../lazy/tools.ts';
import { addProgress, claim, isCancelled, type WorkerControl } from '../pool/control.ts';
import { envOf, type Job } from './job.ts';
import { type RowPlaces, RowReader } from './rowReader.ts';

export interface DrawnParams {
  readonly job: Job;
  readonly rows: RowPlaces;
  readonly units: readonly DrawUnit[];
}

export interface UnitResult {
  /** Index of the unit. */
  readonly unit: number;
  readonly metrics: Readonly<Record<string, MetricValue>>;
  readonly languages?: readonly Language[];
  readonly traits?: TopTraits;
}

/** The plan costs a sort of all rows, so that it is made in a worker. */
export function draw(params: DrawParams): DrawPlan {
  return planDraws(params);
}

/** `metrics` and `tools`: those of the product, but in tests. */
export function drawn(
  { job, rows, units }: DrawnParams,
  control: WorkerControl,
  metrics: readonly DrawnMetric[] = DRAWN_METRICS,
  tools: Tools = lazyTools(),
): UnitResult[] {
  const env = envOf(job);
  const reader = new RowReader(job, rows, []);
  const out: UnitResult[] = [];
  try {
    for (let unit = claim(control); unit >= 0; unit = claim(control)) {
      const { purpose, metric: id, places, rows: at, of } = units[unit] as DrawUnit;
      const metric = metrics.find((m) => m.id === id);
      const samples = readAll(reader, at, places, control);
      if (isCancelled(control)) break;
      if (purpose.kind === 'languages') {
        const languages = languagesOf(samples, tools);
        out.push({ unit, metrics: {}, languages });
      } else if (purpose.kind === 'traits') {
        out.push({ unit, metrics: {}, traits: topTraits(samples, tools.traits()) });
      } else if (purpose.kind === 'drawn') {
        if (metric) out.push({ unit, metrics: { [metric.id]: metric.measure(samples, of, tools) } });
      } else {
        const corpus = samples.sort((a, b) => a.index - b.index);
        const measured = measureSamples(corpus, env, tools, { folded: id === null, drawn: metric ? [metric] : [] });
        out.push({ unit, metrics: withoutDetail(measured) });
      }
      addProgress(control, 0, 1);
    }
  } finally {
    reader.close();
  }
  return out;
}

/** In draw order; rows that are no longer what they were are missing. Read in corpus order, which disks like better. */
function readAll(reader: RowReader, rows: Uint32Array, places: Uint32Array, control: WorkerControl): DrawnSample[] {
  const found = new Array<DrawnSample | undefined>(rows.length);
  const order = Array.from(rows.keys()).sort((a, b) => (rows[a] as number) - (rows[b] as number));
  for (const i of order) {
    if (isCancelled(control)) break;
    const segments = reader.segments(rows[i] as number);
    if (segments) found[i] = { index: places[i] as number, segments: segments.map((s) => s.text) };
  }
  return found.filter((s) => s !== undefined);
}

/** Curves of a part are not shown, and would make the report long. */
function withoutDetail(metrics: Record<string, MetricValue>): Record<string, MetricValue> {
  return Object.fromEntries(Object.entries(metrics).map(([id, { detail: _, ...value }]) => [id, value]));
}
