// Word endings that carry a style: abstract nouns, participles behind a comma, adverbs.
import { per100, type Seen, type TraitFeature } from '../feature.ts';
import { AFTER_COMMA } from '../text/traitText.ts';

function ending(
  about: Omit<TraitFeature['about'], 'unit' | 'source'>,
  tails: readonly string[],
  least: number,
  behindComma = false,
): TraitFeature {
  /** By the last letter: most words end here. */
  const possible = new Uint8Array(128);
  for (const tail of tails) possible[tail.charCodeAt(tail.length - 1)] = 1;
  const each = ({ text }: Seen, emit: (from: number, to: number) => void) => {
    const { tokens, flags, units, text: all } = text;
    for (let i = 0; i < text.words; i++) {
      if (behindComma && !((flags[i] as number) & AFTER_COMMA)) continue;
      const end = tokens.end[i] as number;
      if (possible[units[end - 1] as number] !== 1) continue;
      if (end - (tokens.start[i] as number) < least) continue;
      for (const tail of tails) {
        if (!all.startsWith(tail, end - tail.length)) continue;
        emit(i, i + 1);
        break;
      }
    }
  };
  return {
    about: { ...about, unit: 'per 100 words', source: 'word endings' },
    isRate: true,
    value(x) {
      let n = 0;
      each(x, () => n++);
      return per100(n, x.text.words);
    },
    mark: each,
  };
}

export const abstractNouns = ending(
  {
    id: 'abstract-nouns',
    label: 'Abstract nouns',
    explains: 'Nouns made of verbs and adjectives: -tion, -ment, -ness, -ity, -ance.',
  },
  ['tion', 'tions', 'ment', 'ments', 'ness', 'ity', 'ities', 'ance', 'ence', 'sion', 'sions'],
  7,
);

export const trailingParticiples = ending(
  {
    id: 'trailing-participles',
    label: 'Trailing participles',
    explains: 'A comma and a participle that comments: “…, highlighting the need”, “…, casting long shadows”.',
  },
  ['ing'],
  6,
  true,
);

export const participles = ending(
  { id: 'participles', label: '-ing forms', explains: 'Participles and gerunds.' },
  ['ing'],
  5,
);

export const adverbs = ending(
  { id: 'adverbs', label: '-ly adverbs', explains: 'Adverbs of manner: “seamlessly”, “effectively”, “softly”.' },
  ['ly'],
  6,
);

export const pastTense = ending(
  { id: 'past-tense', label: '-ed forms', explains: 'Past tense and past participles.' },
  ['ed'],
  5,
);

export const describing = ending(
  {
    id: 'describing-endings',
    label: 'Describing adjectives',
    explains: 'Adjectives in -ive, -ous, -ful, -able, -al, -ic.',
  },
  ['ive', 'ous', 'ful', 'able', 'ible', 'ical', 'ial', 'ual', 'onal'],
  6,
);
