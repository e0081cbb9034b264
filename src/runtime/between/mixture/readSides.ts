// Reads both sides as one corpus, as an inspection does: columns of rows, verified near-duplicates, findings that rows show by
// themselves; and which row is on which side.

import type { Likeness } from '../../../engine/findings/nearDuplicate.ts';
import { cutSet, isCutEnding } from '../../../engine/findings/residue.ts';
import type { Reason } from '../../../engine/mixture/standing.ts';
import type { ViewName } from '../../../engine/sample.ts';
import { VERDICTS } from '../../../engine/verify/verifier.ts';
import { type CorpusRows, joinBlocks } from '../../inspect/columns.ts';
import { compareRows } from '../../inspect/compareRows.ts';
import { foldCorpus } from '../../inspect/foldCorpus.ts';
import { type CorpusFacts, foldFacts } from '../../inspect/foldFacts.ts';
import { planJob } from '../../inspect/inspectionPlan.ts';
import type { Passes } from '../../inspect/passes.ts';
import { scoreParams } from '../../inspect/scoreParams.ts';
import { type Settings, settingsOf } from '../../settings.ts';
import type { SourceRef } from '../../sources/source.ts';
import type { Job } from '../../tasks/job.ts';
import type { Scored, ScoredBlock } from '../../tasks/score.ts';
import { checkCorpus } from '../../verify/checkCorpus.ts';
import { type MixtureAsked, type MixtureFiles, sideOf } from './asked.ts';

export interface BothSides {
  readonly job: Job;
  readonly rows: CorpusRows;
  /** Views that the rows were made of. */
  readonly views: readonly ViewName[];
  readonly likeness: Likeness;
  /** By row, see SIDE. */
  readonly side: Uint8Array;
  /** Of each row: 1 where verifiers or the field `verified` say that it is right. */
  readonly verified: Uint8Array;
  /** First rows of samples that show a flaw. */
  readonly flawed: ReadonlyMap<number, Reason>;
  readonly facts: CorpusFacts;
}

/** Of more, only the verifiers that were named run: they read every sample once more. */
const VERIFIED_BELOW = 64 * 1024 * 1024;

export interface MixtureJob {
  readonly job: Job;
  readonly settings: Settings;
  /** Whether verifiers would have run, were there less to read. */
  readonly isUnverified: boolean;
}

/** Verified rows stand before others: by verdict, else by their field `verified`. */
export function mixtureJob(asked: MixtureAsked, sources: readonly SourceRef[]): MixtureJob {
  const { by: _by, keeper: _keeper, ...options } = asked.options;
  const verify = options.verify ?? 'auto';
  const wanted: Settings = { ...settingsOf({ ...options, verify, metrics: 'core' }), keeper: 'verified' };
  const job = planJob(sources, wanted);
  const bytes = job.plans.reduce((n, p) => n + p.bytes, 0);
  const isCostly = verify === 'auto' && bytes > VERIFIED_BELOW;
  return {
    job: asked.provenance ? { ...job, by: asked.provenance.field } : job,
    settings: isCostly ? { ...wanted, verify: 'none' } : wanted,
    isUnverified: isCostly,
  };
}

const VERIFIED = 1 + VERDICTS.indexOf('verified');
const FAILED = 1 + VERDICTS.indexOf('failed');

/** Rejects as inspections do. */
export async function readSides(
  passes: Passes,
  asked: MixtureAsked,
  files: MixtureFiles,
  { job, settings }: Pick<MixtureJob, 'job' | 'settings'>,
): Promise<BothSides> {
  const { folded, merged } = await foldCorpus(passes, job, settings, null);
  const facts = foldFacts(
    job,
    folded.flatMap((f) => f.blocks),
    passes.lost,
  );
  const against = scoreParams(job, merged);
  const scored = await passes.overBatches<Scored>('measuring', 'score', against, job.blocks.length);
  const blocks = scored.flatMap((s) => s.blocks);
  const rows = joinBlocks(job, blocks, facts.lineBase);
  const { likeness } = await compareRows(passes, job, against.views, rows, settings.nearDuplicate);
  const checked = await checkCorpus(passes, job, rows, blocks, settings);
  const verdict = checked?.columns.verdict ?? new Uint8Array(rows.length);
  return {
    job,
    rows,
    verified: verdict.map((is, row) => (is === VERIFIED || (is !== FAILED && rows.preferred?.[row] === 1) ? 1 : 0)),
    views: merged.map(([view]) => view),
    likeness,
    side: sidesOf(rows, asked, files),
    flawed: new Map([...failedSamples(rows, verdict), ...flawedSamples(rows, blocks)]),
    facts,
  };
}

function sidesOf(rows: CorpusRows, { provenance }: MixtureAsked, { isReal, isSynthetic }: MixtureFiles): Uint8Array {
  const wanted = new Set(provenance?.synthetic);
  const saysSynthetic = rows.labels.map((label) => wanted.has(label));
  const side = new Uint8Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const file = rows.file[row] as number;
    const says = provenance ? (saysSynthetic[rows.group?.[row] as number] ?? false) : null;
    side[row] = sideOf(isReal[file] as boolean, isSynthetic[file] as boolean, says);
  }
  return side;
}

/** A set that was cut as a whole is no worse for it. */
function flawedSamples(rows: CorpusRows, blocks: readonly ScoredBlock[]): Map<number, Reason> {
  const found = blocks.flatMap(({ index, local }) =>
    local.map((finding) => ({ finding, row: (rows.firstRow[index] as number) + finding.row })),
  );
  const ofView = countBy(rows.view);
  const cut = countBy(found.filter(({ finding }) => isCutEnding(finding)).map(({ row }) => rows.view[row] as number));
  const isCutSet = (view: number) => cutSet(cut.get(view) ?? 0, ofView.get(view) ?? 0) !== null;
  const flawed = new Map<number, Reason>();
  for (const { finding, row } of found) {
    if (finding.kind !== 'residue' && finding.kind !== 'encoding') continue;
    if (isCutEnding(finding) && isCutSet(rows.view[row] as number)) continue;
    const sample = rows.sample[row] as number;
    if (!flawed.has(sample)) flawed.set(sample, finding.kind);
  }
  return flawed;
}

function failedSamples({ sample }: CorpusRows, verdict: Uint8Array): Map<number, Reason> {
  const failed = new Map<number, Reason>();
  verdict.forEach((is, row) => {
    if (is === FAILED) failed.set(sample[row] as number, 'failed');
  });
  return failed;
}

function countBy(numbers: Iterable<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const n of numbers) counts.set(n, (counts.get(n) ?? 0) + 1);
  return counts;
}
