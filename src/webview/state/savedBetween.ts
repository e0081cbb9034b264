// The part of the tab Compare that outlives the panel, checked field by field.
import type { Shift } from '../../engine/compare/report.ts';
import { type BetweenUi, INITIAL_BETWEEN } from './between.ts';

const KINDS: readonly Shift['kind'][] = ['words', 'openings', 'templates', 'clusters', 'values'];
const CHANGES: readonly Shift['change'][] = ['lost', 'swelled'];
const MAX_STEPS = 4;

/** Whatever is not as expected falls back to its initial value. */
export function betweenFrom(x: Readonly<Record<string, unknown>>): BetweenUi {
  const { kind, change } = (typeof x.shifts === 'object' && x.shifts !== null ? x.shifts : {}) as Record<
    string,
    unknown
  >;
  const steps = Array.isArray(x.steps)
    ? x.steps.filter((n) => Number.isSafeInteger(n) && n > 0).slice(0, MAX_STEPS)
    : [];
  return {
    asked: typeof x.asked === 'number' && Number.isFinite(x.asked) ? x.asked : INITIAL_BETWEEN.asked,
    steps: steps.length > 0 ? (steps as number[]) : null,
    shifts: {
      kind: KINDS.find((known) => known === kind) ?? null,
      change: CHANGES.find((known) => known === change) ?? null,
    },
  };
}
