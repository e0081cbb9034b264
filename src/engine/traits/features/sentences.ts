// Sentences and paragraphs: how long, and how alike in length. People vary more ("burstiness").
import { type TraitFeature, variation } from '../feature.ts';

export const sentenceLength: TraitFeature = {
  about: {
    id: 'sentence-length',
    label: 'Sentence length',
    unit: 'words',
    explains: 'Mean words of a sentence.',
    source: 'definition',
  },
  toldBy: 'sentence-variation',
  value: ({ text }) => Math.min(60, text.words / Math.max(1, text.sentences.length - 1)),
};

export const sentenceVariation: TraitFeature = {
  about: {
    id: 'sentence-variation',
    label: 'Even sentences',
    unit: 'standard deviation / mean',
    explains: 'How much sentences differ in length: low where all are about as long.',
    source: 'coefficient of variation',
  },
  value: ({ text }) => Math.min(2, variation(text.sentences)),
};

/** Sentences of at most so many words are short. */
const SHORT = 7;

export const shortSentences: TraitFeature = {
  about: {
    id: 'short-sentences',
    label: 'Short sentences',
    unit: 'share',
    explains: `Share of the sentences with at most ${SHORT} words.`,
    source: 'definition',
  },
  toldBy: 'sentence-variation',
  value({ text: { sentences } }) {
    let n = 0;
    for (let i = 1; i < sentences.length; i++) {
      if ((sentences[i] as number) - (sentences[i - 1] as number) <= SHORT) n++;
    }
    return n / Math.max(1, sentences.length - 1);
  },
};

export const neighbourSentences: TraitFeature = {
  about: {
    id: 'neighbour-sentences',
    label: 'Steps between sentences',
    unit: 'words / mean',
    explains: 'How much a sentence differs in length from the one before it.',
    source: 'mean absolute difference over the mean',
  },
  toldBy: 'sentence-variation',
  value({ text: { sentences, words } }) {
    const n = sentences.length - 1;
    if (n < 2) return 0;
    let sum = 0;
    for (let i = 2; i <= n; i++) {
      const one = (sentences[i] as number) - (sentences[i - 1] as number);
      const before = (sentences[i - 1] as number) - (sentences[i - 2] as number);
      sum += Math.abs(one - before);
    }
    return Math.min(2, sum / (n - 1) / (words / n));
  },
};
