// p-values of all tests of a report: steps against the reference, many measures each.
import { maxT } from '../statistics/maxT.ts';
import { KEEP_IDS } from './keeps.ts';
import { TESTS } from './permute.ts';
import { SIDE_IDS } from './side.ts';

/** Ids of measures by test, homogenisation last. */
export const TESTED: readonly string[] = [
  ...SIDE_IDS.map((id) => (id === 'length-rank' ? 'length' : id)),
  ...KEEP_IDS,
  'homogenisation',
];

/** What permutations gave for one step. */
export interface StepTests {
  /** By test, without homogenisation: means over the draws. */
  readonly observed: Float64Array;
  /** `TESTS` per permutation. */
  readonly permuted: Float64Array;
  readonly alike: { readonly observed: number; readonly permuted: Float64Array };
}

/**
 * Corrected p-values by step and test (see TESTED; NaN for what could not be tested): step-down maxT over all tests of all steps at once. Within a step the
 * dependence between the measures comes from the permutations; steps are permuted independently, which errs to the safe side where they depend
 * on each other by the reference they share (Šidák 1967). So the chance that any p falls below a level without any change is at most that level.
 */
export function corrected(steps: readonly StepTests[]): Float64Array[] {
  const width = TESTS + 1;
  const tests = steps.length * width;
  const permutations = Math.min(...steps.map(({ permuted }) => permuted.length / TESTS));
  const values = new Float64Array(permutations * tests);
  steps.forEach(({ permuted, alike }, step) => {
    for (let b = 0; b < permutations; b++) {
      const at = b * tests + step * width;
      values.set(permuted.subarray(b * TESTS, (b + 1) * TESTS), at);
      values[at + TESTS] = alike.permuted[b] as number;
    }
  });
  const observed = steps.flatMap(({ observed: own, alike }) => [...own, alike.observed]);
  const p = maxT(observed, { tests, values });
  return steps.map((_, step) => p.slice(step * width, (step + 1) * width));
}
