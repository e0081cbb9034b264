// Novelty from the stored 4-grams of a row; equal to what the scorer finds where tables are exact.
import { MIN_GRAMS } from '../../engine/scoring/score.ts';

export interface FoundNovelty {
  /** 0..1, NaN where not defined. */
  readonly novelty: number;
  /** Distinct 4-grams outside boilerplate. */
  readonly grams: number;
  /** Those that no other sample holds. */
  readonly adds: number;
  /** Whether any is boilerplate. */
  readonly boilerplate: boolean;
}

/** Of the stored n-grams [start, end); `count` gives how many samples hold the i-th, `from` is where boilerplate begins. */
export function noveltyOf(start: number, end: number, from: number, count: (i: number) => number): FoundNovelty {
  let grams = 0;
  let novel = 0;
  for (let i = start; i < end; i++) {
    const n = count(i);
    if (n >= from) continue;
    grams++;
    if (n <= 1) novel++;
  }
  return {
    novelty: grams >= MIN_GRAMS ? novel / grams : Number.NaN,
    grams,
    adds: novel,
    boilerplate: grams < end - start,
  };
}
