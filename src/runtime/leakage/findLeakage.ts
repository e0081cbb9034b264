// Leakage of an inspection: evaluation items looked for in every sample, as findings and as numbers per set.
import { leakageFinding } from '../../engine/findings/leakage.ts';
import type { RowHit } from '../../engine/findings/rows.ts';
import type { LeakageReport } from '../../engine/leakage/report.ts';
import type { SampleHit } from '../../engine/leakage/verdict.ts';
import type { ViewName } from '../../engine/sample.ts';
import type { CorpusRows } from '../inspect/columns.ts';
import type { Passes } from '../inspect/passes.ts';
import type { Settings } from '../settings.ts';
import type { Job } from '../tasks/job.ts';
import type { Comparable, LeakageVerdicts, ScanParams, VerdictParams } from '../tasks/leakage.ts';
import type { ScoredBlock } from '../tasks/score.ts';
import { readItems } from './items.ts';
import { leakageReport } from './leakageReport.ts';
import { evaluationSets } from './sets.ts';

export interface FoundLeakage {
  readonly report: LeakageReport;
  readonly hits: readonly RowHit[];
}

export interface LeakageAsked {
  readonly rows: CorpusRows;
  readonly blocks: readonly Pick<ScoredBlock, 'index' | 'split'>[];
  /** Views that have rows. */
  readonly views: readonly ViewName[];
}

/** Null where there is no evaluation set to compare with: then nothing was read. */
export async function findLeakage(
  passes: Passes,
  job: Job,
  settings: Settings,
  { rows, blocks, views }: LeakageAsked,
): Promise<FoundLeakage | null> {
  const rankOfRow = splitColumn(rows, blocks);
  const found = evaluationSets(job, settings, rankOfRow);
  const { sets, rankOfFile } = found;
  if (sets.length === 0 && found.unread.length === 0) return null;
  const read = sets.length === 0 ? null : await readItems(passes, job, sets, settings.memoryMb);
  if (!read) return { report: leakageReport({ ...found, read: null }), hits: [] };
  const { index, set, items } = read;
  const comparable: Comparable = {
    ownFile: sets.map((s) => s.ownFile),
    rank: sets.map((s) => s.rank),
    rankOfFile,
  };
  const seen = new Uint8Array(new SharedArrayBuffer(index.postings.length));
  const scan: ScanParams = { job, index, set, seen, comparable, views, firstRow: rows.firstRow };
  const hits = (await passes.overCorpus<SampleHit[]>('leakage', 'leakageScan', scan)).flat();
  const { length, view, sample, text, file } = rows;
  const asked: VerdictParams = {
    index,
    set,
    seen,
    comparable,
    items,
    hits,
    rows: { length, view, sample, text, file },
    rankOfRow,
  };
  const verdicts = await passes.one<LeakageVerdicts>('leakageVerdict', asked);
  return {
    report: leakageReport({ ...found, read, verdicts, rows }),
    hits: verdicts.samples.map((leaks) => leakageFinding(leaks, read.placeOf)),
  };
}

/** Rank of the split that each row names; null where none does. */
function splitColumn(rows: CorpusRows, blocks: LeakageAsked['blocks']): Uint8Array | null {
  const named = blocks.filter((b) => b.split.length > 0);
  if (named.length === 0) return null;
  const ranks = new Uint8Array(new SharedArrayBuffer(rows.length));
  for (const block of named) ranks.set(block.split, rows.firstRow[block.index]);
  return ranks;
}
