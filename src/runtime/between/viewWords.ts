// The words of one view of some files as numbers; of a large corpus those of samples drawn by hash, up to a number of words.
import type { DrawnPart } from '../../engine/compare/simulation/notes.ts';
import type { NumberedCorpus } from '../../engine/compare/simulation/numberedText.ts';
import { copyNumbers, drawKeys, drawWithin } from '../../engine/draw.ts';
import { CorpusError } from '../../engine/errors.ts';
import type { ViewName } from '../../engine/sample.ts';
import type { InspectOptions } from '../../protocol/hostApi.ts';
import { planJob } from '../inspect/inspectionPlan.ts';
import type { WorkerPool } from '../pool/pool.ts';
import { settingsOf } from '../settings.ts';
import type { SourceRef } from '../sources/source.ts';
import type { Job } from '../tasks/job.ts';
import type { JoinParams, SampleSizes, SizesParams, WordsParams, WordsPart } from '../tasks/viewWords.ts';

/** Views that hold prose; the one with most words is read where none is named. */
const READ_VIEWS: readonly ViewName[] = ['text', 'response', 'prompt'];
/** A word takes at least a letter and what parts it from the next. */
const BYTES_PER_WORD = 2;

export interface ViewWordsAsked {
  readonly sources: readonly SourceRef[];
  readonly options: InspectOptions;
  readonly view?: ViewName | undefined;
  /** Words to read at most, in whole samples. */
  readonly words: number;
  readonly seed: number;
}

export interface ViewWords {
  readonly view: ViewName;
  /** Typed arrays in shared memory. Each segment (a turn, a field) is a document. */
  readonly corpus: NumberedCorpus;
  /** Where samples were drawn. */
  readonly drawn?: DrawnPart;
}

export interface ReadingHooks {
  readonly signal: AbortSignal;
  /** 0..1. */
  onProgress(fraction: number): void;
}

/** Rejects with the reader's CorpusError, 'no-view' where no sample holds a word of the view, 'bad-option' for a sample that is too long, 'cancelled', 'worker-crashed'. */
export async function readViewWords(pool: WorkerPool, asked: ViewWordsAsked, hooks: ReadingHooks): Promise<ViewWords> {
  // Neither groups nor traits are measured here.
  const { by: _by, calibration: _calibration, ...options } = asked.options;
  const settings = settingsOf(options);
  const job = planJob(asked.sources, settings);
  const bytes = job.plans.reduce((n, p) => n + p.bytes, 0);
  const isLarge = bytes > BYTES_PER_WORD * asked.words;
  const views = asked.view ? [asked.view] : READ_VIEWS;
  const pass = async <R>(task: string, params: SizesParams, from: number, to: number): Promise<R[]> => {
    const { results, lost, reasons } = await pool.overBlocks<R>(task, params, job.blocks.length, {
      signal: hooks.signal,
      onProgress: (done) => hooks.onProgress(from + (to - from) * Math.min(1, done / Math.max(1, bytes))),
    });
    if (lost.length === 0) return results;
    throw new CorpusError('worker-crashed', `A part of the corpus could not be read (${reasons[0] ?? 'unknown'}).`);
  };
  const half = isLarge ? 0.5 : 0;
  const draw = isLarge
    ? drawSamples(job, (await pass<SampleSizes[]>('sampleSizes', { job, views }, 0, half)).flat(), views, asked)
    : null;
  const wanted: WordsParams = { job, views: draw ? [draw.view] : views, wanted: draw?.wanted ?? null };
  const parts = await pass<WordsPart>('viewWords', wanted, half, 1);
  const { signal } = hooks;
  const join: JoinParams = { parts, views: wanted.views };
  const found = await pool.one<{ view: ViewName; corpus: NumberedCorpus }>('joinViewWords', join, { signal });
  if (found.corpus.words.length === 0) {
    const where = asked.sources.map((s) => s.shown).join(', ');
    const message = `${where}: no sample has a word of ${asked.view ?? 'text, response or prompt'}; say what is read with --view.`;
    throw new CorpusError('no-view', message, { file: asked.sources[0]?.shown ?? where });
  }
  return { ...found, ...(draw?.part && { drawn: draw.part }) };
}

interface Drawn {
  readonly view: ViewName;
  readonly wanted: WordsParams['wanted'];
  /** Absent where all samples are wanted. */
  readonly part?: DrawnPart;
}

/** The view that is read, and its samples in hash order as far as there are words to read. */
function drawSamples(
  job: Job,
  blocks: readonly SampleSizes[],
  views: readonly ViewName[],
  { words: budget, seed }: ViewWordsAsked,
): Drawn {
  const ordered = [...blocks].sort((a, b) => a.index - b.index);
  const totals = views.map((_, v) => ordered.reduce((n, block) => n + sum(block.words[v] as Uint32Array), 0));
  const chosen = totals.indexOf(Math.max(...totals));
  const firstSample = new Float64Array(job.blocks.length);
  let samples = 0;
  for (const { index, content } of ordered) {
    firstSample[index] = samples;
    samples += content.length;
  }
  const content = new Float64Array(samples);
  const words = new Uint32Array(samples);
  ordered.forEach((block) => {
    content.set(block.content, firstSample[block.index]);
    words.set(block.words[chosen] as Uint32Array, firstSample[block.index]);
  });
  const view = views[chosen] as ViewName;
  const ofWords = totals[chosen] as number;
  if (ofWords <= budget) return { view, wanted: null };
  const keys = drawKeys(content, copyNumbers(content), seed);
  // Samples without a word of the view are no samples here.
  const places = Uint32Array.from(words.keys()).filter((place) => words[place] !== 0);
  const keysOf = Float64Array.from(places, (place) => keys[place] as number);
  const wordsOf = places.map((place) => words[place] as number);
  const drawn = drawWithin(keysOf, wordsOf, 0, { samples: places.length, words: budget });
  const drawnWords = drawn.reduce((n, at) => n + (wordsOf[at] as number), 0);
  if (drawnWords > budget) throw tooLong(drawnWords, budget);
  const wanted = new Uint8Array(new SharedArrayBuffer(samples));
  for (const at of drawn) wanted[places[at] as number] = 1;
  return {
    view,
    wanted: { samples: wanted, firstSample },
    part: {
      samples: drawn.length,
      ofSamples: places.length,
      words: drawnWords,
      ofWords,
    },
  };
}

/** One sample alone is longer than what can be drawn from. */
function tooLong(words: number, budget: number): CorpusError {
  const [has, most] = [words, budget].map((n) => n.toLocaleString('en-GB'));
  return new CorpusError(
    'bad-option',
    `A sample of ${has} words was drawn, and ${most} can be simulated: cut the text into paragraphs or lines, or ask for fewer generations.`,
  );
}

function sum(counts: Uint32Array): number {
  let n = 0;
  for (const count of counts) n += count;
  return n;
}
