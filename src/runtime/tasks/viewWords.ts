// The words of a view as numbers, for what draws them anew: how many each sample has, those of the samples that are wanted, and all of them
// with one numbering that depends on the corpus alone.
import type { NumberedCorpus } from '../../engine/compare/simulation/numberedText.ts';
import type { ViewName } from '../../engine/sample.ts';
import { toKey } from '../../engine/text/hash.ts';
import { Preparer } from '../../engine/text/prepare.ts';
import type { WorkerControl } from '../pool/control.ts';
import { eachSample, type Job } from './job.ts';
import { shared, Vocabulary } from './tokens.ts';

export interface SizesParams {
  readonly job: Job;
  readonly views: readonly ViewName[];
}

/** The samples of one block, in order. */
export interface SampleSizes {
  readonly index: number;
  readonly content: Float64Array;
  /** Words by sample, one column per view that was asked for. */
  readonly words: readonly Uint32Array[];
}

export function sampleSizes({ job, views }: SizesParams, control: WorkerControl): SampleSizes[] {
  const preparer = new Preparer();
  const blocks: SampleSizes[] = [];
  let content: number[] = [];
  let words: number[][] = views.map(() => []);
  eachSample(
    job,
    control,
    (sample, ref) => {
      content.push(toKey(sample.hash?.[0] ?? 0, sample.hash?.[1] ?? 0));
      views.forEach((view, i) => {
        const segments = sample.views.find((v) => v.view === view)?.segments ?? [];
        (words[i] as number[]).push(preparer.prepare(ref, view, segments, 'words').words.length);
      });
    },
    (_info, _ref, index) => {
      blocks.push({ index, content: Float64Array.from(content), words: words.map((w) => Uint32Array.from(w)) });
      content = [];
      words = views.map(() => []);
    },
  );
  return blocks;
}

export interface WordsParams extends SizesParams {
  /** Samples that are wanted, by number: 1 for yes; those of block b start at firstSample[b]. Null for all. */
  readonly wanted: { readonly samples: Uint8Array; readonly firstSample: Float64Array } | null;
}

/** The words of one view of one block, and where its segments start. */
interface ViewBlock {
  readonly numbers: Uint32Array;
  readonly starts: Uint32Array;
}

/** What one worker read, in numbers of its own. */
export interface WordsPart {
  /** Hash lanes of the words, by number. */
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  readonly blocks: readonly { readonly index: number; readonly views: readonly ViewBlock[] }[];
}

export function viewWords({ job, views, wanted }: WordsParams, control: WorkerControl): WordsPart {
  const preparer = new Preparer();
  const vocabulary = new Vocabulary();
  const blocks: WordsPart['blocks'][number][] = [];
  let sample = 0;
  const found = views.map(() => ({ numbers: [] as number[], starts: [] as number[] }));
  eachSample(
    job,
    control,
    ({ views: texts }, ref) => {
      if (wanted && !wanted.samples[sample++]) return;
      for (const { view, segments } of texts) {
        const into = found[views.indexOf(view)];
        if (!into) continue;
        const { words, borders } = preparer.prepare(ref, view, segments, 'words');
        for (let s = 0; s < segments.length; s++) {
          const [from, to] = [borders[s] as number, borders[s + 1] as number];
          if (from < to) into.starts.push(into.numbers.length);
          for (let i = from; i < to; i++) {
            into.numbers.push(vocabulary.number(words.lo[i] as number, words.hi[i] as number));
          }
        }
      }
    },
    (_info, _ref, index) => {
      blocks.push({
        index,
        views: found.map(({ numbers, starts }) => ({
          numbers: shared(Uint32Array, numbers),
          starts: shared(Uint32Array, starts),
        })),
      });
      for (const { numbers, starts } of found) {
        numbers.length = 0;
        starts.length = 0;
      }
    },
    (_ref, index) => {
      sample = wanted?.firstSample[index] ?? 0;
    },
  );
  return { ...vocabulary.lanes(), blocks };
}

export interface JoinParams {
  readonly parts: readonly WordsPart[];
  readonly views: readonly ViewName[];
}

/** The view with most words, the first of equals. Types are numbered in the order in which they occur first; typed arrays in shared memory. */
export function joinViewWords({ parts, views }: JoinParams): { view: ViewName; corpus: NumberedCorpus } {
  const all = parts.flatMap(({ blocks }, part) => blocks.map((block) => ({ ...block, part })));
  all.sort((a, b) => a.index - b.index);
  const totals = views.map((_, v) => all.reduce((n, b) => n + (b.views[v] as ViewBlock).numbers.length, 0));
  const chosen = totals.indexOf(Math.max(...totals));
  const numbers = new Vocabulary();
  // By part: number in the corpus + 1 of a word, 0 for one that did not occur yet.
  const known = parts.map(({ lo }) => new Uint32Array(lo.length));
  const words = new Uint32Array(new SharedArrayBuffer(4 * (totals[chosen] as number)));
  const documents = all.reduce((n, b) => n + (b.views[chosen] as ViewBlock).starts.length, 0);
  const starts = new Uint32Array(new SharedArrayBuffer(4 * (documents + 1)));
  let at = 0;
  let document = 0;
  for (const block of all) {
    const { lo, hi } = parts[block.part] as WordsPart;
    const ours = known[block.part] as Uint32Array;
    const view = block.views[chosen] as ViewBlock;
    for (const start of view.starts) starts[document++] = at + start;
    for (const theirs of view.numbers) {
      if (ours[theirs] === 0) ours[theirs] = numbers.number(lo[theirs] as number, hi[theirs] as number) + 1;
      words[at++] = (ours[theirs] as number) - 1;
    }
  }
  starts[document] = at;
  return { view: views[chosen] as ViewName, corpus: { words, starts, types: numbers.length } };
}
