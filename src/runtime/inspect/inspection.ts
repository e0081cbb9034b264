// One inspection from files to report: fold, merge, score, compare, evidence, finish, drawn samples. The coordinator only hands
// references around; every heavy step runs in a worker.

import { conflicts } from '../../engine/findings/conflict.ts';
import { exactDuplicates } from '../../engine/findings/exactDuplicate.ts';
import { keepOrder } from '../../engine/findings/keeper.ts';
import { lowNovelty, lowNoveltyRows } from '../../engine/findings/lowNovelty.ts';
import { nearDuplicates } from '../../engine/findings/nearDuplicate.ts';
import type { RowHit } from '../../engine/findings/rows.ts';
import { boilerplateFinding } from '../../engine/findings/template.ts';
import { VIEW_NAMES } from '../../engine/sample.ts';
import type { CheckColumns } from '../../engine/verify/summary.ts';
import type { InspectOptions, InspectProgress, LineRange } from '../../protocol/hostApi.ts';
import { findLeakage } from '../leakage/findLeakage.ts';
import { canFollow, type LiveBasis } from '../live/basis.ts';
import type { WorkerPool } from '../pool/pool.ts';
import { evidenceFor, type Settings, settingsOf } from '../settings.ts';
import type { SourceRef } from '../sources/source.ts';
import type { FinishedViews, MergedViews } from '../tasks/merge.ts';
import type { Scored, ScoredBlock } from '../tasks/score.ts';
import { askTraits, measureTraits, traitHits } from '../traits/traitsPass.ts';
import { checkCorpus } from '../verify/checkCorpus.ts';
import { type CorpusRows, joinBlocks, scoresOf } from './columns.ts';
import { type Comparison, compareRows } from './compareRows.ts';
import { measureDrawn, NOTHING_DRAWN } from './drawnPass.ts';
import { findEvidence } from './evidence.ts';
import { findTemplates } from './findTemplates.ts';
import { foldCorpus } from './foldCorpus.ts';
import { foldFacts } from './foldFacts.ts';
import { planJob } from './inspectionPlan.ts';
import { buildInspection, type Found, reportOf } from './inspectionReport.ts';
import { Passes } from './passes.ts';
import { type Preview, Previews } from './preview.ts';
import type { Inspection, Keeping } from './result.ts';
import { scoreParams } from './scoreParams.ts';

export interface InspectRequest {
  readonly sources: readonly SourceRef[];
  readonly options: InspectOptions;
  readonly lines?: LineRange;
  /** Instead of lines: only samples that start at a byte in [from, to) of the first file. */
  readonly range?: { readonly from: number; readonly to: number };
}

export type InspectCorpus = (request: InspectRequest, pool: WorkerPool, hooks: InspectHooks) => Promise<Inspection>;

export interface InspectHooks {
  readonly signal: AbortSignal;
  onProgress(p: InspectProgress): void;
  /** First numbers, each time of more of the corpus; they cost a little time and leave the result as it is. */
  onPreview?(preview: Preview): void;
  /** Leaves out what only findings need: templates and evidence. */
  readonly onlyMetrics?: boolean;
  /** At most so many workers at once; default: all of the pool. */
  readonly workers?: number;
  /** Gets what updates start from, when the corpus is one open document whose edits can be followed. */
  keep?(basis: LiveBasis): void;
}

const STILL_TO_DRAW = 'Some metrics read drawn samples: those are still to come.';

/** Rejects with CorpusError: what the readers throw, 'cancelled', or 'worker-crashed' when nothing could be measured. */
export async function inspectCorpus(
  request: InspectRequest,
  pool: WorkerPool,
  hooks: InspectHooks,
): Promise<Inspection> {
  const started = performance.now();
  const asked = settingsOf(request.options);
  // The thread starts while the files are looked at.
  pool.warm();
  const planned = planJob(request.sources, asked, request.lines);
  const job = request.range ? { ...planned, range: request.range } : planned;
  const bytes = job.plans.reduce((n, p) => n + p.bytes, 0);
  const settings = { ...asked, evidence: evidenceFor(asked.evidence, bytes) };
  const passes = new Passes(pool, job, hooks);

  const show = hooks.onPreview?.bind(hooks);
  const previews = show ? new Previews(passes, { settings, asked, started }, job, show) : null;
  const { folded, merged } = await foldCorpus(passes, job, settings, previews);
  const read = folded.flatMap((f) => f.blocks);
  const facts = foldFacts(job, read, passes.lost);
  const against = scoreParams(job, merged, read);
  const viewFacts = against.views;
  const scored = await passes.overBatches<Scored>('measuring', 'score', against, job.blocks.length);
  const blocks = scored.flatMap((s) => s.blocks);
  const rows = joinBlocks(job, blocks, facts.lineBase);

  const checked = hooks.onlyMetrics ? null : await checkCorpus(passes, job, rows, blocks, settings);
  const compared = await compareRows(passes, job, viewFacts, rows, settings.nearDuplicate);
  const { hits, flagged, redundant, keeping } = findBetween(rows, compared, settings, checked?.columns);
  const frames = hooks.onlyMetrics ? [] : await findTemplates(passes, job, viewFacts, rows, blocks, redundant);
  hits.push(...frames);

  const targets = hooks.onlyMetrics ? [] : evidenceTargets(settings, rows, flagged);
  const coverings = await findEvidence(passes, job, viewFacts, rows, targets);
  for (const row of flagged) hits.push(lowNovelty(rows, row, coverings.get(row) ?? []));
  hits.push(...boilerplateHits(rows, blocks, merged));
  const views = viewFacts.map(([view]) => view);
  const leakage = hooks.onlyMetrics ? null : await findLeakage(passes, job, settings, { rows, blocks, views });
  if (leakage) hits.push(...leakage.hits);

  const finished = await passes.one<FinishedViews>('finish', {
    job,
    views: merged.map(([view, state]) => [view, state, scoresOf(rows, view)] as const),
  });
  const found: Found = {
    job,
    settings,
    asked,
    facts,
    rows,
    blocks,
    hits,
    compared,
    keeping,
    coverings,
    checked,
    finished,
    drawn: NOTHING_DRAWN,
    traits: null,
    leakage: leakage?.report ?? null,
    labels: scored.flatMap((s) => s.labels),
    passes,
    started,
    workers: folded.map((f) => f.blocks.length),
  };
  const undrawn = buildInspection({ ...found, unfinished: STILL_TO_DRAW });
  previews?.whole(undrawn.report);

  const drawn = await measureDrawn(passes, job, merged, rows);
  const traits = await measureTraits(passes, askTraits(settings, rows, drawn));
  const whole = { ...found, drawn, traits };
  const inspection = traits?.verdicts
    ? buildInspection({ ...whole, hits: [...hits, ...traitHits(traits.verdicts, settings.calibration)] })
    : { ...undrawn, report: reportOf({ ...whole, verification: undrawn.report.verification }, undrawn.findings) };
  if (hooks.keep && canFollow({ job, facts, inspection })) {
    const { likeness: _, ...clustered } = compared;
    const { labels } = found;
    hooks.keep({
      job,
      settings,
      asked,
      facts,
      merged,
      rows,
      blocks,
      ...clustered,
      coverings,
      checked,
      frames,
      leakage,
      drawn,
      labels,
      inspection,
    });
  }
  return inspection;
}

/** Findings between pairs of samples, the rows that are low in novelty, and those that need not stay. */
export function findBetween(rows: CorpusRows, compared: Comparison, settings: Settings, checks?: CheckColumns) {
  const { lowNovelty: threshold, keeper, keep } = settings;
  const rule = { order: keepOrder({ ...rows, verdict: checks?.verdict ?? null }, keeper), keep };
  const exact = exactDuplicates(rows, rule);
  const copies = new Map(exact.map(({ row, related: [kept] }) => [row, kept?.row as number]));
  const near = nearDuplicates(rows, compared.likeness, rule);
  const isCopy = (row: number) => copies.has(rows.sample[row] as number);
  const conflicting = conflicts(rows);
  // A repeated prompt whose response differs is said once, as a conflict.
  const said = new Set(conflicting.map((hit) => hit.row));
  const nearHits = near.hits.filter((hit) => !isCopy(hit.row) && !said.has(hit.row));
  const hits: RowHit[] = [...exact, ...nearHits, ...conflicting];
  const redundant = (row: number) => isCopy(row) || near.covered.has(row);
  const keeping: Keeping = { ...rule, covered: near.covered, copies };
  return { hits, flagged: lowNoveltyRows(rows, redundant, threshold), redundant, keeping };
}

/** Rows that get covering samples. */
export function evidenceTargets(
  { evidence }: Pick<Settings, 'evidence'>,
  rows: CorpusRows,
  flagged: readonly number[],
): readonly number[] {
  return evidence === 'all' ? withNovelty(rows) : flagged;
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
