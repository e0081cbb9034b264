// exact-duplicate: the whole row equal to another one after Unicode form, white space and case are folded and
// identifiers left out.
import { coveredCopies, KEEP_FIRST, type KeepRule } from './keeper.ts';
import { placeOf, type RowHit, type ScoredRows } from './rows.ts';

/** One finding per copy that need not stay, pointing at the one that does. */
export function exactDuplicates(rows: ScoredRows, rule: KeepRule = KEEP_FIRST): RowHit[] {
  return Array.from(coveredCopies(rows, rule), ([row, keeper]) => ({
    kind: 'exact-duplicate' as const,
    row,
    message: `Exact duplicate of ${placeOf(rows, keeper, row)}.`,
    score: 1,
    related: [{ row: keeper, share: 1 }],
    wholeSample: true,
  }));
}
