// What a calibration is worth: which rate it guarantees, which one was measured, how often a finding is right, and what
// more rows would bring.
import { betaQuantile, shareInterval } from '../../statistics/beta.ts';
import type { Calibration } from './calibration.ts';
import { rowOf } from './calibration.ts';
import { fewestRows, guaranteedRate, isFlagged, thresholdRank } from './conformal.ts';
import { deal } from './folds.ts';
import { scalesOf } from './scales.ts';

/** Shares of LLM text in a corpus for which precision is told. */
export const TRUE_SHARES = [0.01, 0.05, 0.1] as const;
/** Share of LLM rows above the threshold where none were given to measure it: about what leave-one-domain-out gave. */
export const USUAL_POWER = 0.7;
/** Fewer groups than this say nothing about other groups. */
const FEWEST_GROUPS = 4;
/** Groups have to hold so many rows on average: leaving out single rows finds k / (n + 1) whatever the rows are. */
const ROWS_PER_GROUP = 2;
const FOLDS = 10;

export interface Measured {
  readonly rate: number;
  readonly interval: [number, number];
}

/**
 * Share of human rows that are flagged when their whole group is left out of the calibration; undefined where the groups
 * are too few or too small to tell. The interval is widened by how much the groups differ (design effect, Kish 1965).
 */
export function measuredRate(calibration: Calibration, rate = calibration.rate): Measured | undefined {
  const { human } = calibration;
  const groups = new Set(human.group).size;
  const n = human.words.length;
  if (!human.group || groups < FEWEST_GROUPS || n < groups * ROWS_PER_GROUP) return undefined;
  const fold = deal(human.group, FOLDS);
  const hits = new Map<number, { rows: number; flagged: number }>();
  for (const left of new Set(fold.values())) {
    const isOut = (i: number) => fold.get(human.group?.[i] as number) === left;
    const all = human.words.map((_, i) => i);
    const inside = all.filter((i) => !isOut(i));
    const k = thresholdRank(inside.length, rate);
    if (k === 0) return undefined;
    const scales = scalesOf(calibration, inside);
    for (const i of all.filter(isOut)) {
      const group = human.group[i] as number;
      const seen = hits.get(group) ?? { rows: 0, flagged: 0 };
      seen.rows++;
      if (isFlagged(scales.p(rowOf(human, i)), inside.length, k)) seen.flagged++;
      hits.set(group, seen);
    }
  }
  const flagged = [...hits.values()].reduce((sum, g) => sum + g.flagged, 0);
  const share = flagged / n;
  // Variance of the share between groups against that of independent rows.
  const between = [...hits.values()].reduce((sum, g) => sum + (g.flagged - share * g.rows) ** 2, 0) / (n * n);
  const independent = (share * (1 - share)) / n;
  const widen = independent > 0 ? Math.max(1, between / independent) : 1;
  const interval = shareInterval(flagged / widen, n / widen);
  return { rate: share, interval };
}

/** Share of the findings that are right for each true share of LLM text, from the mean false-positive rate k / (n + 1). */
export function expectedPrecision(n: number, k: number, power: number): { share: number; precision: number }[] {
  const falseRate = k / (n + 1);
  return TRUE_SHARES.map((share) => {
    const right = share * power;
    const flagged = right + (1 - share) * falseRate;
    return { share, precision: flagged > 0 ? right / flagged : 0 };
  });
}

/** What so many human rows give: of human text, the share that is flagged on average, and its 90 % range. */
export interface Worth {
  readonly rows: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export function worthOf(n: number, rate: number): Worth | undefined {
  const k = thresholdRank(n, rate);
  if (k === 0) return undefined;
  return { rows: n, mean: k / (n + 1), low: betaQuantile(0.05, k, n + 1 - k), high: guaranteedRate(n, k) };
}

/** The next three sizes that are worth collecting: each comes closer to the asked rate. */
export function moreRows(n: number, rate: number): Worth[] {
  const fewest = fewestRows(rate);
  const sizes = [fewest, ...[75, 150, 300, 500, 1000].map((size) => Math.round((size * 0.05) / rate))];
  return sizes
    .filter((size) => size >= n * 1.3 || n < fewest)
    .map((size) => worthOf(size, rate))
    .filter((worth) => worth !== undefined)
    .slice(0, 3);
}
