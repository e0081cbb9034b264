// The rows of a group of repeats: who stays, and which kept row covers each of the others.
import type { GroupRef } from '../../protocol/reviewApi.ts';
import type { Inspection } from '../result.ts';

export interface Member {
  readonly row: number;
  readonly isKept: boolean;
  /** The kept row that covers it best; absent for a row that stays. */
  readonly by?: number;
  /** To the row that covers it, or for a kept row to its best partner; 1 for copies. */
  readonly jaccard: number;
}

/** Those that stay first, in the order of the policy; the others by Jaccard, ties in that order. Empty where there is no such group. */
export function membersOf(inspection: Inspection, { kind, id }: GroupRef): Member[] {
  const { keeping } = inspection;
  const rows = kind === 'near-duplicate' ? clusterRows(inspection, id) : copiesOf(inspection, id);
  const members = rows.map((row) => (kind === 'near-duplicate' ? nearMember : copyMember)(inspection, row));
  return members.sort(
    (x, y) =>
      Number(y.isKept) - Number(x.isKept) || (x.isKept ? 0 : y.jaccard - x.jaccard) || keeping.order(x.row, y.row),
  );
}

function nearMember({ keeping, likeness }: Inspection, row: number): Member {
  const cover = keeping.covered.get(row);
  if (cover) return { row, isKept: false, by: cover.row, jaccard: cover.jaccard };
  return { row, isKept: true, jaccard: likeness.best(row, 1)[0]?.jaccard ?? 0 };
}

function copyMember({ keeping }: Inspection, row: number): Member {
  const by = keeping.copies.get(row);
  return by === undefined ? { row, isKept: true, jaccard: 1 } : { row, isKept: false, by, jaccard: 1 };
}

/** Ascending. */
function clusterRows({ columns }: Inspection, id: number): number[] {
  const out: number[] = [];
  for (let row = 0; row < columns.length; row++) if (columns.cluster[row] === id) out.push(row);
  return out;
}

/** First rows of the samples with the content of this row's sample, ascending. */
function copiesOf({ columns }: Inspection, id: number): number[] {
  const { content, sample } = columns;
  const key = content[id];
  const out: number[] = [];
  if (!key) return out;
  for (let row = 0; row < columns.length; row++) if (content[row] === key && sample[row] === row) out.push(row);
  return out;
}
