// The words of verification in the panel: verdicts, the halves of the other two axes, and the sentences about them.
import type { VerificationReport } from '../../engine/verify/report.ts';
import type { NoveltyHalf, TraitHalf, Verdict } from '../../protocol/verifyApi.ts';
import { formatPercent, plural } from '../format.ts';

export const VERDICTS: readonly Verdict[] = ['verified', 'failed', 'not checkable'];
export const TRAIT_HALVES: readonly TraitHalf[] = ['flagged', 'not flagged', 'high', 'not high', 'not scored'];
export const NOVELTY_HALVES: readonly NoveltyHalf[] = ['novel', 'adds little'];

/** As a row of the crossing and a chip name them. */
export const TRAIT_WORDS: Readonly<Record<TraitHalf, string>> = {
  flagged: 'flagged',
  'not flagged': 'not flagged',
  high: 'top tenth',
  'not high': 'below the top tenth',
  'not scored': 'not scored',
};

export const TRAIT_EXPLAINS: Readonly<Record<TraitHalf, string>> = {
  flagged: 'Shares more surface traits with LLM text than your human rows do, at the rate of the calibration',
  'not flagged': 'Judged by the calibration, and not flagged',
  high: 'Shares more surface traits with LLM text than nine of ten human texts of that kind and length',
  'not high': 'Below the 90th percentile of human texts of that kind and length',
  'not scored': 'Not read for traits, or too short or in another language to be measured',
};

export type Counts = Pick<VerificationReport, 'verified' | 'failed' | 'notCheckable'>;

export function countOf(counts: Counts, verdict: Verdict): number {
  return verdict === 'not checkable' ? counts.notCheckable : counts[verdict];
}

export function totalOf({ verified, failed, notCheckable }: Counts): number {
  return verified + failed + notCheckable;
}

/** "120 of 300 samples are verified, 4 failed; in 176 nothing could be checked." */
export function verdictSentence(v: VerificationReport): string {
  const [are, failed] = [v.verified === 1 ? 'is' : 'are', v.failed === 0 ? 'none' : v.failed.toLocaleString('en-US')];
  const of = `${v.verified.toLocaleString('en-US')} of ${plural(v.samples, 'sample')}`;
  return `${of} ${are} verified, ${failed} failed; in ${v.notCheckable.toLocaleString('en-US')} nothing could be checked.`;
}

/** "Of the 120 samples that share surface traits with LLM text, 82 % are verified, 5 % failed."; empty where there are none. */
export function traitsSentence(crossing: VerificationReport['crossing']): string {
  const rows = crossing.filter(({ traits }) => traits === 'flagged' || traits === 'high');
  const all = rows.reduce((n, row) => n + totalOf(row), 0);
  if (all === 0) return '';
  const share = (verdict: Verdict) => formatPercent(rows.reduce((n, row) => n + countOf(row, verdict), 0) / all);
  const who = all === 1 ? 'Of the one sample that shares' : `Of the ${all.toLocaleString('en-US')} samples that share`;
  return `${who} surface traits with LLM text, ${share('verified')} ${all === 1 ? 'is' : 'are'} verified, ${share('failed')} failed.`;
}
