// The contract of a trait: one file and one line in features.ts.
import type { TraitAbout } from './reading.ts';
import type { LexiconHits } from './text/lexicon.ts';
import type { Prelude } from './text/prelude.ts';
import type { TraitText } from './text/traitText.ts';

/** A window with what the lexicon found in it. */
export interface Seen {
  readonly text: TraitText;
  readonly hits: LexiconHits;
  readonly prelude: Prelude;
}

export interface TraitFeature {
  readonly about: TraitAbout;
  /** What it looks up: words and phrases of up to six words, lower case, apostrophes straight. */
  readonly lexicon?: readonly string[];
  /** The lexicon is read on the stream of tokens without stopwords, as the lists of n-grams were built. */
  readonly withoutStopwords?: true;
  /** Rates are skewed: the model takes their square root. */
  readonly isRate?: true;
  /** The trait under which its effect is told, where several measure nearly the same and share its weight between them. */
  readonly toldBy?: string;
  /** In the unit of `about`. `own`: the feature's place in `hits`. */
  value(x: Seen, own: number): number;
  /** Tells the stretches of tokens that show it; absent for traits of the whole text and for plain lexicon matches. */
  mark?(x: Seen, emit: (from: number, to: number) => void, own: number): void;
}

/** Matches per 100 words of a list of words and phrases. */
export function lexical(about: Omit<TraitAbout, 'unit'>, lexicon: readonly string[]): TraitFeature {
  return {
    about: { ...about, unit: 'per 100 words' },
    lexicon,
    isRate: true,
    value: ({ text, hits }, own) => per100(hits.counts[own] as number, text.words),
  };
}

export function per100(count: number, words: number): number {
  return (100 * count) / Math.max(1, words);
}

/** Coefficient of variation of the distances between borders: standard deviation over mean, 0 for fewer than two. */
export function variation(borders: readonly number[]): number {
  const n = borders.length - 1;
  if (n < 2) return 0;
  const mean = ((borders[n] as number) - (borders[0] as number)) / n;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += ((borders[i + 1] as number) - (borders[i] as number) - mean) ** 2;
  return mean === 0 ? 0 : Math.sqrt(sum / n) / mean;
}

/** The words of a list that is written with spaces and line breaks. */
export function wordsOf(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== '');
}

/** The phrases of a list that is written one a line. */
export function linesOf(list: string): string[] {
  return list
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
