// One curve of a collapse simulation: a corpus is drawn anew from its own model, generation by generation.
import { sfc32 } from '../../statistics/sfc32.ts';
import { hashString } from '../../text/hash.ts';
import type { Generation, SimulationMode } from '../simulationReport.ts';
import { countWords, type Measuring, measureGeneration } from './measures.ts';
import { MODELS, type ModelName } from './models.ts';
import { join, type NumberedCorpus } from './numberedText.ts';

export interface ModeAsked {
  readonly model: ModelName;
  readonly mode: SimulationMode;
  readonly generations: number;
  /** For `mix`: share of each generation's words that comes from the corpus itself, 0..1. */
  readonly real: number;
  readonly seed: number;
}

/**
 * The points of the curve, the corpus itself first. What a generation holds, and the next one learns from:
 * `replace` – what was drawn from the one before; `mix` – the same with a share of real text; `accumulate` – what was drawn,
 * and all before it, the corpus included (Gerstgrasser et al. 2024).
 * Null when `onGeneration`, called after each, returns false. The corpus holds at least one word.
 */
export function simulateMode(
  corpus: NumberedCorpus,
  asked: ModeAsked,
  onGeneration: () => boolean = () => true,
): Generation[] | null {
  const { mode, generations } = asked;
  const streamOf = (use: string) => sfc32(asked.seed, hashString(`${asked.model} ${mode} ${use}`)[1]);
  const random = streamOf('draw');
  const measuring: Measuring = {
    corpus,
    counts: countWords(corpus.words, corpus.types),
    isOrdered: asked.model !== 'unigram',
    random: streamOf('measure'),
  };
  const real = mode === 'mix' ? Math.round(asked.real * corpus.words.length) : 0;
  const points = [measureGeneration(0, corpus, measuring)];
  let held = { words: corpus.words, starts: corpus.starts };
  for (let generation = 1; generation <= generations; generation++) {
    const drawn = MODELS[asked.model]({ from: held, real }, corpus, random);
    held = mode === 'accumulate' ? join(held, drawn) : drawn;
    points.push(measureGeneration(generation, held, measuring));
    if (!onGeneration()) return null;
  }
  return points;
}
