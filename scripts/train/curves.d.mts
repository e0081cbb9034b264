// Types of curves.mjs, for the tests.
import type { LengthCurve, ModelFile, Part } from '../../src/engine/traits/model/model.ts';
import type { Row } from './data.mts';
import type { TrainingWindows } from './vectors.mts';

export interface Fit {
  readonly words: number;
  readonly abstained: string | null;
  readonly markup: number;
  readonly raw: readonly number[];
  readonly cuts: readonly { readonly words: number; readonly raw: readonly number[] }[];
}
export interface Curves {
  readonly lengths: readonly number[];
  readonly curves: Readonly<Record<Part | 'score', LengthCurve>>;
}
type Labelled = Pick<Row, 'domain' | 'label'>;
export function fitCurves(rows: readonly Labelled[], fits: readonly Fit[]): Curves;
export function standardise(curves: Curves, words: number, raw: readonly number[]): { score: number; parts: number[] };
export function fitQuantiles(
  rows: readonly Labelled[],
  fits: readonly Fit[],
  inKind: readonly Fit[],
  curves: Curves,
): { kinds: string[]; quantiles: ModelFile['quantiles'] };
export function fitKinds(
  rows: readonly Labelled[],
  windows: Pick<TrainingWindows, 'row' | 'ids'>,
  size: number,
  kinds: readonly string[],
  taken?: (row: number) => boolean,
): ModelFile['kinds'];
