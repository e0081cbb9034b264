// What the trait model says of one text, or why it says nothing. The score has no meaning by itself: verdicts come from
// calibration alone (see calibration/), and what is shown without it is a percentile.

/** Why a text was not measured. */
export const ABSTENTIONS = ['short', 'language', 'code', 'table', 'list'] as const;
export type Abstention = (typeof ABSTENTIONS)[number];

/** Below this many words nothing is said. */
export const MIN_WORDS = 50;

export interface Reading {
  readonly words: number;
  /** Standard deviations above the mean of human text of this length (pooled over the measured kinds), higher where more
   *  surface traits are shared with LLM text; NaN where `abstained` is set. */
  readonly score: number;
  readonly abstained: Abstention | null;
  /** Nearest of the measured kinds of human text (index in the model's `kinds`), −1 where abstained. */
  readonly kind: number;
  /** Share of the lines that carry list, heading or table markup, 0..1: one of the things a calibration has to match. */
  readonly markup: number;
  /** What groups of traits add to the score, in the order of the reader's `parts`; absent where it names none. */
  readonly parts?: ArrayLike<number>;
}

/** A stretch that shows a trait: segment, and UTF-16 offsets in it. */
export interface TraitSpan {
  readonly segment: number;
  readonly start: number;
  readonly end: number;
}

/** One trait of one text. */
export interface Trait {
  readonly id: string;
  /** In the trait's own unit (see its About), e.g. matches per 100 words. */
  readonly value: number;
  /** What it adds to the score, in standard deviations: positive towards LLM text, negative towards human text. */
  readonly effect: number;
  /** At most 20, in order; empty where the trait is one of the whole text. */
  readonly spans: readonly TraitSpan[];
}

/** What people read about a trait: plain data, posted to the panel and printed in docs/traits.md. */
export interface TraitAbout {
  readonly id: string;
  readonly label: string;
  /** Of `value`, e.g. "per 100 words". */
  readonly unit: string;
  /** One sentence. */
  readonly explains: string;
  readonly source: string;
}

/** Reads texts; one per worker. */
export interface TraitReader {
  /** Which model reads, and when it was trained: scores of another one mean something else. */
  readonly model: { readonly name: string; readonly trained: string };
  /** Names of the measured kinds of human text, e.g. "abstracts", "news". */
  readonly kinds: readonly string[];
  readonly abouts: readonly TraitAbout[];
  /** Names of the groups of traits whose effects stand in `Reading.parts`. */
  readonly parts?: readonly string[];
  read(segments: readonly { readonly text: string }[]): Reading;
  /** The traits that moved the score most, strongest first; empty where the text was not measured. */
  explain(segments: readonly { readonly text: string }[], most: number): Trait[];
  /** 0..100: the share of human texts of this kind and about this length that score lower (cross-fitted). */
  percentile(kind: number, words: number, score: number): number;
}
