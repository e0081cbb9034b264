// Compares snapshots: reads them once, draws samples at equal budgets, measures them side by side, and says in words what changed.
import { stepMeasures } from '../../engine/compare/assemble.ts';
import { lengthHistograms } from '../../engine/compare/lengths.ts';
import { MEASURES, measureOf } from '../../engine/compare/measures.ts';
import { FOLDS } from '../../engine/compare/perplexity.ts';
import type { SamplePool } from '../../engine/compare/pool.ts';
import {
  COMPARISON_FORMAT,
  COMPARISON_VERSION,
  type ComparisonReport,
  type ComparisonStep,
  type Shift,
} from '../../engine/compare/report.ts';
import type { FoundShift } from '../../engine/compare/shifts/found.ts';
import { startOf } from '../../engine/compare/shifts/shifts.ts';
import type { Answer, ComparisonUnit } from '../../engine/compare/units.ts';
import { LEVEL, verdictOf } from '../../engine/compare/verdict.ts';
import { CorpusError } from '../../engine/errors.ts';
import { type DrawnRows, drawSnapshots, MOST_WORDS, readPool } from './drawSnapshots.ts';
import { fieldShifts } from './fieldShifts.ts';
import { convergenceReport, type DrawnGroups, drawGroups } from './groupDraw.ts';
import type { BetweenHooks } from './hooks.ts';
import { type CompareAsked, readSnapshots, type SnapshotRows } from './snapshots.ts';
import { stepChanges } from './stepChanges.ts';

const DRAWS = 20;
/** The smallest p is 1 / 400, well below the level of the verdict. */
const PERMUTATIONS = 399;
/** Compressing costs more than all counting: fewer draws, and no more bytes than show it. */
const COMPRESSION_DRAWS = 5;
const COMPRESSION_BYTES = 1 << 20;
/** Permutations of a unit: enough to be worth numbering a pair. */
const CHUNK = 100;
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
  const units = unitsOf(pool, drawn, groups, {
    steps,
    draws,
    permutations: untested === undefined ? permutations : 0,
    seed,
  });
  const answers = await answer(pool, units, hooks);
  const { changes, note } = await stepChanges(rows, seed, hooks);
  const measures = stepMeasures(pool, steps, answers, untested === undefined);
  const lengths = lengthHistograms(
    rows.names.map((_, step) => rows.words.filter((_w, row) => rows.step[row] === step)),
  );
  const notes = [...notesOf(rows, drawn), ...(note === undefined ? [] : [note])];
  const reportSteps = rows.names.map((name, step): ComparisonStep => {
    const { has, keeps, perplexity } = measures[step] as (typeof measures)[number];
    return {
      name,
      samples: drawn.stepSamples[step] as number,
      words: drawn.stepWords[step] as number,
      has,
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
    measures: MEASURES.map(measureOf),
    steps: reportSteps,
    shifts,
    ...(convergence && { convergence }),
    verdict: verdictOf({
      steps: reportSteps,
      budget: drawn,
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

interface UnitsAsked {
  readonly steps: number;
  readonly draws: number;
  readonly permutations: number;
  readonly seed: number;
}

/** In the order in which they are worth starting: the longest first. */
function unitsOf(
  pool: SamplePool,
  drawn: DrawnRows,
  groups: DrawnGroups | undefined,
  { steps, draws, permutations, seed }: UnitsAsked,
): ComparisonUnit[] {
  const budgets = { words: drawn.words, keepWords: drawn.keepWords };
  const seeds = Array.from({ length: draws }, (_, i) => seed + 1 + i);
  const others = Array.from({ length: steps - 1 }, (_, i) => i + 1);
  const bytes = compressionBytes(pool, drawn);
  const units: ComparisonUnit[] = [{ kind: 'shifts', asked: { budget: drawn.words } }];
  for (let step = 0; step < steps; step++) {
    units.push({ kind: 'compression', step, bytes, words: drawn.words, seeds: seeds.slice(0, COMPRESSION_DRAWS) });
  }
  for (const step of others) {
    units.push({ kind: 'draws', step, budgets, seeds });
    for (let from = 0; from < permutations; from += CHUNK) {
      units.push({ kind: 'permute', step, budgets, seed, from, to: Math.min(permutations, from + CHUNK) });
    }
  }
  for (const step of others) units.push({ kind: 'alikeness', step, permutations, seed });
  units.push({ kind: 'null', budgets, splits: draws, seed });
  for (let fold = 0; fold < FOLDS; fold++) units.push({ kind: 'perplexity', fold });
  if (groups && groups.groups.length > 1) {
    units.push({ kind: 'convergence', groups: groups.groups.map(({ drawn: samples }) => samples) });
  }
  return units;
}

/** Bytes that every draw of every step can be expected to hold. */
function compressionBytes({ first, byteOffsets, offsets }: SamplePool, { words }: DrawnRows): number {
  let least = COMPRESSION_BYTES;
  for (let step = 0; step + 1 < first.length; step++) {
    const [from, to] = [first[step] as number, first[step + 1] as number];
    const perWord =
      ((byteOffsets[to] as number) - (byteOffsets[from] as number)) /
      ((offsets[to] as number) - (offsets[from] as number));
    least = Math.min(least, Math.floor(0.9 * words * perWord));
  }
  return Math.max(1, least);
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
      const isFile = source?.kind === 'file';
      return {
        step: rows.step[row] as number,
        ...(isFile && { file: source.shown, line: rows.line[row] as number }),
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
