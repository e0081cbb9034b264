// How many different words a window uses, and how much of it returns.

import { ScratchSet } from '../../sketch/scratchSet.ts';
import { chain } from '../../text/hash.ts';
import type { TraitFeature } from '../feature.ts';
import type { TraitText } from '../text/traitText.ts';

const seen = new ScratchSet();

/** Types and words that occur once; the same for both features of a window. */
function types({ tokens }: TraitText): { types: number; once: number } {
  seen.clear();
  let once = 0;
  for (let i = 0; i < tokens.length; i++) {
    const n = seen.add(tokens.lo[i] as number, tokens.hi[i] as number);
    if (n === 1) once++;
    else if (n === 2) once--;
  }
  return { types: seen.size, once };
}

export const wordVariety: TraitFeature = {
  about: {
    id: 'word-variety',
    label: 'Word variety',
    unit: 'types / √(2 · words)',
    explains: 'Different words for the length of the text.',
    source: 'Carroll’s corrected type–token ratio',
  },
  value: ({ text }) => types(text).types / Math.sqrt(2 * Math.max(1, text.words)),
};

export const wordsUsedOnce: TraitFeature = {
  about: {
    id: 'words-used-once',
    label: 'Words used once',
    unit: 'share of the types',
    explains: 'Share of the different words that occur once.',
    source: 'hapax legomena',
  },
  value({ text }) {
    const { types: all, once } = types(text);
    return once / Math.max(1, all);
  },
};

export const repeatedPairs: TraitFeature = {
  about: {
    id: 'repeated-pairs',
    label: 'Repeated word pairs',
    unit: 'share',
    explains: 'Share of the word pairs that stood before in the text: how well it compresses by itself.',
    source: 'own compressibility, by counts',
  },
  value({ text: { tokens } }) {
    seen.clear();
    for (let i = 0; i + 1 < tokens.length; i++) {
      seen.add(
        chain(tokens.lo[i] as number, tokens.lo[i + 1] as number),
        chain(tokens.hi[i] as number, tokens.hi[i + 1] as number),
      );
    }
    return tokens.length < 2 ? 0 : 1 - seen.size / (tokens.length - 1);
  },
};
