// Who stays of several repeats, by the keeper policy of the run.
import { nearDuplicates } from '../../engine/findings/nearDuplicate.ts';
import { FINDING_KINDS } from '../../engine/report.ts';
import type { Inspection } from '../result.ts';

export interface Keeping {
  /** Negative where row a stays rather than row b. */
  readonly order: (a: number, b: number) => number;
  /** How many stay. */
  readonly keep: number;
  /** Rows that need not stay, because kept rows reach the threshold to them. */
  readonly covered: { has(row: number): boolean };
  /** Samples that are exact copies and need not stay, by their first rows. */
  readonly copies: { has(sample: number): boolean };
}

const EXACT = 1 << FINDING_KINDS.indexOf('exact-duplicate');

export function keepingOf({ columns, likeness }: Inspection): Keeping {
  const { droppable } = nearDuplicates({ ...columns, files: [] }, likeness);
  return {
    order: (a, b) => a - b,
    keep: 1,
    covered: droppable,
    copies: { has: (sample) => ((columns.findings[sample] as number) & EXACT) !== 0 },
  };
}
