// A collapse simulation from files to its report: the words of a view are read, then each mode runs as a unit of its own.

import { MOST_GENERATIONS, MOST_SEED } from '../../engine/compare/simulation/defaults.ts';
import { simulationNotes, simulationVerdict } from '../../engine/compare/simulation/notes.ts';
import type { ModeAsked } from '../../engine/compare/simulation/simulateMode.ts';
import {
  SIMULATION_FORMAT,
  SIMULATION_MODES,
  SIMULATION_VERSION,
  type SimulationMode,
  type SimulationReport,
} from '../../engine/compare/simulationReport.ts';
import { CorpusError } from '../../engine/errors.ts';
import type { SimulateParams } from '../../protocol/betweenApi.ts';
import type { SourceRef } from '../sources/source.ts';
import type { SimulatedCurve, SimulateModesParams } from '../tasks/simulateModes.ts';
import type { BetweenHooks } from './hooks.ts';
import { readViewWords } from './viewWords.ts';

export type SimulateAsked = Omit<SimulateParams, 'files'> & { readonly files: readonly SourceRef[] };

/** The costliest mode first, so that the workers end together. */
const BY_COST: readonly SimulationMode[] = ['accumulate', 'mix', 'replace'];
/** Words of the corpus that are drawn from, at most. */
const MOST_WORDS = 5_000_000;
/** Words that accumulating may hold at its end: 4 bytes each to draw from, some 30 with the trigrams learnt from them. */
const MOST_HELD = { unigram: 60_000_000, trigram: 12_000_000 } as const;
/** Share of the progress that reading takes. */
const READING = 0.15;

/**
 * The same report for the same files and parameters, whatever workers. Rejects with 'bad-option' for parameters that make no sense, 'no-view' where
 * there is nothing to draw from, with what the readers throw, 'cancelled', 'worker-crashed'.
 */
export async function simulateCollapse(asked: SimulateAsked, hooks: BetweenHooks): Promise<SimulationReport> {
  const { files, model, generations, real, seed, view, options } = asked;
  check(asked);
  const { pool, signal, onProgress } = hooks;
  const read = await readViewWords(
    pool,
    { sources: files, options, view, words: wordBudget(model, generations), seed },
    { signal, onProgress: (done) => onProgress({ step: 'reading', fraction: READING * done }) },
  );
  const { corpus, drawn } = read;
  const modes = SIMULATION_MODES.filter((mode) => asked.modes.includes(mode));
  const curves = BY_COST.filter((mode) => modes.includes(mode)).map(
    (mode): ModeAsked => ({ model, mode, generations, real, seed }),
  );
  const params: SimulateModesParams = { corpus, curves };
  const total = curves.length * generations;
  const { results, lost, reasons } = await pool.overBlocks<SimulatedCurve[]>('simulateModes', params, curves.length, {
    signal,
    onProgress: (_, done) => onProgress({ step: 'simulating', fraction: READING + (1 - READING) * (done / total) }),
  });
  if (lost.length > 0) {
    throw new CorpusError(
      'worker-crashed',
      `A curve could not be drawn (${reasons[0] ?? 'unknown'}): use fewer jobs, or fewer generations.`,
    );
  }
  const pointsOf = new Map(results.flat().map(({ curve, points }) => [(curves[curve] as ModeAsked).mode, points]));
  const shown = modes.map((mode) => ({
    mode,
    ...(mode === 'mix' && { real }),
    points: [...(pointsOf.get(mode) ?? [])],
  }));
  return {
    format: SIMULATION_FORMAT,
    version: SIMULATION_VERSION,
    files: files.map((file) => file.shown),
    view: read.view,
    model,
    words: corpus.words.length,
    types: corpus.types,
    seed,
    generations,
    curves: shown,
    verdict: simulationVerdict({ generations, curves: shown }),
    notes: simulationNotes(model, modes, drawn),
  };
}

/** Words to draw from: the same for all modes, so that asking for one more moves no number of another. */
function wordBudget(model: SimulateAsked['model'], generations: number): number {
  return Math.min(MOST_WORDS, Math.floor(MOST_HELD[model] / (generations + 1)));
}

function check({ modes, generations, real, seed }: SimulateAsked): void {
  if (!(Number.isInteger(generations) && generations >= 1 && generations <= MOST_GENERATIONS)) {
    throw new CorpusError('bad-option', `Give a whole number of generations from 1 to ${MOST_GENERATIONS}.`);
  }
  if (!(real >= 0 && real <= 1)) throw new CorpusError('bad-option', 'Give a share of real text from 0 to 1.');
  if (modes.length === 0) {
    throw new CorpusError('bad-option', `Name at least one mode: ${SIMULATION_MODES.join(', ')}.`);
  }
  if (!(Number.isInteger(seed) && seed >= 0 && seed <= MOST_SEED)) {
    throw new CorpusError('bad-option', `Give a whole number from 0 to ${MOST_SEED} as the seed.`);
  }
}
