// Figures, names and capitals.
import { per100, type Seen, type TraitFeature } from '../feature.ts';
import { CAPITAL, DIGITS, SENTENCE, SHOUTED } from '../text/traitText.ts';

function flagged({ text }: Seen, wanted: number, not: number): number {
  let n = 0;
  for (let i = 0; i < text.words; i++) {
    const flags = text.flags[i] as number;
    if (flags & wanted && !(flags & not)) n++;
  }
  return per100(n, text.words);
}

export const figures: TraitFeature = {
  about: {
    id: 'figures',
    label: 'Figures',
    unit: 'per 100 words',
    explains: 'Numbers in digits: concrete dates, sums and counts, which human text has more of.',
    source: 'count',
  },
  isRate: true,
  value: (x) => Math.min(12, flagged(x, DIGITS, 0)),
};

export const names: TraitFeature = {
  about: {
    id: 'names',
    label: 'Capitals inside sentences',
    unit: 'per 100 words',
    explains: 'Names and titles, as far as a capital tells.',
    source: 'count',
  },
  isRate: true,
  value: (x) => Math.min(20, flagged(x, CAPITAL, SENTENCE | SHOUTED)),
};

export const shouting: TraitFeature = {
  about: {
    id: 'capitals',
    label: 'Words in capitals',
    unit: 'per 100 words',
    explains: 'Abbreviations and emphasis.',
    source: 'count',
  },
  isRate: true,
  value: (x) => Math.min(12, flagged(x, SHOUTED, 0)),
};

export const lowerStarts: TraitFeature = {
  about: {
    id: 'lower-case-starts',
    label: 'Sentences that start in lower case',
    unit: 'share',
    explains: 'Careless starts, which people make.',
    source: 'count',
  },
  isRate: true,
  value({ text }) {
    let n = 0;
    for (const i of text.sentences) {
      if (i >= text.words) continue;
      const c = text.text.charCodeAt(text.tokens.start[i] as number);
      if (c >= 97 && c <= 122) n++;
    }
    return n / Math.max(1, text.sentences.length - 1);
  },
};
