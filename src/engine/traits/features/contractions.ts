// Contractions: "don't", "it's". Much LLM text spells them out.
import { per100, type TraitFeature } from '../feature.ts';
import { APOSTROPHE } from '../text/traitText.ts';

const TAIL = /['’](?:s|t|re|ve|ll|d|m)$/i;

export const contractions: TraitFeature = {
  about: {
    id: 'contractions',
    label: 'Contractions',
    unit: 'per 100 words',
    explains: 'Short forms such as “don’t” and “it’s”; possessives count too. Much LLM text writes them out.',
    source: 'pattern on tokens; Biber 1988',
  },
  isRate: true,
  value({ text }) {
    let n = 0;
    for (let i = 0; i < text.words; i++) if ((text.flags[i] as number) & APOSTROPHE) n++;
    return per100(n, text.words);
  },
  mark({ text }, emit) {
    for (let i = 0; i < text.words; i++) {
      if ((text.flags[i] as number) & APOSTROPHE && TAIL.test(text.word(i))) emit(i, i + 1);
    }
  },
};
