// Which words occur in which sentence of a row: all that the likelihood method needs of a text, made row by row.

/** Hashes of the distinct words of each sentence, one sentence after the other; `ends[i]` is where sentence i ends. */
export interface Occurrences {
  readonly words: Int32Array;
  readonly ends: Int32Array;
}
