// Rare words, and how well a text compresses behind a prelude of human or of LLM words (counts only).
import { per100, type Seen, type TraitFeature } from '../feature.ts';
import { CAPITAL, DIGITS } from '../text/traitText.ts';

export const rareWords: TraitFeature = {
  about: {
    id: 'rare-words',
    label: 'Rare words',
    unit: 'per 100 words',
    explains: 'Words outside the 4,096 common ones, names and figures left out.',
    source: 'counts of the training texts',
  },
  isRate: true,
  value({ text, prelude }) {
    let n = 0;
    for (let i = 0; i < text.words; i++) {
      if (prelude.ids[i] === -1 && !((text.flags[i] as number) & (CAPITAL | DIGITS))) n++;
    }
    return per100(n, text.words);
  },
};

function bits({ text, prelude }: Seen, of: (id: number) => number): number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < text.words; i++) {
    const id = prelude.ids[i] as number;
    if (id < 0) continue;
    sum += of(id);
    n++;
  }
  return n === 0 ? 0 : sum / n;
}

export const humanBits: TraitFeature = {
  about: {
    id: 'bits-behind-human',
    label: 'Surprise after human text',
    unit: 'bits per common word',
    explains: 'How many bits a common word of it costs when human words are expected.',
    source: 'cross-entropy against counts of the training texts; Lempel–Ziv detectors such as ZipPy',
  },
  value: (x) => -bits(x, (id) => x.prelude.human[id] as number),
};

export const llmGain: TraitFeature = {
  about: {
    id: 'bits-saved-by-llm',
    label: 'Compresses better after LLM text',
    unit: 'bits per common word',
    explains: 'Bits that a common word costs less when LLM words are expected instead of human ones.',
    source: 'cross-entropy against counts of the training texts; Lempel–Ziv detectors such as ZipPy',
  },
  value: (x) => bits(x, (id) => (x.prelude.llm[id] as number) - (x.prelude.human[id] as number)),
  mark({ text, prelude }, emit) {
    for (let i = 0; i < text.words; i++) {
      const id = prelude.ids[i] as number;
      if (id >= 0 && (prelude.llm[id] as number) - (prelude.human[id] as number) > 1.5) emit(i, i + 1);
    }
  },
};
