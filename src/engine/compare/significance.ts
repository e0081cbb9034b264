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
 * Corrected p-values by step and test (see TESTED; NaN for what could not be tested): step-down maxT within a step, which takes the dependence between the
 * measures from the permutations, and Holm's procedure over the steps. So the chance that any of them falls below a level without any change is
 * at most that level.
 */
export function corrected(steps: readonly StepTests[]): Float64Array[] {
  const within = steps.map(({ observed, permuted, alike }) => {
    const tests = TESTS + 1;
    const permutations = permuted.length / TESTS;
    const values = new Float64Array(permutations * tests);
    for (let b = 0; b < permutations; b++) {
      values.set(permuted.subarray(b * TESTS, (b + 1) * TESTS), b * tests);
      values[b * tests + TESTS] = alike.permuted[b] as number;
    }
    return maxT([...observed, alike.observed], { tests, values });
  });
  const least = within.map((p) => p.reduce((min, x) => (x < min ? x : min), 1));
  const order = least.map((_, i) => i).sort((a, b) => (least[a] as number) - (least[b] as number) || a - b);
  let floor = 0;
  order.forEach((step, rank) => {
    const p = within[step] as Float64Array;
    const factor = order.length - rank;
    for (let j = 0; j < p.length; j++) p[j] = Math.min(1, Math.max(floor, (p[j] as number) * factor));
    floor = Math.max(floor, Math.min(1, (least[step] as number) * factor));
  });
  return within;
}
