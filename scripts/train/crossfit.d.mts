// Types of crossfit.mjs, for the tests.
import type { Fit } from './curves.mts';
import type { Row } from './data.mts';
import type { TrainingWindows } from './vectors.mts';

export function leaveDomainsOut(
  rows: readonly Row[],
  windows: TrainingWindows,
  words: readonly string[],
  note: (text: string) => void,
): Fit[];
