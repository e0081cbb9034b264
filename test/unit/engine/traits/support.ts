// Calibrations of made-up rows.

import { seededRandom } from '../../../../src/engine/statistics/random.ts';
import type { Calibration, CalibrationRows } from '../../../../src/engine/traits/calibration/calibration.ts';
import { cutsOf } from '../../../../src/engine/traits/calibration/cuts.ts';

export interface MadeRow {
  readonly words: number;
  readonly score: number;
  readonly parts?: readonly number[];
  readonly cuts?: readonly number[];
  readonly markup?: number;
  readonly language?: string | null;
  readonly group?: number;
}

export function columns(rows: readonly MadeRow[]): CalibrationRows {
  return {
    from: 'human.jsonl',
    field: 'text',
    words: rows.map((row) => row.words),
    score: rows.map((row) => row.score),
    ...(rows.some((row) => row.parts) && { parts: rows.map((row) => [...(row.parts ?? [])]) }),
    ...(rows.some((row) => row.cuts) && { cuts: rows.map((row) => (row.cuts ?? []).map((score) => [score])) }),
    markup: rows.map((row) => row.markup ?? 0),
    language: rows.map((row) => row.language ?? 'en'),
    ...(rows.every((row) => row.group !== undefined) && { group: rows.map((row) => row.group as number) }),
    abstained: {},
  };
}

export function calibration(human: readonly MadeRow[], llm?: readonly MadeRow[], rate = 0.05): Calibration {
  return {
    format: 'corpus-inspector/calibration',
    version: 1,
    model: 'test',
    rate,
    view: 'text',
    human: columns(human),
    ...(llm && { llm: columns(llm) }),
  };
}

/** Normal numbers with a fixed start. */
export function normals(seed: number): () => number {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Rows with scores around `mean`; with `slope`, what ten times the words adds to a score, also of their cuts. */
export function madeRows(count: number, seed: number, { mean = 0, words = [60, 600], slope = 0 } = {}): MadeRow[] {
  const [normal, random] = [normals(seed), seededRandom(seed + 1)];
  const [from = 60, to = 600] = words;
  return Array.from({ length: count }, () => {
    const length = Math.round(from * (to / from) ** random());
    const own = mean + normal();
    const at = (w: number) => own + slope * Math.log10(w / 200);
    return { words: length, score: at(length), cuts: cutsOf(length).map(at) };
  });
}
