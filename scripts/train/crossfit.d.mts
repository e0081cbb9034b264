// Types of crossfit.mjs, for the tests.
import type { Fit } from './curves.mts';
import type { Row } from './data.mts';
import type { TrainingWindows } from './vectors.mts';

/** Undefined where a text was not wanted. */
export function crossFit(
  rows: readonly Row[],
  windows: TrainingWindows,
  words: readonly string[],
  foldOf: (row: Row) => string,
  wanted: (row: Row) => boolean,
  note: (text: string) => void,
): Fit[];
