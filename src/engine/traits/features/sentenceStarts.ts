// How sentences start: the same word again and again, or a participle.
import { type TraitFeature, wordsOf } from '../feature.ts';

export const sameStarts: TraitFeature = {
  about: {
    id: 'same-starts',
    label: 'Sentences that start alike',
    unit: 'share',
    explains: 'Share of the sentences whose first word began another before.',
    source: 'count',
  },
  value({ text }) {
    const seen = new Set<number>();
    let n = 0;
    for (const i of text.sentences) {
      if (i >= text.words) continue;
      const key = text.tokens.lo[i] as number;
      if (seen.has(key)) n++;
      seen.add(key);
    }
    return n / Math.max(1, text.sentences.length - 1);
  },
};

const JOINS = new Set(wordsOf('and but so or because yet plus also then'));

export const joinStarts: TraitFeature = {
  about: {
    id: 'join-starts',
    label: 'Sentences that start with “and” or “but”',
    unit: 'share',
    explains: 'Sentences that begin with a conjunction, as people do when they talk.',
    source: 'count',
  },
  value({ text }) {
    let n = 0;
    for (const i of text.sentences) if (i < text.words && JOINS.has(text.word(i).toLowerCase())) n++;
    return n / Math.max(1, text.sentences.length - 1);
  },
  mark({ text }, emit) {
    for (const i of text.sentences) if (i < text.words && JOINS.has(text.word(i).toLowerCase())) emit(i, i + 1);
  },
};
