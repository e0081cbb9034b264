// The part of the tab Compare that outlives the panel, checked field by field.
import { type BetweenUi, INITIAL_BETWEEN } from './between.ts';

/** Whatever is not as expected falls back to its initial value. */
export function betweenFrom(x: Readonly<Record<string, unknown>>): BetweenUi {
  return { asked: typeof x.asked === 'number' && Number.isFinite(x.asked) ? x.asked : INITIAL_BETWEEN.asked };
}
