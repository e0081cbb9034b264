// The n-gram models of a simulation. Both are the relative frequencies of the text that they learn from, so that drawing from them is
// drawing one of its occurrences: no table of probabilities is needed.
import type { RandomIndex } from '../../statistics/sfc32.ts';
import { drawDocuments, join, type NumberedCorpus, type NumberedText } from './numberedText.ts';
import { learnTrigrams, writeDocuments } from './trigrams.ts';

export interface Draw {
  /** What the model learns from. */
  readonly from: NumberedText;
  /** Words of the generation that come from the corpus itself. */
  readonly real: number;
}

/** Draws the text of the next generation: exactly as many words as the corpus has. */
export type Model = (draw: Draw, corpus: NumberedCorpus, random: RandomIndex) => NumberedText;

/** Words one by one, with replacement, the real ones too. They stand in documents of the lengths of the corpus, which mean nothing. */
const unigram: Model = ({ from, real }, corpus, random) => {
  const out = new Uint32Array(corpus.words.length);
  for (let i = 0; i < out.length; i++) {
    const source = i < out.length - real ? from.words : corpus.words;
    out[i] = source[random.below(source.length)] as number;
  }
  return { words: out, starts: corpus.starts };
};

/** Documents, each word drawn given the two before it; and whole real documents, without replacement. */
const trigram: Model = ({ from, real }, corpus, random) => {
  const written = writeDocuments(learnTrigrams(from, corpus.types), corpus.words.length - real, random);
  return join(written, drawDocuments(corpus, real, random));
};

export const MODELS = { unigram, trigram } as const;
export type ModelName = keyof typeof MODELS;
