// Gives verdicts on readings from a calibration, and says in the report what they are worth.
import { shareInterval } from '../../statistics/beta.ts';
import type { Reading } from '../reading.ts';
import type { CalibrationReport } from '../schema.ts';
import { judgedLengths } from './bands.ts';
import type { Calibration } from './calibration.ts';
import { fewestRows, guaranteedRate, isFlagged, thresholdRank } from './conformal.ts';
import { expectedPrecision, type Measured, measuredRate, moreRows, USUAL_POWER } from './guarantee.ts';
import { type CorpusProfile, type Mismatch, mismatches } from './mismatch.ts';
import { type Scales, scalesOf } from './scales.ts';

/** Why a reading got no verdict. */
export const UNJUDGED = ['not-measured', 'too-short', 'too-long', 'thin', 'mismatch', 'model'] as const;
export type Unjudged = (typeof UNJUDGED)[number];

/** How the report says it. */
export const UNJUDGED_WORDS: Readonly<Record<Unjudged, string>> = {
  'not-measured': 'not measured: short, in another language, code, a table or a list',
  'too-short': 'much shorter than the calibration rows',
  'too-long': 'much longer than the calibration rows',
  thin: 'too few calibration rows',
  mismatch: 'the calibration does not match the corpus',
  model: 'the calibration was made with another trait model',
};

export interface Verdict {
  /** Conformal p-value against the human calibration rows, 0..1: small where few of them score so high; NaN where unjudged. */
  readonly p: number;
  readonly verdict: 'flag' | 'pass' | 'unjudged';
  readonly reason?: Unjudged;
  /** Probability that the row is like the LLM rows, 0..1, at even shares; only where the calibration holds enough LLM rows. */
  readonly probability?: number;
}

/** What a verdict needs of a reading. */
export type Judged = Pick<Reading, 'words' | 'score'> & { readonly parts?: ArrayLike<number> };

export interface JudgeOptions {
  /** Without it nothing is tested, and a corpus of another kind is judged too. */
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
  /** Why nothing is judged; null where readings are. */
  readonly refused: { readonly reason: Unjudged; readonly sentence: string } | null;
  /** Cheap: a few binary searches. */
  of(reading: Judged): Verdict;
  report(counts: VerdictCounts): CalibrationReport;
}

const NO_PARTS: readonly number[] = [];

export function judge(calibration: Calibration, options: JudgeOptions = {}): Judge {
  const rate = options.rate ?? calibration.rate;
  const n = calibration.human.words.length;
  const k = thresholdRank(n, rate);
  const refused = refusal(calibration, options, rate, k);
  const lengths = judgedLengths(calibration.human);
  const scales = refused ? null : keptOf(calibration).scales();
  return {
    refused,
    of({ words, score, parts = NO_PARTS }) {
      if (Number.isNaN(score)) return unjudged('not-measured');
      if (!scales) return unjudged(refused?.reason ?? 'thin');
      if (words < lengths.from) return unjudged('too-short');
      if (words > lengths.to) return unjudged('too-long');
      const row = { words, score, parts };
      const p = scales.p(row);
      return {
        p,
        verdict: isFlagged(p, n, k) ? 'flag' : 'pass',
        ...(scales.probability && { probability: scales.probability(row) }),
      };
    },
    report({ judged, flagged, unjudged }) {
      const worth = keptOf(calibration).worth(rate, k, scales);
      const reasons = Object.entries(unjudged) as [Unjudged, number][];
      return {
        name: calibration.human.from,
        human: n,
        llm: calibration.llm?.words.length ?? 0,
        rate,
        ...worth,
        judged,
        flagged,
        unjudged: reasons.map(([reason, samples]) => ({ reason: UNJUDGED_WORDS[reason], samples })),
        more: moreRows(n, rate),
        ...(refused && { missing: refused.sentence }),
      };
    },
  };
}

type Worth = Pick<CalibrationReport, 'guaranteed' | 'measured' | 'power' | 'precision'>;

interface Kept {
  readonly scales: () => Scales;
  readonly worth: (rate: number, k: number, scales: Scales | null) => Worth;
}

/** What takes long is computed once for a calibration: an open document is judged after every edit. */
const KEPT = new WeakMap<Calibration, Kept>();

function keptOf(calibration: Calibration): Kept {
  const known = KEPT.get(calibration);
  if (known) return known;
  let scales: Scales | undefined;
  const worths = new Map<string, Worth>();
  const kept: Kept = {
    scales() {
      scales ??= scalesOf(calibration);
      return scales;
    },
    worth(rate, k, by) {
      const key = `${rate} ${by === null}`;
      const worth = worths.get(key) ?? worthOfVerdicts(calibration, rate, k, by);
      worths.set(key, worth);
      return worth;
    },
  };
  KEPT.set(calibration, kept);
  return kept;
}

function worthOfVerdicts(calibration: Calibration, rate: number, k: number, scales: Scales | null) {
  const n = calibration.human.words.length;
  if (k === 0) return { precision: [] };
  const power = powerOf(scales, n, k);
  const measured = measuredRate(calibration, rate);
  return {
    guaranteed: guaranteedRate(n, k),
    ...(measured && { measured }),
    ...(power && { power }),
    precision: expectedPrecision(n, k, power?.rate ?? USUAL_POWER),
  };
}

/** Share of the LLM rows above the threshold, each by a model that has not seen it. */
export function powerOf(scales: Scales | null, n: number, k: number): Measured | undefined {
  const left = scales?.leftOut?.llm;
  if (!left) return undefined;
  const flagged = left.filter((p) => isFlagged(p, n, k)).length;
  return { rate: flagged / left.length, interval: shareInterval(flagged, left.length) };
}

function refusal(calibration: Calibration, options: JudgeOptions, rate: number, k: number): Judge['refused'] {
  const { human, model, view } = calibration;
  if (options.model !== undefined && options.model !== model) {
    const sentence = `The calibration was made with the trait model ${model}, this program has ${options.model}: calibrate anew.`;
    return { reason: 'model', sentence };
  }
  if (k === 0) {
    const [n, needed] = [human.words.length, fewestRows(rate)];
    const sentence = `A rate of ${+(100 * rate).toFixed(2)} % needs ${needed} human rows that can be measured, and there are ${n}: add ${needed - n}.`;
    return { reason: 'thin', sentence };
  }
  const found: Mismatch[] = options.corpus ? mismatches(human, view, options.corpus) : [];
  if (found.length > 0) return { reason: 'mismatch', sentence: found.map(({ sentence }) => sentence).join(' ') };
  return null;
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
