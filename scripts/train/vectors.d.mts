// Types of vectors.mjs, for the tests.
import type { Block } from '../../src/engine/traits/model/gramCounter.ts';
import type { Row } from './data.mts';

export interface TrainingWindows {
  readonly row: number[];
  readonly sizes: number[];
  readonly blocks: Readonly<
    Record<
      Block,
      { readonly slots: Uint32Array; readonly values: Float32Array; readonly size: number; readonly starts: number[] }
    >
  >;
  readonly features: Float32Array;
  readonly of: number;
  readonly ids: Int16Array[];
}
export function commonWords(rows: readonly Row[]): string[];
export function trainingWindows(rows: readonly Row[], words: readonly string[], seed: number): TrainingWindows;
