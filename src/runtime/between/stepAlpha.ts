// The share of each step's samples that share surface traits with LLM text, where a calibration knows rows of both kinds.
import type { DrawnValue } from '../../engine/compare/report.ts';
import type { ViewName } from '../../engine/sample.ts';
import { estimateAlpha } from '../../engine/traits/alpha/estimate.ts';
import { settingsOf } from '../settings.ts';
import type { RowReading } from '../tasks/readings.ts';
import { readReadings } from '../traits/readings.ts';
import type { BetweenHooks } from './hooks.ts';
import type { CompareAsked } from './snapshots.ts';

export type StepAlpha =
  | { readonly values: readonly DrawnValue[]; readonly notes: readonly string[] }
  /** Why there is none, in a sentence. */
  | { readonly values: null; readonly notes: readonly string[] };

/** One value per step with its 95 % interval, null where it is refused. Reads the traits of all samples, of large corpora of drawn blocks. Rejects as `readReadings`. */
export async function stepAlpha(
  asked: CompareAsked,
  view: ViewName,
  names: readonly string[],
  hooks: BetweenHooks,
): Promise<StepAlpha> {
  const { calibration } = settingsOf(asked.options);
  const none = (why: string): StepAlpha => ({ values: null, notes: [`α is left out: ${why}`] });
  if (!calibration) return none('no calibration is configured.');
  const { llm, human, view: calibrated } = calibration.calibration;
  if (!llm) return none('the calibration holds no LLM rows.');
  // A file of plain text has no other view than `text`.
  if (view !== calibrated && view !== 'text' && calibrated !== 'text') {
    return none(`the calibration is of ${calibrated}, and ${view} is compared.`);
  }
  const steps = await readingsByStep(asked, view, names, hooks);
  const refused = new Set<string>();
  const values = steps.map((rows): DrawnValue => {
    const found = estimateAlpha({
      rows: { score: rows.map((row) => row.score), words: rows.map((row) => row.words) },
      human: { score: human.score, words: human.words },
      llm: { score: llm.score, words: llm.words },
    });
    if (found.alpha === null && found.refused !== undefined) refused.add(found.refused);
    const { alpha, low, high } = found;
    return { value: alpha, ...(alpha !== null && low != null && high != null && { interval: [low, high] }) };
  });
  return { values, notes: [...refused].map((why) => `α is refused for some snapshots: ${why}`) };
}

async function readingsByStep(
  { snapshots, options }: CompareAsked,
  view: ViewName,
  names: readonly string[],
  { pool, signal }: BetweenHooks,
): Promise<readonly (readonly RowReading[])[]> {
  const common = { options, view, signal };
  if (snapshots.from === 'field') {
    const { rows } = await readReadings(pool, { ...common, sources: snapshots.sources, fields: [snapshots.field] });
    return names.map((name) => rows.filter((row) => row.labels[0] === name));
  }
  const steps: RowReading[][] = [];
  for (const { sources, where } of snapshots.list) {
    const { rows } = await readReadings(pool, { ...common, sources, fields: where ? [where.field] : [] });
    steps.push(rows.filter((row) => !where || row.labels[0] === where.value));
  }
  return steps;
}
