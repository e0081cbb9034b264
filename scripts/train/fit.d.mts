// Types of fit.mjs, for the tests.
import type { ModelFile } from '../../src/engine/traits/model/model.ts';
import type { Row } from './data.mts';
import type { TrainingWindows } from './vectors.mts';

export type Fitted = Pick<ModelFile, 'format' | 'version' | 'features' | 'blocks' | 'style' | 'prelude'>;
export function fitModel(
  rows: readonly Row[],
  windows: TrainingWindows,
  words: readonly string[],
  taken: (row: number) => boolean,
): Fitted;
export function bytes(column: ArrayLike<number>, toByte: (x: number) => number): string;
export function round(x: number, digits: number): number;
