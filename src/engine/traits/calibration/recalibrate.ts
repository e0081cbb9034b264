// With LLM rows too, the score and the effects of groups of traits are weighed anew: a logistic model that starts from
// the general model and moves away from it only as far as the rows want it to.
import type { CalibrationRow } from './calibration.ts';
import { type Labelled, logLoss, solveLogistic } from './logistic.ts';

/** A row with what is known of it. */
export interface KnownRow extends CalibrationRow {
  readonly llm: boolean;
  /** Rows of one fold are left out together. */
  readonly fold: number;
}

/** Probability of LLM text as log odds, for even shares of both. */
export type LogOdds = (row: CalibrationRow) => number;

/** What a standard deviation of the score adds to the log odds in the general model. */
const PRIOR_SLOPE = 1.5;
/** How strongly parts are held to the weight that the general model gave them; Infinity leaves them there. */
const STRENGTHS = [Number.POSITIVE_INFINITY, 300, 100, 30, 10, 3] as const;
/** How strongly the slope of the score is held to the prior, and the length to no effect. */
const SCORE_STRENGTH = 4;
const LENGTH_STRENGTH = 0.3;
const USUAL_WORDS = 200;
/** The strength is chosen on about so many rows: of more it would be the same, only later. */
const MOST_CHOOSING = 600;

/** Fits on all rows; how far parts may move is chosen by leaving out one fold after the other. Both kinds weigh the same. */
export function recalibrate(rows: readonly KnownRow[]): LogOdds {
  const parts = rows[0]?.parts.length ?? 0;
  const strengths = parts === 0 ? STRENGTHS.slice(0, 1) : STRENGTHS;
  const step = Math.ceil(rows.length / MOST_CHOOSING);
  const some = rows.filter((_, i) => i % step === 0);
  const losses = strengths.map((strength) => (strengths.length === 1 ? 0 : lossLeftOut(some, strength)));
  const best = losses.indexOf(Math.min(...losses));
  return weigh(rows, strengths[best] as number);
}

function lossLeftOut(rows: readonly KnownRow[], strength: number): number {
  let loss = 0;
  for (const fold of new Set(rows.map((row) => row.fold))) {
    const inside = rows.filter((row) => row.fold !== fold);
    if (!bothKinds(inside)) continue;
    const odds = weigh(inside, strength);
    for (const row of rows) if (row.fold === fold) loss += logLoss(odds(row), row.llm);
  }
  return loss;
}

export function bothKinds(rows: readonly KnownRow[]): boolean {
  return rows.some((row) => row.llm) && rows.some((row) => !row.llm);
}

function weigh(rows: readonly KnownRow[], strength: number): LogOdds {
  const withParts = Number.isFinite(strength);
  const inputs = ({ words, score, parts }: CalibrationRow) => [
    1,
    score,
    Math.log(Math.max(1, words) / USUAL_WORDS),
    ...(withParts ? Array.from(parts) : []),
  ];
  const llm = rows.filter((row) => row.llm).length;
  const examples = rows.map(
    (row): Labelled => ({
      inputs: inputs(row),
      positive: row.llm,
      weight: rows.length / 2 / (row.llm ? llm : rows.length - llm),
    }),
  );
  const size = examples[0]?.inputs.length ?? 3;
  const prior = Array.from({ length: size }, (_, i) => (i === 1 ? PRIOR_SLOPE : 0));
  const pull = Array.from({ length: size }, (_, i) => [1e-3, SCORE_STRENGTH, LENGTH_STRENGTH][i] ?? strength);
  const weights = solveLogistic(examples, prior, pull);
  return (row) => inputs(row).reduce((sum, x, i) => sum + x * (weights[i] as number), 0);
}
