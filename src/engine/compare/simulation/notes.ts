// What a simulation found, and what it is and is not, in sentences: they stand beside its numbers wherever these are shown.
import type { SimulationMode, SimulationReport } from '../simulationReport.ts';
import type { ModelName } from './models.ts';

/** Samples and words that were drawn of a corpus too large to be simulated whole. */
export interface DrawnPart {
  readonly samples: number;
  readonly ofSamples: number;
  readonly words: number;
  readonly ofWords: number;
}

const LEARNS: Record<ModelName, string> = {
  unigram:
    'A unigram model, which draws single words by how often they occur, stands in for a language model. It shows what drawing from a finite text does to rare words, and forecasts nothing about a real model.',
  trigram:
    'A word-trigram model, which draws each word given the two before it, stands in for a language model. It shows what drawing from a finite text does to rare words and sequences, and forecasts nothing about a real model.',
};
const ACCUMULATED =
  'Accumulating keeps every word because nothing is thrown away. Its other numbers are those of as many words as the corpus has, drawn as whole documents from everything that it holds.';
const NO_ORDER = 'Single words have no order, so distinct-3 has no value.';

export function simulationNotes(
  model: ModelName,
  modes: readonly SimulationMode[],
  drawn: DrawnPart | undefined,
): string[] {
  const notes = [LEARNS[model]];
  if (model === 'unigram') notes.push(NO_ORDER);
  if (modes.includes('accumulate')) notes.push(ACCUMULATED);
  if (drawn) {
    const [samples, ofSamples, words, ofWords] = [drawn.samples, drawn.ofSamples, drawn.words, drawn.ofWords].map(
      grouped,
    );
    notes.push(`${samples} of ${ofSamples} samples were drawn by hash: ${words} of ${ofWords} words.`);
  }
  return notes;
}

const KEEPERS: Record<SimulationMode, (real: number) => string> = {
  replace: () => 'replacing',
  mix: (real) => `mixing in ${share(real)} real text`,
  accumulate: () => 'accumulating',
};

/** "After 10 generations, replacing keeps 41 % of the words, mixing in 10 % real text 62 %, accumulating all." */
export function simulationVerdict({ generations, curves }: Pick<SimulationReport, 'generations' | 'curves'>): string {
  const parts = curves.map(({ mode, real, points }, i) => {
    const kept = points.at(-1)?.typesKept ?? 0;
    const keeper = KEEPERS[mode](real ?? 0);
    if (i === 0) return `${keeper} keeps ${kept === 1 ? 'all words' : `${share(kept)} of the words`}`;
    return `${keeper} ${kept === 1 ? 'all' : share(kept)}`;
  });
  return `After ${generations === 1 ? 'one generation' : `${generations} generations`}, ${parts.join(', ')}.`;
}

/** 0.413 → "41 %". All or nothing only where it is. */
function share(value: number): string {
  const rounded = Math.round(value * 100);
  if (rounded === 100 && value < 1) return 'over 99 %';
  if (rounded === 0 && value > 0) return 'under 1 %';
  return `${rounded} %`;
}

/** 12408 → "12,408". */
function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
