// Reads both sides as one corpus, as an inspection does: columns of rows, verified near-duplicates, findings that rows show by
// themselves; and which row is on which side.

import type { Likeness } from '../../../engine/findings/nearDuplicate.ts';
import { cutSet, isCutEnding } from '../../../engine/findings/residue.ts';
import type { Reason } from '../../../engine/mixture/standing.ts';
import type { ViewName } from '../../../engine/sample.ts';
import { type CorpusRows, joinBlocks } from '../../columns.ts';
import { compareRows } from '../../compareRows.ts';
import { foldCorpus } from '../../foldCorpus.ts';
import { type CorpusFacts, foldFacts } from '../../foldFacts.ts';
import { planJob } from '../../inspectionPlan.ts';
import type { Passes } from '../../passes.ts';
import { scoreParams } from '../../scoreParams.ts';
import { type Settings, settingsOf } from '../../settings.ts';
import type { SourceRef } from '../../source.ts';
import type { Job } from '../../tasks/job.ts';
import type { Scored, ScoredBlock } from '../../tasks/score.ts';
import { type MixtureAsked, type MixtureFiles, sideOf } from './asked.ts';

export interface BothSides {
  readonly job: Job;
  readonly rows: CorpusRows;
  /** Views that the rows were made of. */
  readonly views: readonly ViewName[];
  readonly likeness: Likeness;
  /** By row, see SIDE. */
  readonly side: Uint8Array;
  /** First rows of samples that show a flaw. */
  readonly flawed: ReadonlyMap<number, Reason>;
  readonly facts: CorpusFacts;
}

/** Rows whose field `verified` is true stand before others. */
export function mixtureJob(asked: MixtureAsked, sources: readonly SourceRef[]): { job: Job; settings: Settings } {
  const { by: _by, keeper: _keeper, ...options } = asked.options;
  const settings: Settings = { ...settingsOf({ ...options, metrics: 'core' }), keeper: 'verified' };
  const job = planJob(sources, settings);
  return { job: asked.provenance ? { ...job, by: asked.provenance.field } : job, settings };
}

/** Rejects as inspections do. */
export async function readSides(
  passes: Passes,
  asked: MixtureAsked,
  files: MixtureFiles,
  { job, settings }: { job: Job; settings: Settings },
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
  return {
    job,
    rows,
    views: merged.map(([view]) => view),
    likeness,
    side: sidesOf(rows, asked, files),
    flawed: flawedSamples(rows, blocks),
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

function countBy(numbers: Iterable<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const n of numbers) counts.set(n, (counts.get(n) ?? 0) + 1);
  return counts;
}
