// Long words: the strongest single trait (alone AUROC about 0.91 on texts of the same kind).
import { per100, type TraitFeature } from '../feature.ts';
import type { TraitText } from '../text/traitText.ts';

const LONG = 9;

function length({ tokens }: TraitText, i: number): number {
  return (tokens.end[i] as number) - (tokens.start[i] as number);
}

export const wordLength: TraitFeature = {
  about: {
    id: 'word-length',
    label: 'Word length',
    unit: 'letters',
    explains: 'Mean letters of a word: LLM text of the same kind uses longer words.',
    source: 'definition',
  },
  value({ text }) {
    let sum = 0;
    for (let i = 0; i < text.words; i++) sum += Math.min(24, length(text, i));
    return sum / Math.max(1, text.words);
  },
};

export const longWords: TraitFeature = {
  about: {
    id: 'long-words',
    label: 'Long words',
    unit: 'per 100 words',
    explains: `Words of ${LONG} letters and more.`,
    source: 'definition',
  },
  toldBy: 'word-length',
  isRate: true,
  value({ text }) {
    let n = 0;
    for (let i = 0; i < text.words; i++) if (length(text, i) >= LONG) n++;
    return per100(n, text.words);
  },
  mark({ text }, emit) {
    for (let i = 0; i < text.words; i++) if (length(text, i) >= LONG) emit(i, i + 1);
  },
};

export const shortWords: TraitFeature = {
  about: {
    id: 'short-words',
    label: 'Short words',
    unit: 'per 100 words',
    explains: 'Words of two to four letters.',
    source: 'definition',
  },
  toldBy: 'word-length',
  value({ text }) {
    let n = 0;
    for (let i = 0; i < text.words; i++) if (length(text, i) <= 4 && length(text, i) >= 2) n++;
    return per100(n, text.words);
  },
};

export const wordLengthVariation: TraitFeature = {
  about: {
    id: 'word-length-variation',
    label: 'Mixed word lengths',
    unit: 'letters',
    explains: 'Standard deviation of the length of words.',
    source: 'definition',
  },
  toldBy: 'word-length',
  value({ text }) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < text.words; i++) {
      const n = Math.min(24, length(text, i));
      sum += n;
      squares += n * n;
    }
    const mean = sum / Math.max(1, text.words);
    return Math.sqrt(Math.max(0, squares / Math.max(1, text.words) - mean * mean));
  },
};
