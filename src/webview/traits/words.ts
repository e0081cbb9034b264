// The trait block of a report in sentences: what lies where, what was left out and why, and what a calibration promises.
import type { ViewName } from '../../engine/sample.ts';
import type { Abstention } from '../../engine/traits/reading.ts';
import type { AlphaMethod, CalibrationReport, TraitsReport } from '../../engine/traits/schema.ts';
import { formatAny, formatInteger, formatInterval, formatPercent, plural } from '../format.ts';
import { APPROX, drawnText } from '../metricText.ts';

/** Fewer scored samples give no picture. */
export const LEAST_SCORED = 20;

/** How a model that knows no kinds calls what it compares with. */
const NO_KIND = 'all kinds';

const NOUNS: Record<ViewName, readonly [one: string, many: string]> = {
  text: ['text', 'texts'],
  prompt: ['prompt', 'prompts'],
  response: ['response', 'responses'],
  system: ['system prompt', 'system prompts'],
  tools: ['tool definition', 'tool definitions'],
  thinking: ['thinking text', 'thinking texts'],
};

const ABSTAINED: Record<Abstention, string> = {
  short: 'shorter than 50 words',
  language: 'in a language that was not measured',
  code: 'code',
  table: 'tables',
  list: 'quoted lists',
};

/** Of one sample. */
const ABSTAINED_ONE: Record<Abstention, string> = {
  short: 'It is shorter than 50 words.',
  language: 'Its language was not measured.',
  code: 'It is code.',
  table: 'It is a table.',
  list: 'It is a quoted list.',
};

export const METHOD_LABEL: Record<AlphaMethod, string> = {
  density: 'Mixture of score densities',
  em: 'EM on recalibrated probabilities',
  likelihood: 'Word likelihood (Liang et al.)',
};

/** Reasons that some sample was not scored for, in the order of the words. */
export function countedAbstentions({ abstained }: TraitsReport): { readonly why: Abstention; readonly n: number }[] {
  const reasons = Object.keys(ABSTAINED) as Abstention[];
  return reasons.map((why) => ({ why, n: abstained[why] ?? 0 })).filter(({ n }) => n > 0);
}

export function abstainedWords(why: Abstention): string {
  return ABSTAINED[why];
}

export function abstainedSentence(why: Abstention): string {
  return ABSTAINED_ONE[why];
}

export function nounOf(view: ViewName, n: number): string {
  return NOUNS[view][n === 1 ? 0 : 1];
}

/** 81 → "81st". */
export function ordinal(n: number): string {
  const tens = n % 100;
  const last = tens > 10 && tens < 14 ? 0 : n % 10;
  return `${formatInteger(n)}${last === 1 ? 'st' : last === 2 ? 'nd' : last === 3 ? 'rd' : 'th'}`;
}

/** The percentile that half of the samples lie above, 0..100, even within its bin; null without samples. */
export function medianPercentile(bins: readonly number[]): number | null {
  const total = bins.reduce((sum, n) => sum + n, 0);
  let before = 0;
  for (const [i, n] of bins.entries()) {
    if (n > 0 && before + n >= total / 2) return ((i + (total / 2 - before) / n) * 100) / bins.length;
    before += n;
  }
  return null;
}

/** A percentile as it is printed: never the 0th or 100th, which no sample can be said to have. */
export function shownPercentile(percentile: number): number {
  return Math.min(99, Math.max(1, Math.round(percentile)));
}

/** "more surface traits with LLM text than 94 % of human abstracts of about this length". */
export function percentileWords(percentile: number, kind: string | null): string {
  return `more surface traits with LLM text than ${shownPercentile(percentile)}\u00a0% of human ${kindNoun(kind)} of about this length`;
}

/** The kinds of the model are plural nouns. */
function kindNoun(kind: string | null): string {
  return kind === null || kind === NO_KIND ? 'texts' : kind;
}

/** Too few human rows for the rate: nothing is guaranteed. */
function isThin({ guaranteed, judged }: CalibrationReport): boolean {
  return guaranteed === undefined && judged === 0;
}

export type CalibrationState = 'none' | 'thin' | 'mismatched' | 'calibrated';

/** `mismatched`: no sample could be judged by it. */
export function calibrationState(c: CalibrationReport | undefined): CalibrationState {
  if (!c) return 'none';
  if (isThin(c)) return 'thin';
  return c.judged === 0 && c.unjudged.some((u) => u.samples > 0) ? 'mismatched' : 'calibrated';
}

const NO_VERDICT: Record<Exclude<CalibrationState, 'calibrated'>, string> = {
  none: 'That is no verdict: calibrate with human rows of yours to get findings.',
  thin: 'That is no verdict: the calibration holds too few human rows.',
  mismatched: 'That is no verdict: the calibration does not match these samples.',
};

/** The first thing to read: where the corpus lies, and whether that is a verdict. */
export function leadSentences(t: TraitsReport, view: ViewName, preview: boolean): string[] {
  if (t.scored === 0) return [`None of the ${formatInteger(t.read)} ${nounOf(view, 2)} could be scored.`];
  if (t.scored < LEAST_SCORED) {
    return [`Only ${plural(t.scored, 'sample')} could be scored: too few for a picture of the corpus.`];
  }
  const median = shownPercentile(medianPercentile(t.percentiles) ?? 50);
  const approx = preview || t.drawn ? APPROX : '';
  const named = t.kind !== null && t.kind.share >= 0.5 && t.kind.name !== NO_KIND;
  const reference = named ? `human ${t.kind!.name} of their length` : 'human texts of their kind and length';
  const first = `Half of the ${approx}${formatInteger(t.scored)} scored ${nounOf(view, 2)} lie above the ${ordinal(median)} percentile of ${reference}; of human texts, half would lie above the 50th.`;
  const state = calibrationState(t.calibration);
  return [first, state === 'calibrated' ? judgedSentence(t.calibration!, approx) : NO_VERDICT[state]];
}

/** "118 of 1,100 judged samples are flagged; at 5 %, about 55 would be if people had written all of them." */
export function judgedSentence({ judged, flagged, rate }: CalibrationReport, approx = ''): string {
  if (judged === 0) return 'No sample was judged.';
  const chance = Math.round(rate * judged);
  return `${approx}${formatInteger(flagged)} of ${plural(judged, 'judged sample')} ${flagged === 1 ? 'is' : 'are'} flagged; at ${rateText(rate)}, about ${formatInteger(chance)} would be if people had written all of them.`;
}

/** "≈ drawn 3,000 of 12,408 samples"; empty where all were read. */
export function drawnWords(t: TraitsReport): string {
  const text = drawnText(t.drawn ? { drawn: t.drawn } : {});
  return text === '' ? '' : `${APPROX}${text}`;
}

/** "18–28 % (95 %)". */
export function alphaInterval(low: number | null, high: number | null): string {
  return low === null || high === null ? '' : `${formatInterval(low, high, 'percent')} (95\u00a0%)`;
}

/** A rate that a person chose: 0.05 → "5 %". */
export function rateText(rate: number): string {
  return formatPercent(rate).replace('.0', '');
}

/** Points of a hundred: 0.0213 → "2.1". */
export function points(share: number): string {
  return (share * 100).toFixed(1);
}

/** Unit of the traits that are fitted weights: their value is their effect. */
const WEIGHTS_UNIT = 'standard deviations';
const SHARE = /^share(?= |$)/;

/** The value of a trait with its unit: shares as "68 % of the types", nothing where it would say the effect again. */
export function traitValue({ value, unit }: { readonly value: number; readonly unit: string }): {
  readonly number: string;
  readonly unit: string;
} {
  if (unit === WEIGHTS_UNIT) return { number: '–', unit: '' };
  if (SHARE.test(unit)) return { number: formatPercent(value), unit: unit.replace(SHARE, '').trim() };
  return { number: formatAny(Number(value.toPrecision(2))), unit };
}
