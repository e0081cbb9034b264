// From what the passes found to the report, the columns and the findings that everybody reads.

import { cutSet, isCutEnding } from '../../engine/findings/residue.ts';
import type { RowHit } from '../../engine/findings/rows.ts';
import type { LeakageReport } from '../../engine/leakage/report.ts';
import {
  FINDING_KINDS,
  type FileReport,
  type Finding,
  type MetricValue,
  REPORT_FORMAT,
  REPORT_VERSION,
  type Report,
  type ViewReport,
} from '../../engine/report.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import type { Covering } from '../../engine/scoring/cover.ts';
import { cellsOf } from '../../engine/verify/crossing.ts';
import type { VerificationReport } from '../../engine/verify/report.ts';
import { verificationReport } from '../../engine/verify/summary.ts';
import type { FilePlan } from '../../formats/plan.ts';
import { LazyRows } from '../rows/lazyRows.ts';
import { evidenceNote, type Settings, statedSettings } from '../settings.ts';
import type { Job } from '../tasks/job.ts';
import type { FinishedViews } from '../tasks/merge.ts';
import type { Scored, ScoredBlock } from '../tasks/score.ts';
import type { FoundTraits } from '../traits/findTraits.ts';
import type { CheckedCorpus } from '../verify/checkCorpus.ts';
import { FAILED } from '../verify/failures.ts';
import type { CorpusRows } from './columns.ts';
import type { Comparison } from './compareRows.ts';
import type { DrawnResults } from './drawnPass.ts';
import { countKinds, inCorpusOrder, strongest } from './findingOrder.ts';
import type { CorpusFacts } from './foldFacts.ts';
import type { Passes } from './passes.ts';
import type { Inspection, Keeping, RowFinding } from './result.ts';
import { viewReports } from './viewReports.ts';

/** What a report needs beside the findings. */
export interface Measured {
  readonly job: Job;
  /** What was done, and what was asked for. */
  readonly settings: Settings;
  readonly asked: Settings;
  readonly facts: CorpusFacts;
  readonly finished: FinishedViews;
  readonly drawn: DrawnResults;
  /** Null where no traits were read, or not yet. */
  readonly traits: FoundTraits | null;
  /** Null where there is no evaluation set to compare with, or not yet. */
  readonly leakage: LeakageReport | null;
  readonly labels: Scored['labels'];
  readonly verification?: VerificationReport | undefined;
  readonly passes: Pick<Passes, 'lost' | 'lostBatches' | 'crashes' | 'times' | 'cpuTimes' | 'jobs'>;
  /** When the inspection began, on the clock of `performance`. */
  readonly started: number;
  /** Blocks that each worker folded. */
  readonly workers: readonly number[];
  /** What is still missing while the inspection goes on, in a sentence. */
  readonly unfinished?: string;
}

export interface Found extends Measured {
  readonly rows: CorpusRows;
  readonly blocks: readonly Pick<ScoredBlock, 'index' | 'local'>[];
  readonly hits: readonly RowHit[];
  readonly compared: Comparison;
  readonly keeping: Keeping;
  readonly coverings: ReadonlyMap<number, readonly Covering[]>;
  /** Null where nothing was verified. */
  readonly checked: CheckedCorpus | null;
}

/** Findings of each kind in the report; the panel and `rows` have all of them. */
const TOP_PER_KIND = 20;
const BEST_PARTNERS = 5;

export function buildInspection(found: Found): Inspection {
  const { job, rows, compared, keeping, coverings } = found;
  const findings = allFindings(found);
  const bits = new Uint16Array(rows.length);
  const bitOf = new Map(FINDING_KINDS.map((kind, i) => [kind, 1 << i]));
  for (const { row, kind } of findings) if (row >= 0) bits[row] = (bits[row] as number) | (bitOf.get(kind) as number);
  const place = (row: number) => ({
    file: rows.files[rows.file[row] as number] as string,
    line: rows.line[row] as number,
  });
  const verified = found.checked && verificationOf(found, bits);
  return {
    report: reportOf(verified ? { ...found, verification: verified.report } : found, findings),
    columns: {
      length: rows.length,
      file: rows.file,
      line: rows.line,
      byte: rows.byte,
      byteLength: rows.byteLength,
      view: rows.view,
      words: rows.words,
      novelty: rows.novelty,
      findings: bits,
      adds: rows.adds,
      grams: rows.grams,
      cluster: rows.cluster,
      text: rows.text,
      sample: rows.sample,
      content: rows.content,
      isCode: rows.isCode,
      traits: rows.traits,
      verdicts: found.traits?.verdicts ?? null,
      checks: found.checked?.columns,
      cells: verified?.cells,
    },
    findings,
    clusters: compared.clusters.map((members, id) => ({
      id,
      size: members.length,
      keeper: members.reduce((best, row) => (keeping.order(row, best) < 0 ? row : best)),
    })),
    likeness: compared.likeness,
    keeping,
    near: new LazyRows(new Set(compared.likeness.rows()), (row) =>
      compared.likeness.best(row, BEST_PARTNERS).map((p) => ({ ...place(p.row), jaccard: p.jaccard })),
    ),
    coveredBy: new LazyRows(coverings, (row) =>
      (coverings.get(row) ?? []).map((c) => ({ ...place(c.row), share: c.share })),
    ),
    plans: job.plans,
    verifiers: found.checked?.active,
    sources: job.sources,
    range: job.range,
  };
}

/** What the report says of verification, and where each sample stands on the other two axes. */
function verificationOf({ rows, checked, traits }: Found, findings: Uint16Array) {
  const { columns, ...detected } = checked as CheckedCorpus;
  const cells = cellsOf({
    view: rows.view,
    sample: rows.sample,
    findings,
    percentile: rows.traits?.percentile ?? null,
    judged: traits?.verdicts ?? null,
  });
  return { cells, report: verificationReport({ ...detected, columns, sample: rows.sample, cells }) };
}

/** Everything that was found, by file, line and kind. */
function allFindings({ rows, facts, blocks, hits, checked }: Found): RowFinding[] {
  const out: RowFinding[] = [];
  for (const p of facts.problems) {
    out.push({
      kind: p.kind,
      file: rows.files[p.file] as string,
      fileIndex: p.file,
      line: p.line,
      ...(p.column === undefined ? {} : { column: p.column }),
      message: p.kind === 'schema' ? `Schema: ${p.message}.` : p.message,
      score: p.kind === 'invalid' ? 1 : 0.5,
      related: [],
      row: -1,
      byte: p.byte,
      byteLength: p.byteLength,
    });
  }
  const at = (row: number) => ({
    file: rows.files[rows.file[row] as number] as string,
    fileIndex: rows.file[row] as number,
    line: rows.line[row] as number,
    row,
    byte: rows.byte[row] as number,
    byteLength: rows.byteLength[row] as number,
  });
  const view = (row: number) => ({ view: VIEW_NAMES[rows.view[row] as number] as ViewName });
  for (const { kind, message, score, row, related, wholeSample, elsewhere = [], span } of hits) {
    const places = related.map((r) => ({
      file: rows.files[rows.file[r.row] as number] as string,
      line: rows.line[r.row] as number,
      share: r.share,
    }));
    const finding = { kind, message, score, related: [...places, ...elsewhere], ...at(row), ...(span ? { span } : {}) };
    out.push(wholeSample ? finding : { ...finding, ...view(row) });
  }
  const cutSets = cutSetsOf(rows, blocks);
  for (const block of [...blocks].sort((a, b) => a.index - b.index)) {
    for (const found of block.local) {
      const row = (rows.firstRow[block.index] as number) + found.row;
      const set = isCutEnding(found) ? cutSets.get(rows.view[row] as number) : undefined;
      if (set?.said) continue;
      if (set) set.said = true;
      const local = set ? { ...found, message: set.message } : found;
      const span = { path: local.path, start: local.offset + local.start, end: local.offset + local.end };
      const { kind, message, score } = local;
      out.push({ kind, message, score, related: [], ...at(row), ...view(row), span });
    }
  }
  for (const { row, message, score, span } of checked?.failures ?? []) {
    const finding = { kind: FAILED, message, score, related: [], ...at(row) };
    out.push(span ? { ...finding, ...view(row), span } : finding);
  }
  return inCorpusOrder(out, rows.length);
}

/** By view number: the sentence for sets that were cut as a whole. */
function cutSetsOf(rows: CorpusRows, blocks: Found['blocks']): Map<number, { message: string; said: boolean }> {
  const samples = new Map<number, number>();
  for (const view of rows.view) samples.set(view, (samples.get(view) ?? 0) + 1);
  const cut = new Map<number, number>();
  for (const { index, local } of blocks) {
    for (const found of local) {
      if (!isCutEnding(found)) continue;
      const view = rows.view[(rows.firstRow[index] as number) + found.row] as number;
      cut.set(view, (cut.get(view) ?? 0) + 1);
    }
  }
  return new Map(
    [...cut].flatMap(([view, n]) => {
      const message = cutSet(n, samples.get(view) as number);
      return message ? [[view, { message, said: false }] as const] : [];
    }),
  );
}

/** `findings`: all of them, as `buildInspection` gives them; none where they are not known yet. */
export function reportOf(found: Measured, findings: readonly RowFinding[]): Report {
  const { job, settings, finished, passes, labels } = found;
  const partial = found.unfinished ?? missing(found);
  return {
    format: REPORT_FORMAT,
    version: REPORT_VERSION,
    files: job.plans.map((_, file) => fileReport(found, file)),
    views: withTraits(
      viewReports(
        finished.map(([view, metrics]) => [view, named(view, metrics, labels)] as const),
        found.drawn,
        settings.by,
      ),
      found.traits,
    ),
    findings: { counts: countKinds(findings), top: topFindings(findings) },
    ...(found.verification && { verification: found.verification }),
    ...(found.leakage ? { leakage: found.leakage } : {}),
    settings: { ...statedSettings(settings, found.leakage ?? undefined), ...(job.range ? { selection: true } : {}) },
    ...(partial ? { partial } : {}),
    timing: {
      wallMs: Math.round(performance.now() - found.started),
      tasks: passes.times,
      tasksCpu: passes.cpuTimes,
      jobs: passes.jobs,
      workers: found.workers.map((blocks) => ({ blocks })),
      crashes: passes.crashes,
      // Of this process with its worker threads, MiB.
      peakMemoryMiB: Math.round(process.resourceUsage().maxRSS / 1024),
      node: process.versions.node,
      icu: process.versions.icu,
      unicode: process.versions.unicode,
    },
  };
}

function withTraits(views: Record<string, ViewReport>, found: FoundTraits | null): Record<string, ViewReport> {
  const entries = Object.entries(views).map(([view, report]) => {
    const traits = found?.views[view as ViewName];
    return [view, traits ? { ...report, traits } : report] as const;
  });
  return Object.fromEntries(entries);
}

/** What a crash left out, in a sentence; empty when nothing. */
function missing({ job, passes }: Measured): string {
  const blocks = passes.lost.size;
  if (blocks > 0)
    return `${blocks} of ${job.blocks.length} blocks could not be measured: a worker crashed on them twice.`;
  return passes.lostBatches > 0 ? 'Some samples could not be compared or drawn: a worker crashed on them twice.' : '';
}

function fileReport({ job, facts, finished, asked, settings }: Measured, file: number): FileReport {
  const plan = job.plans[file] as FilePlan;
  const f = facts.files[file] as CorpusFacts['files'][number];
  const invalid = facts.problems.reduce((n, p) => n + (p.file === file && p.kind === 'invalid' ? 1 : 0), 0);
  const samples = f.rows - invalid;
  const notes: string[] = [];
  if (file === 0 && finished.some(([, metrics]) => metrics.novelty?.drawn)) {
    notes.push(
      'Memory was short: n-grams were drawn by hash, so novelty and repeats are estimates. Allow more memory for exact ones.',
    );
  }
  const fewer = file === 0 ? evidenceNote(asked, settings) : undefined;
  if (fewer) notes.push(fewer);
  if (plan.views.explodedPrefixes) {
    notes.push(
      'Rows repeat the dialogue of the row before them and add a turn: only the last turn of each is measured.',
    );
  }
  if (f.invalidUtf8Rows > 0) {
    notes.push(
      `${f.invalidUtf8Rows} ${f.invalidUtf8Rows === 1 ? 'row holds' : 'rows hold'} bytes that are not UTF-8; they were read as U+FFFD.`,
    );
  }
  const found = VIEW_NAMES.filter(
    (_, i) => (f.views[i] as number) > 0 || plan.views.rules.some((r) => r.view === VIEW_NAMES[i]),
  );
  return {
    path: plan.path,
    bytes: plan.bytes,
    format: plan.format,
    ...(plan.split ? { split: plan.split } : {}),
    samples,
    invalid,
    invalidUtf8: f.invalidUtf8Rows,
    views: found.map((view) => {
      const rules = plan.views.rules.filter((r) => r.view === view);
      const n = f.views[VIEW_NAMES.indexOf(view)] as number;
      return {
        view,
        path: rules.map((r) => r.path).join(' + ') || view,
        samples: n,
        share: samples === 0 ? 0 : n / samples,
        chosenBy: rules.some((r) => r.chosenBy === 'user') ? ('user' as const) : ('detected' as const),
      };
    }),
    notes,
  };
}

/** Puts the words of the commonest openings in the place of their hashes. */
function named(
  view: ViewName,
  metrics: Record<string, MetricValue>,
  labels: Scored['labels'],
): Record<string, MetricValue> {
  const { openings } = metrics;
  if (openings?.detail?.type !== 'table') return metrics;
  const words = new Map(labels.flatMap(([v, label, text]) => (v === view ? [[label, text] as const] : [])));
  const rows = openings.detail.rows.map((r) => ({ ...r, label: words.get(r.label) ?? r.label }));
  return { ...metrics, openings: { ...openings, detail: { type: 'table', rows } } };
}

/** The strongest of each kind, ties in corpus order. */
function topFindings(findings: readonly RowFinding[]): Finding[] {
  return strongest(findings, TOP_PER_KIND).map(
    ({ row: _r, fileIndex: _f, byte: _b, byteLength: _l, span: _s, ...finding }) => finding,
  );
}
