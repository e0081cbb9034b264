// One inspection from files to report: fold, merge, score, compare, evidence, finish. The coordinator only hands
// references around; every heavy step runs in a worker.

import { conflicts } from '../engine/findings/conflict.ts';
import { exactDuplicates } from '../engine/findings/exactDuplicate.ts';
import { lowNovelty, lowNoveltyRows } from '../engine/findings/lowNovelty.ts';
import { nearDuplicates } from '../engine/findings/nearDuplicate.ts';
import type { RowHit } from '../engine/findings/rows.ts';
import { boilerplateFinding } from '../engine/findings/template.ts';
import { commonest } from '../engine/metrics/openings.ts';
import type { ViewState } from '../engine/run.ts';
import { VIEW_NAMES, type ViewName } from '../engine/sample.ts';
import type { GramTable } from '../engine/sketch/gramTable.ts';
import type { InspectOptions, InspectProgress, LineRange } from '../protocol/hostApi.ts';
import { type CorpusRows, joinBlocks, scoresOf } from './columns.ts';
import { type Comparison, compareRows } from './compareRows.ts';
import { findEvidence } from './evidence.ts';
import { foldFacts } from './foldFacts.ts';
import { planJob } from './inspectionPlan.ts';
import { buildInspection } from './inspectionReport.ts';
import { canFollow, type LiveBasis } from './live/basis.ts';
import { Passes } from './passes.ts';
import type { WorkerPool } from './pool.ts';
import type { Inspection } from './result.ts';
import { type Settings, settingsOf } from './settings.ts';
import type { SourceRef } from './source.ts';
import type { Folded } from './tasks/fold.ts';
import type { Job } from './tasks/job.ts';
import type { FinishedViews, MergedViews } from './tasks/merge.ts';
import type { Facts } from './tasks/rowReader.ts';
import type { Scored, ScoredBlock } from './tasks/score.ts';

export interface InspectRequest {
  readonly sources: readonly SourceRef[];
  readonly options: InspectOptions;
  readonly lines?: LineRange;
}

export interface InspectHooks {
  readonly signal: AbortSignal;
  onProgress(p: InspectProgress): void;
  /** Gets what updates start from, when the corpus is one open document whose edits can be followed. */
  keep?(basis: LiveBasis): void;
}

/** Rejects with CorpusError: what the readers throw, 'cancelled', or 'worker-crashed' when nothing could be measured. */
export async function inspectCorpus(
  request: InspectRequest,
  pool: WorkerPool,
  hooks: InspectHooks,
): Promise<Inspection> {
  const started = performance.now();
  const settings = settingsOf(request.options);
  const job = planJob(request.sources, settings, request.lines);
  const passes = new Passes(pool, job, hooks);

  const folded = await passes.overCorpus<Folded>('reading', 'fold', job);
  const facts = foldFacts(job, folded, passes.lost);
  const merged = await passes.one<MergedViews>('merge', { job, parts: folded.map((f) => f.views) });

  const viewFacts = factsOf(merged);
  const openings = merged.map(([view, s]) => [view, commonest(s.states.openings as GramTable).map((o) => o.label)]);
  const scored = await passes.overBatches<Scored>(
    'measuring',
    'score',
    { job, views: viewFacts, openings },
    job.blocks.length,
  );
  const blocks = scored.flatMap((s) => s.blocks);
  const rows = joinBlocks(job, blocks, facts.lineBase);

  const compared = await compareRows(passes, job, viewFacts, rows, settings.nearDuplicate);
  const { hits, flagged } = findBetween(rows, compared, settings.lowNovelty);

  const targets = evidenceTargets(settings, job, rows, flagged);
  const coverings = await findEvidence(passes, job, viewFacts, rows, targets);
  for (const row of flagged) hits.push(lowNovelty(rows, row, coverings.get(row) ?? []));
  hits.push(...boilerplateHits(rows, blocks, merged));

  const finished = await passes.one<FinishedViews>('finish', {
    job,
    views: merged.map(([view, state]) => [view, state, scoresOf(rows, view)] as const),
  });
  const labels = scored.flatMap((s) => s.labels);
  const inspection = buildInspection({
    job,
    settings,
    facts,
    rows,
    blocks,
    hits,
    compared,
    coverings,
    finished,
    labels,
    passes,
    wallMs: performance.now() - started,
    workers: folded.map((f) => f.blocks.length),
    jobs: pool.jobs,
  });
  if (hooks.keep && canFollow({ job, facts, inspection })) {
    const { likeness: _, ...found } = compared;
    hooks.keep({ job, settings, facts, merged, rows, blocks, ...found, coverings, labels, inspection });
  }
  return inspection;
}

/** What the second pass needs of the merged states. */
export function factsOf(merged: MergedViews): Facts {
  return merged.map(([view, { rows, states }]: readonly [ViewName, ViewState]) => [
    view,
    { samples: rows, wordGrams: states.wordGrams, repeatGrams: states.repeatGrams } as Facts[number][1],
  ]);
}

/** Findings that need more than one sample, and the rows that are low in novelty. */
export function findBetween(rows: CorpusRows, compared: Comparison, threshold: number) {
  const exact = exactDuplicates(rows);
  const copies = new Set(exact.map((hit) => hit.row));
  const near = nearDuplicates(rows, compared.likeness);
  const isCopy = (row: number) => copies.has(rows.sample[row] as number);
  const conflicting = conflicts(rows);
  // A repeated prompt whose response differs is said once, as a conflict.
  const said = new Set(conflicting.map((hit) => hit.row));
  const nearHits = near.hits.filter((hit) => !isCopy(hit.row) && !said.has(hit.row));
  const hits: RowHit[] = [...exact, ...nearHits, ...conflicting];
  const flagged = lowNoveltyRows(rows, (row) => isCopy(row) || near.droppable.has(row), threshold);
  return { hits, flagged };
}

/** Above this, covering samples of every row would mean many passes: only flagged rows get them. */
const EVIDENCE_FOR_ALL = 64 * 1024 * 1024;

function evidenceForAll(settings: Settings, job: Job): boolean {
  return settings.evidence === 'all' && job.plans.reduce((n, p) => n + p.bytes, 0) <= EVIDENCE_FOR_ALL;
}

/** Rows that get covering samples. */
export function evidenceTargets(
  settings: Settings,
  job: Job,
  rows: CorpusRows,
  flagged: readonly number[],
): readonly number[] {
  return evidenceForAll(settings, job) ? withNovelty(rows) : flagged;
}

function withNovelty(rows: CorpusRows): number[] {
  const out: number[] = [];
  for (let row = 0; row < rows.length; row++) if ((rows.novelty[row] as number) < 1) out.push(row);
  return out;
}

function boilerplateHits(rows: CorpusRows, blocks: readonly ScoredBlock[], merged: MergedViews): RowHit[] {
  const ordered = [...blocks].sort((a, b) => a.index - b.index);
  return merged.flatMap(([view, state]) => {
    const at = VIEW_NAMES.indexOf(view);
    const samples = ordered.reduce((n, b) => n + (b.boilerplateRows[at] ?? 0), 0);
    if (samples === 0) return [];
    for (const block of ordered) {
      const first = block.boilerplate.find((b) => b.view === view);
      if (!first) continue;
      const row = (rows.firstRow[block.index] as number) + first.row;
      return [boilerplateFinding({ row, quoted: first.quoted, samples, of: state.rows })];
    }
    return [];
  });
}
