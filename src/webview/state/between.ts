// The state of the tab Compare: results that were fetched, and what the person chose there.
import type { Shift } from '../../engine/compare/report.ts';
import type { BetweenKind, BetweenResults, BetweenState } from '../../protocol/betweenPanelApi.ts';
import type { Model } from './model.ts';

/** A result, or why it could not be fetched; `number` as the host counts. */
export type Fetched<R> =
  | { readonly number: number; readonly value: R }
  | { readonly number: number; readonly message: string };

export type Results = { readonly [K in BetweenKind]?: Fetched<BetweenResults[K]> };

export const NO_RESULTS: Results = {};

/** What survives hiding and reload. */
export interface BetweenUi {
  /** The last command that the panel has turned to. */
  readonly asked: number;
  /** Snapshots whose distributions are drawn beside the reference; null: the last. */
  readonly steps: readonly number[] | null;
  /** Which of what was lost or swelled is listed; null for all. */
  readonly shifts: { readonly kind: Shift['kind'] | null; readonly change: Shift['change'] | null };
}

export const INITIAL_BETWEEN: BetweenUi = { asked: 0, steps: null, shifts: { kind: null, change: null } };

export type BetweenAction =
  | { readonly type: 'result'; readonly kind: BetweenKind; readonly fetched: Fetched<BetweenResults[BetweenKind]> }
  | { readonly type: 'drawn-steps'; readonly steps: readonly number[] }
  | { readonly type: 'shifts'; readonly change: Partial<BetweenUi['shifts']> };

function withUi(model: Model, change: Partial<BetweenUi>): Model {
  return { ...model, ui: { ...model.ui, between: { ...model.ui.between, ...change } } };
}

export function reduceBetween(model: Model, action: BetweenAction): Model {
  switch (action.type) {
    case 'result':
      return { ...model, results: { ...model.results, [action.kind]: action.fetched } };
    case 'drawn-steps':
      return withUi(model, { steps: action.steps });
    case 'shifts':
      return withUi(model, { shifts: { ...model.ui.between.shifts, ...action.change } });
  }
}

/** Turns to the tab where somebody asked for something by a command since. */
export function turned(model: Model, between: BetweenState | undefined): Model {
  const asked = between?.asked ?? 0;
  if (asked === 0 || asked === model.ui.between.asked) return model;
  const next = withUi(model, { asked });
  return { ...next, ui: { ...next.ui, tab: 'compare' } };
}

/** The result that stands now; undefined until it is there. */
export function resultOfKind<K extends BetweenKind>({ results }: Model, kind: K): BetweenResults[K] | undefined {
  const fetched = results[kind] as Fetched<BetweenResults[K]> | undefined;
  return fetched && 'value' in fetched ? fetched.value : undefined;
}
