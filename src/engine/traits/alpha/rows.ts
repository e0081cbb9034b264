// Rows as α sees them: numbers, side by side.
import type { Occurrences } from './occurrences.ts';

/** Scored rows as columns of equal length. */
export interface ScoredRows {
  /** Standard deviations above human text of the same length; rows with NaN (not measured) are left out. */
  readonly score: ArrayLike<number>;
  readonly words: ArrayLike<number>;
  /** What wrote each row, where that is known: self-validation leaves one out at a time. */
  readonly generator?: readonly (string | undefined)[];
  /** The words of each row by sentences, of all rows or of drawn ones; without them the likelihood method is left out. */
  readonly occurrences?: readonly (Occurrences | undefined)[];
}

export interface AlphaInput {
  readonly rows: ScoredRows;
  readonly human: ScoredRows;
  readonly llm: ScoredRows;
}

/** Indices of the rows to use. */
export type Pick = ArrayLike<number>;

/**
 * The share of LLM-like rows among those picked, not cut to 0..1: a value below 0 says how far the rows lie on the human side,
 * which intervals need.
 */
export type Fitted = (rows: Pick) => number;

/** Learns from the picked references. */
export type Estimator = (human: Pick, llm: Pick) => Fitted;

/** The rows that have a score. */
export function scoredOnly(rows: ScoredRows): ScoredRows {
  const kept: number[] = [];
  for (let i = 0; i < rows.score.length; i++) if (Number.isFinite(rows.score[i])) kept.push(i);
  return kept.length === rows.score.length ? rows : takeRows(rows, kept);
}

export function takeRows(rows: ScoredRows, pick: Pick): ScoredRows {
  const at = Array.from(pick);
  const { generator, occurrences } = rows;
  return {
    score: Float64Array.from(at, (i) => rows.score[i] as number),
    words: Float64Array.from(at, (i) => rows.words[i] as number),
    ...(generator && { generator: at.map((i) => generator[i]) }),
    ...(occurrences && { occurrences: at.map((i) => occurrences[i]) }),
  };
}

/** 0, 1, … n − 1. */
export function everyRow(n: number): Int32Array {
  return Int32Array.from({ length: n }, (_, i) => i);
}
