// Gives verdicts on readings from a calibration, and says in the report what they are worth.
import type { Reading } from '../reading.ts';
import type { CalibrationReport } from '../schema.ts';
import type { Calibration } from './calibration.ts';
import { guaranteedRate, pValue, thresholdRank } from './conformal.ts';

/** Why a reading got no verdict. */
export const UNJUDGED = ['not-measured', 'too-short', 'too-long', 'thin', 'mismatch', 'model'] as const;
export type Unjudged = (typeof UNJUDGED)[number];

export interface Verdict {
  /** Conformal p-value against the human calibration rows, 0..1: small where few of them score so high; NaN where unjudged. */
  readonly p: number;
  readonly verdict: 'flag' | 'pass' | 'unjudged';
  readonly reason?: Unjudged;
  /** Probability that the row is like the LLM rows, 0..1; only where the calibration holds LLM rows. */
  readonly probability?: number;
}

/** What a verdict needs of a reading. */
export type Judged = Pick<Reading, 'words' | 'score'> & { readonly parts?: ArrayLike<number> };

/** The corpus that is judged, as far as it has to be like the calibration. */
export interface CorpusProfile {
  /** Where its text is read, e.g. `response` of a row. */
  readonly field: string;
  /** Of its measured samples, or of a draw of them. */
  readonly words: ArrayLike<number>;
  readonly markup: ArrayLike<number>;
  /** Shares of its languages, over `told` samples. */
  readonly languages?: readonly { readonly code: string; readonly share: number }[];
}

export interface JudgeOptions {
  /** Without it nothing is tested, and rows of another kind are judged too. */
  readonly corpus?: CorpusProfile;
  /** Name of the model whose readings are judged. */
  readonly model?: string;
  /** Instead of the calibration's rate. */
  readonly rate?: number;
}

/** Counts of verdicts, for the report. */
export interface VerdictCounts {
  readonly judged: number;
  readonly flagged: number;
  readonly unjudged: Readonly<Partial<Record<Unjudged, number>>>;
}

export interface Judge {
  /** Cheap: a binary search. */
  of(reading: Judged): Verdict;
  report(counts: VerdictCounts): CalibrationReport;
}

export function judge(calibration: Calibration, options: JudgeOptions = {}): Judge {
  const rate = options.rate ?? calibration.rate;
  const { human, llm } = calibration;
  const n = human.score.length;
  const k = thresholdRank(n, rate);
  const scores = Float64Array.from(human.score).sort().reverse();
  return {
    of({ score }) {
      if (Number.isNaN(score)) return unjudged('not-measured');
      if (k === 0) return unjudged('thin');
      const p = pValue(scores, score);
      return { p, verdict: p <= k / (n + 1) + 1e-12 ? 'flag' : 'pass' };
    },
    report({ judged, flagged, unjudged: reasons }) {
      return {
        name: human.from,
        human: n,
        llm: llm?.score.length ?? 0,
        rate,
        ...(k > 0 && { guaranteed: guaranteedRate(n, k) }),
        precision: [],
        judged,
        flagged,
        unjudged: Object.entries(reasons).map(([reason, samples]) => ({ reason, samples })),
      };
    },
  };
}

function unjudged(reason: Unjudged): Verdict {
  return { p: Number.NaN, verdict: 'unjudged', reason };
}

/** Counts verdicts one by one. */
export function countVerdicts(): VerdictCounts & { add(verdict: Verdict): void } {
  const unjudged: Partial<Record<Unjudged, number>> = {};
  const counts = {
    judged: 0,
    flagged: 0,
    unjudged,
    add({ verdict, reason }: Verdict) {
      if (verdict === 'unjudged') unjudged[reason as Unjudged] = (unjudged[reason as Unjudged] ?? 0) + 1;
      else counts.judged++;
      if (verdict === 'flag') counts.flagged++;
    },
  };
  return counts;
}
