// exact-duplicate: the whole row equal to an earlier one after Unicode form, white space and case are folded and
// identifiers left out.
import { FirstRows } from '../sketch/firstRows.ts';
import { placeOf, type RowHit, type ScoredRows } from './rows.ts';

/** One finding per later copy, pointing at the first. */
export function exactDuplicates(rows: ScoredRows): RowHit[] {
  const first = new FirstRows(rows.length);
  const hits: RowHit[] = [];
  for (let row = 0; row < rows.length; row++) {
    if (rows.sample[row] !== row) continue;
    const key = rows.content[row] as number;
    if (key === 0) continue;
    const earlier = first.first(key, row);
    if (earlier === row) continue;
    hits.push({
      kind: 'exact-duplicate',
      row,
      message: `Exact duplicate of ${placeOf(rows, earlier, row)}.`,
      score: 1,
      related: [{ row: earlier, share: 1 }],
      wholeSample: true,
    });
  }
  return hits;
}
