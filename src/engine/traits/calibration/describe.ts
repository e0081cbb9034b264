// What a calibration is worth by itself, before anything is judged: for the command line and the report's page on it.

import { judgedLengths } from './bands.ts';
import type { Calibration } from './calibration.ts';
import { fewestRows, thresholdRank } from './conformal.ts';
import type { Measured } from './guarantee.ts';
import { expectedPrecision, measuredRate, moreRows, USUAL_POWER, type Worth, worthOf } from './guarantee.ts';
import { judge, powerOf } from './judge.ts';
import { FEWEST_LLM, scalesOf } from './scales.ts';

export interface CalibrationFacts {
  readonly human: number;
  readonly llm: number;
  readonly rate: number;
  /** The threshold is the k-th highest human score; 0 where the rows are too few. */
  readonly k: number;
  /** What is to be expected of human text; undefined where the rows are too few. */
  readonly worth: Worth | undefined;
  /** Where rows have groups: the rate on groups that were left out. */
  readonly measured: Measured | undefined;
  readonly precision: readonly { readonly share: number; readonly precision: number }[];
  /** Share of LLM rows that precision rests on, and whether it was measured. */
  readonly power: Measured & { readonly isMeasured: boolean };
  /** With enough LLM rows: what the recalibrated model reaches on rows that were left out. */
  readonly recalibrated?: { readonly auroc: number; readonly interval: [number, number]; readonly byGroup: boolean };
  /** LLM rows are too few to learn from; how many are needed. */
  readonly fewestLlm: number;
  /** Lengths that are judged, in words. */
  readonly lengths: { readonly from: number; readonly to: number };
  readonly fewest: number;
  readonly more: readonly Worth[];
  /** Why nothing is judged and what to add, in a sentence. */
  readonly missing?: string;
}

export function describeCalibration(calibration: Calibration): CalibrationFacts {
  const { human, llm, rate } = calibration;
  const n = human.words.length;
  const k = thresholdRank(n, rate);
  const scales = k > 0 ? scalesOf(calibration) : null;
  const power = powerOf(scales, n, k);
  const { refused } = judge(calibration);
  const left = scales?.leftOut;
  return {
    human: n,
    llm: llm?.words.length ?? 0,
    rate,
    k,
    worth: worthOf(n, rate),
    measured: measuredRate(calibration, rate),
    precision: k > 0 ? expectedPrecision(n, k, power?.rate ?? USUAL_POWER) : [],
    power: power
      ? { ...power, isMeasured: true }
      : { rate: USUAL_POWER, interval: [USUAL_POWER, USUAL_POWER], isMeasured: false },
    ...(left && { recalibrated: { auroc: left.auroc.value, interval: left.auroc.interval, byGroup: left.byGroup } }),
    fewestLlm: FEWEST_LLM,
    lengths: judgedLengths(human),
    fewest: fewestRows(rate),
    more: moreRows(n, rate),
    ...(refused && { missing: refused.sentence }),
  };
}
