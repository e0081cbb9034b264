// Compares snapshots: reads them once, draws samples at equal budgets, measures them side by side, and says in words what changed.
import { neighbourRanges, stepMeasures } from '../../engine/compare/assemble.ts';
import { lengthHistograms } from '../../engine/compare/lengths.ts';
import { ALPHA, MEASURES, measureOf } from '../../engine/compare/measures.ts';
import { comparisonUnits } from '../../engine/compare/plan.ts';
import type { SamplePool } from '../../engine/compare/pool.ts';
import {
  COMPARISON_FORMAT,
  COMPARISON_VERSION,
  type ComparisonReport,
  type ComparisonStep,
  type DrawnValue,
  type Shift,
} from '../../engine/compare/report.ts';
import type { FoundShift } from '../../engine/compare/shifts/found.ts';
import { startOf } from '../../engine/compare/shifts/shifts.ts';
import type { Answer, ComparisonUnit } from '../../engine/compare/units.ts';
import { LEVEL, verdictOf } from '../../engine/compare/verdict.ts';
import { CorpusError } from '../../engine/errors.ts';
import { canBeShown } from '../sources/source.ts';
import { type DrawnRows, drawSnapshots, MOST_WORDS, readPool } from './drawSnapshots.ts';
import { fieldShifts } from './fieldShifts.ts';
import { convergenceReport, drawGroups } from './groupDraw.ts';
import type { BetweenHooks } from './hooks.ts';
import { type CompareAsked, readSnapshots, type SnapshotRows } from './snapshots.ts';
import { stepAlpha } from './stepAlpha.ts';
import { stepChanges } from './stepChanges.ts';

const DRAWS = 20;
/** The smallest p is 1 / 400, well below the level of the verdict. */
const PERMUTATIONS = 399;
/** Below these, chance and change cannot be told apart. */
const LEAST_SAMPLES = 10;
const LEAST_WORDS = 200;
const FIRST_SEED = 1;
const EXAMPLE_START = 200;

/** Rejects as `readSnapshots`. The report depends on corpus and settings alone, but for its timing. */
export async function compareSnapshots(asked: CompareAsked, hooks: BetweenHooks): Promise<ComparisonReport> {
  const started = performance.now();
  const seed = asked.seed ?? FIRST_SEED;
  const draws = asked.draws ?? DRAWS;
  const rows = await readSnapshots(asked, hooks);
  const drawn = drawSnapshots(rows, seed);
  const pool = await readPool(rows, drawn, hooks);
  const steps = rows.names.length;
  const permutations = asked.permutations ?? PERMUTATIONS;
  const untested = tooSmall(rows, drawn);
  const groups = asked.by === undefined ? undefined : drawGroups(rows, drawn, pool, asked.by, seed);
  const units = comparisonUnits(pool, {
    budgets: { words: drawn.words, keepWords: drawn.keepWords },
    steps,
    draws,
    permutations: untested === undefined ? permutations : 0,
    seed,
    ...(groups && { groups: groups.groups.map((group) => group.drawn) }),
  });
  const answers = await answer(pool, units, hooks);
  const { changes, note } = await stepChanges(rows, seed, hooks);
  const alpha = await stepAlpha(asked, rows.view, rows.names, hooks);
  const measures = stepMeasures(pool, steps, answers, untested === undefined);
  const lengths = lengthHistograms(
    rows.names.map((_, step) => rows.words.filter((_w, row) => rows.step[row] === step)),
  );
  const notes = [...notesOf(rows, drawn), ...(note === undefined ? [] : [note]), ...alpha.notes];
  const reportSteps = rows.names.map((name, step): ComparisonStep => {
    const { has, keeps, perplexity } = measures[step] as (typeof measures)[number];
    return {
      name,
      samples: drawn.stepSamples[step] as number,
      words: drawn.stepWords[step] as number,
      has: alpha.values ? { ...has, [ALPHA.id]: alpha.values[step] as DrawnValue } : has,
      ...(keeps && { keeps }),
      ...(changes[step] && { changes: changes[step] }),
      ...(perplexity && { perplexity }),
      ...(lengths[step] && { length: lengths[step] }),
    };
  });
  const shifts = answers.flatMap((a) => (a.kind === 'shifts' ? a.found : [])).map((s) => shiftOf(s, pool, rows, drawn));
  const exposures = { samples: drawn.stepSamples, words: drawn.stepWords, budget: drawn.words };
  shifts.push(...fieldShifts(rows, exposures));
  const converged = answers.find((a) => a.kind === 'convergence')?.convergence;
  const convergence = groups && converged && convergenceReport(groups, converged);
  hooks.onProgress({ step: 'reporting', fraction: 1 });
  return {
    format: COMPARISON_FORMAT,
    version: COMPARISON_VERSION,
    view: rows.view,
    budget: { words: drawn.words, draws, samples: measures.map((m) => m.drawn) },
    measures: [...MEASURES, ...(alpha.values ? [ALPHA] : [])].map(measureOf),
    steps: reportSteps,
    shifts,
    ...(convergence && { convergence }),
    verdict: verdictOf({
      steps: reportSteps,
      budget: drawn,
      neighbours: neighbourRanges(answers),
      ...(rows.field !== undefined && { field: rows.field }),
      ...(untested !== undefined && { untested }),
    }),
    notes,
    settings: {
      seed,
      draws,
      permutations,
      level: LEVEL,
      keepWords: drawn.keepWords,
      views: asked.options.views ?? {},
      ...(rows.field !== undefined && { generations: rows.field }),
      ...(asked.by !== undefined && { by: asked.by }),
    },
    timing: { ms: Math.round(performance.now() - started), jobs: hooks.pool.jobs, node: process.versions.node },
  };
}

function tooSmall({ names }: SnapshotRows, { stepSamples, words }: DrawnRows): string | undefined {
  const small = stepSamples.findIndex((n) => n < LEAST_SAMPLES);
  if (small >= 0) {
    return `${names[small]} holds ${stepSamples[small]} samples only: below ${LEAST_SAMPLES}, change and chance cannot be told apart.`;
  }
  if (words < LEAST_WORDS)
    return `The smallest snapshot holds too few words: below ${LEAST_WORDS}, change and chance cannot be told apart.`;
  return undefined;
}

async function answer(pool: SamplePool, units: readonly ComparisonUnit[], hooks: BetweenHooks): Promise<Answer[]> {
  const { results, lost, reasons } = await hooks.pool.overBlocks<(readonly [number, Answer])[]>(
    'snapshotWork',
    { pool, units },
    units.length,
    {
      signal: hooks.signal,
      onProgress: (_bytes, done) =>
        hooks.onProgress({ step: 'permuting', fraction: 0.43 + (0.55 * done) / units.length }),
    },
  );
  if (lost.length > 0) {
    throw new CorpusError(
      'worker-crashed',
      `A part of the comparison could not be computed (${reasons[0] ?? 'unknown'}).`,
    );
  }
  return results
    .flat()
    .sort(([a], [b]) => a - b)
    .map(([, found]) => found);
}

function shiftOf(
  { kind, label, strength, counts, examples }: FoundShift,
  pool: SamplePool,
  rows: SnapshotRows,
  { rows: drawn }: DrawnRows,
): Shift {
  return {
    kind,
    label,
    change: strength < 0 ? 'lost' : 'swelled',
    counts: [...counts],
    strength: Math.round(strength * 10) / 10,
    examples: examples.map((s) => {
      const row = drawn[s] as number;
      const source = rows.job.sources[rows.file[row] as number];
      return {
        step: rows.step[row] as number,
        ...(source && canBeShown(source) && { file: source.shown, line: rows.line[row] as number }),
        start: startOf(pool, s, EXAMPLE_START),
      };
    }),
  };
}

function notesOf(rows: SnapshotRows, { drawn, words, keepWords, stepWords }: DrawnRows): string[] {
  const notes: string[] = [];
  const names = drawn.map((step) => rows.names[step]).join(', ');
  if (drawn.length > 0)
    notes.push(`drawn: of ${names} only samples drawn by hash are looked at, 2.5 budgets of words each.`);
  if (words === MOST_WORDS && stepWords.every((n) => n * 0.8 > MOST_WORDS)) {
    notes.push(`The budget ends at ${MOST_WORDS.toLocaleString('en')} words a draw.`);
  }
  notes.push(
    `What is kept is measured at ${keepWords.toLocaleString('en')} words, so that disjoint parts of the reference can stand beside it.`,
  );
  if (rows.invalid > 0) notes.push(`${rows.invalid.toLocaleString('en')} rows could not be read and are left out.`);
  if (rows.stepless > 0)
    notes.push(`${rows.stepless.toLocaleString('en')} samples belong to none of the steps and are left out.`);
  return notes;
}
