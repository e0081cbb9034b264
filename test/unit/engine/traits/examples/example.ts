// What a feature's row in the tables of examples holds.

export interface Example {
  readonly shows: string;
  /** Computed by hand, in the unit of the feature. */
  readonly value: number;
  /** The words that one would point at; none for traits of the whole text. */
  readonly marks?: readonly string[];
  /** A text like it that does not show the trait. */
  readonly lacks: string;
  /** Its value there; 0 where nothing is said. */
  readonly none?: number;
}

/** Ten words: one of anything in it is 10 per 100 words, below the cap of every rate. */
export const TEN = 'one two three four five six seven eight nine ten';
