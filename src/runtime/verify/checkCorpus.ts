// The passes of verification: which verifiers apply, told from drawn samples, and then every sample by those that do.
import type { ActiveVerifier, Detected } from '../../engine/verify/run.ts';
import { type CheckColumns, MOST_VERIFIERS } from '../../engine/verify/summary.ts';
import type { CorpusRows } from '../inspect/columns.ts';
import type { Passes } from '../inspect/passes.ts';
import type { Settings } from '../settings.ts';
import type { CheckedBlock, ChecksParams } from '../tasks/checks.ts';
import type { DetectParams } from '../tasks/detectChecks.ts';
import type { Job } from '../tasks/job.ts';
import type { ScoredBlock } from '../tasks/score.ts';
import { checkColumns } from './columns.ts';
import type { FailedSample } from './failures.ts';

export interface CheckedCorpus extends Detected {
  readonly active: readonly ActiveVerifier[];
  readonly columns: CheckColumns;
  /** In corpus order. */
  readonly failures: readonly FailedSample[];
}

/** Null where verification is left out, or nothing of the corpus can be checked and nothing was asked for by name. */
export async function checkCorpus(
  passes: Pick<Passes, 'one' | 'overCorpus'>,
  job: Job,
  rows: CorpusRows,
  blocks: readonly Pick<ScoredBlock, 'index' | 'rows'>[],
  { verify: choice, verification: settings }: Pick<Settings, 'verify' | 'verification'>,
): Promise<CheckedCorpus | null> {
  if (choice === 'none') return null;
  const { file, byte, byteLength, sample, content, view, length } = rows;
  const asked: DetectParams = { job, rows: { file, byte, byteLength, sample, content }, asked: { choice, settings } };
  const found = await passes.one<Detected>('detectChecks', asked);
  const active = found.active.slice(0, MOST_VERIFIERS);
  const columns = checkColumns(length, (bytes) => new SharedArrayBuffer(bytes));
  if (active.length === 0) return choice === 'auto' ? null : { ...found, active, columns, failures: [] };
  const params: ChecksParams = { job, active, firstRow: firstRows(job, blocks), byte, view, columns };
  const parts = await passes.overCorpus<CheckedBlock[]>('verifying', 'checks', params);
  const checked = parts.flat().sort((a, b) => a.index - b.index);
  forgetLost(params, checked);
  // Drawn samples looked as if something could be checked, and nothing could.
  if (choice === 'auto' && columns.by.every((bits) => bits === 0)) return null;
  return { ...found, active, columns, failures: checked.flatMap((b) => b.failures) };
}

/** Rows of block i: from entry i to entry i + 1; none of a block that was lost. */
export function firstRows(
  job: Pick<Job, 'blocks'>,
  blocks: readonly Pick<ScoredBlock, 'index' | 'rows'>[],
): Float64Array {
  const counts = new Map(blocks.map((b) => [b.index, b.rows]));
  const first = new Float64Array(job.blocks.length + 1);
  for (let i = 0; i < job.blocks.length; i++) first[i + 1] = (first[i] as number) + (counts.get(i) ?? 0);
  return first;
}

/** A block on which a worker crashed twice has no verdicts, though it may have begun with them. */
function forgetLost({ firstRow, columns }: ChecksParams, checked: readonly CheckedBlock[]): void {
  const done = new Set(checked.map((b) => b.index));
  for (let i = 0; i + 1 < firstRow.length; i++) {
    if (done.has(i)) continue;
    for (const column of Object.values(columns)) column.fill(0, firstRow[i], firstRow[i + 1]);
  }
}
