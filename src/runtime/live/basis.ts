// What a full inspection leaves for the updates of one open document: its tables, columns and pairs.
import type { VerifiedPairs } from '../../engine/findings/nearDuplicate.ts';
import type { RowHit } from '../../engine/findings/rows.ts';
import type { Covering } from '../../engine/scoring/cover.ts';
import type { CorpusRows } from '../inspect/columns.ts';
import type { DrawnResults } from '../inspect/drawnPass.ts';
import type { CorpusFacts } from '../inspect/foldFacts.ts';
import type { Inspection } from '../inspect/result.ts';
import { SHARED_ABOVE } from '../inspect/tables.ts';
import type { FoundLeakage } from '../leakage/findLeakage.ts';
import type { Settings } from '../settings.ts';
import type { Job } from '../tasks/job.ts';
import type { MergedViews } from '../tasks/merge.ts';
import type { Scored, ScoredBlock } from '../tasks/score.ts';
import type { CheckedCorpus } from '../verify/checkCorpus.ts';

export interface LiveBasis {
  readonly job: Job;
  /** What was done, and what was asked for. */
  readonly settings: Settings;
  readonly asked: Settings;
  readonly facts: CorpusFacts;
  /** Updates write into these tables: nobody else may read them any more. */
  readonly merged: MergedViews;
  readonly rows: CorpusRows;
  readonly blocks: readonly ScoredBlock[];
  readonly pairs: VerifiedPairs;
  readonly clusters: readonly (readonly number[])[];
  readonly coverings: ReadonlyMap<number, readonly Covering[]>;
  /** Null where nothing was verified. */
  readonly checked: CheckedCorpus | null;
  /** Findings of frames that samples share. */
  readonly frames: readonly RowHit[];
  /** What leaks; null where there is no evaluation set. */
  readonly leakage: FoundLeakage | null;
  /** Drawn metrics, and all metrics at equal numbers of words. */
  readonly drawn: DrawnResults;
  readonly labels: Scored['labels'];
  readonly inspection: Inspection;
}

/**
 * Whether edits can be followed: one document of lines or paragraphs, wholly measured, with exact tables. Tables that all
 * workers fill together cannot give a sample back; larger documents have those.
 */
export function canFollow({ job, facts, inspection }: Pick<LiveBasis, 'job' | 'facts' | 'inspection'>): boolean {
  const [source, ...others] = job.sources;
  const plan = job.plans[0];
  if (!plan || source?.kind !== 'memory' || others.length > 0 || job.range || plan.bytes > SHARED_ABOVE) return false;
  if (plan.format === 'json' || plan.split === 'file' || facts.files[0]?.invalidUtf8Rows !== 0) return false;
  return inspection.report.partial === undefined && job.level === 0;
}
