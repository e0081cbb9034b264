// Written by `npm run context`; do not edit.
import type { MeasuredCorpus } from './context.ts';

export interface MeasuredTable {
  readonly corpora: readonly MeasuredCorpus[];
  /** By number of words and metric: one value per corpus, null where it holds fewer words. */
  readonly values: Readonly<Record<number, Readonly<Record<string, readonly (number | null)[]>>>>;
}

export const MEASURED: MeasuredTable = { corpora: [], values: {} };
