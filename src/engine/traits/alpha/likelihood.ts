// α from the words alone: how likely each sentence is under the words of either reference, and from a share of sentences to
// one of rows.
import { mixtureShare } from './mixture.ts';
import type { Occurrences } from './occurrences.ts';
import { meanOf } from './random.ts';
import type { AlphaInput, Estimator, Pick, ScoredRows } from './rows.ts';

/** Words in fewer sentences of the references are left out: their rates are noise. */
const LEAST_SENTENCES = 5;
/** No sentence is more telling than this (natural logarithm). */
const MOST = 12;
/** The references have to be told apart by at least this share. */
const LEAST_SPREAD = 0.1;

interface Lexicon {
  readonly size: number;
  readonly rows: readonly Occurrences[];
  readonly human: readonly Occurrences[];
  readonly llm: readonly Occurrences[];
}

/** Log odds of a word's occurrence, LLM over human, and of a sentence with none of the words. */
interface WordModel {
  readonly log: Float64Array;
  readonly none: number;
}

/**
 * Liang et al. 2024, "Monitoring AI-Modified Content at Scale": P(sentence) is the product over all words of the rate at which
 * sentences of a reference hold the word, or lack it. Two departures. The rates are learnt on one half of the references, and
 * what the method says of the other half tells how far it is off at 0 and at 1, which is then corrected, in both directions (cross-fitting).
 * And the share of sentences becomes one of rows by the mean number of sentences of a human and of an LLM row.
 *
 * Null where the rows came without words. NaN of rows without sentences.
 */
export function likelihoodEstimator({ rows, human, llm }: AlphaInput): Estimator | null {
  const lists = [rows.occurrences, human.occurrences, llm.occurrences] as const;
  if (!lists.every((list) => list?.some((o) => o && o.ends.length > 0))) return null;
  // Rows of a large corpus need not all bring their words.
  const none: Occurrences = { words: new Int32Array(), ends: new Int32Array() };
  const filled = (list: ScoredRows['occurrences']) => (list ?? []).map((o) => o ?? none);
  const lexicon = number({
    rows: filled(lists[0]),
    human: filled(lists[1]),
    llm: filled(lists[2]),
  });
  return (humanPick, llmPick) => {
    const halves = [0, 1].map((part) => {
      const inside = (pick: Pick, own: boolean) => Array.from(pick).filter((_, i) => (i % 2 === part) === own);
      const model = learn(lexicon, inside(humanPick, true), inside(llmPick, true));
      const atNone = shareIn(inside(humanPick, false), ratiosIn(lexicon.human, model));
      const atAll = shareIn(inside(llmPick, false), ratiosIn(lexicon.llm, model));
      return { model, atNone, spread: Math.max(LEAST_SPREAD, atAll - atNone) };
    });
    const humanLength = sentencesPerRow(lexicon.human, humanPick);
    const llmLength = sentencesPerRow(lexicon.llm, llmPick);
    const kept = halves.map(({ model }) => remembered(lexicon.rows, model));
    return (pick) => {
      const sentences = meanOf(
        halves.map(({ atNone, spread }, i) => (shareIn(pick, kept[i] as RatiosOf) - atNone) / spread),
      );
      const parts = sentences / llmLength;
      return parts / (parts + (1 - sentences) / humanLength);
    };
  };
}

/** Words as numbers from 0; those that the references do not hold are left out. */
function number(texts: Omit<Lexicon, 'size'>): Lexicon {
  const ids = new Map<number, number>();
  const dense = (list: readonly Occurrences[], learning: boolean) =>
    list.map(({ words, ends }): Occurrences => {
      const kept = new Int32Array(words.length);
      const cuts = new Int32Array(ends.length);
      let n = 0;
      let i = 0;
      for (let s = 0; s < ends.length; s++) {
        for (; i < (ends[s] as number); i++) {
          const word = words[i] as number;
          let id = ids.get(word);
          if (id === undefined && learning) {
            id = ids.size;
            ids.set(word, id);
          }
          if (id !== undefined) kept[n++] = id;
        }
        cuts[s] = n;
      }
      return { words: kept.subarray(0, n), ends: cuts };
    });
  const human = dense(texts.human, true);
  const llm = dense(texts.llm, true);
  return { human, llm, rows: dense(texts.rows, false), size: ids.size };
}

function learn({ size, human, llm }: Lexicon, humanPick: Pick, llmPick: Pick): WordModel {
  const h = countSentences(human, humanPick, size);
  const l = countSentences(llm, llmPick, size);
  const log = new Float64Array(size);
  let none = 0;
  for (let w = 0; w < size; w++) {
    const a = h.holding[w] as number;
    const b = l.holding[w] as number;
    if (a + b < LEAST_SENTENCES) continue;
    const p = (a + 0.5) / (h.sentences + 1);
    const q = (b + 0.5) / (l.sentences + 1);
    const lacking = Math.log1p(-q) - Math.log1p(-p);
    log[w] = Math.log(q) - Math.log(p) - lacking;
    none += lacking;
  }
  return { log, none };
}

function countSentences(texts: readonly Occurrences[], pick: Pick, size: number) {
  const holding = new Int32Array(size);
  let sentences = 0;
  for (let k = 0; k < pick.length; k++) {
    const { words, ends } = texts[pick[k] as number] as Occurrences;
    sentences += ends.length;
    for (let i = 0; i < words.length; i++) {
      const w = words[i] as number;
      holding[w] = (holding[w] as number) + 1;
    }
  }
  return { holding, sentences };
}

/** The ratios of likelihoods of a row's sentences, LLM over human. */
type RatiosOf = (row: number) => Float64Array;

function ratiosIn(texts: readonly Occurrences[], { log, none }: WordModel): RatiosOf {
  return (row) => {
    const { words, ends } = texts[row] as Occurrences;
    const ratios = new Float64Array(ends.length);
    let i = 0;
    for (let s = 0; s < ends.length; s++) {
      let z = none;
      for (; i < (ends[s] as number); i++) z += log[words[i] as number] as number;
      ratios[s] = Math.exp(Math.min(MOST, Math.max(-MOST, z)));
    }
    return ratios;
  };
}

/** Computes nothing twice: draws ask for the same rows again and again. */
function remembered(texts: readonly Occurrences[], model: WordModel): RatiosOf {
  const known: (Float64Array | undefined)[] = new Array(texts.length);
  const ratiosOf = ratiosIn(texts, model);
  return (row) => {
    known[row] ??= ratiosOf(row);
    return known[row] as Float64Array;
  };
}

/** The share of the picked rows' sentences, as the model alone sees it, 0..1: what lies outside would bend the correction. */
function shareIn(pick: Pick, ratiosOf: RatiosOf): number {
  const parts = Array.from(pick, ratiosOf);
  const ratio = new Float64Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    ratio.set(part, at);
    at += part.length;
  }
  return Math.min(1, Math.max(0, mixtureShare(ratio, new Float64Array(ratio.length).fill(1))));
}

function sentencesPerRow(texts: readonly Occurrences[], pick: Pick): number {
  let sentences = 0;
  for (let k = 0; k < pick.length; k++) sentences += (texts[pick[k] as number] as Occurrences).ends.length;
  return Math.max(1, sentences) / Math.max(1, pick.length);
}
