// The rows of a group of repeats: who stays, and which kept row covers each of the others.
import type { GroupRef } from '../../protocol/reviewApi.ts';
import type { Inspection } from '../inspect/result.ts';
import { groupsOf } from './groups.ts';

export interface Member {
  readonly row: number;
  readonly isKept: boolean;
  /** The kept row that covers it best; absent for a row that stays. */
  readonly by?: number;
  /** The row that `jaccard` is to. */
  readonly partner: number;
  /** To the row that covers it, or for a kept row to its best partner; 1 for copies. */
  readonly jaccard: number;
}

/** Those that stay first, in the order of the policy; the others by Jaccard, ties in that order. Empty where there is no such group. */
export function membersOf(inspection: Inspection, { kind, id }: GroupRef): Member[] {
  const { keeping } = inspection;
  const groups = groupsOf(inspection, kind);
  const group = groups.at.get(id);
  if (group === undefined) return [];
  const rows = [...groups.rows.subarray(groups.starts[group], groups.starts[group + 1])];
  const members = rows.map((row) => (kind === 'near-duplicate' ? nearMember : copyMember)(inspection, row));
  return members.sort(
    (x, y) =>
      Number(y.isKept) - Number(x.isKept) || (x.isKept ? 0 : y.jaccard - x.jaccard) || keeping.order(x.row, y.row),
  );
}

function nearMember({ keeping, likeness }: Inspection, row: number): Member {
  const cover = keeping.covered.get(row);
  if (cover) return { row, isKept: false, by: cover.row, partner: cover.row, jaccard: cover.jaccard };
  const best = likeness.best(row, 1)[0];
  return { row, isKept: true, partner: best?.row ?? row, jaccard: best?.jaccard ?? 0 };
}

function copyMember({ keeping }: Inspection, row: number): Member {
  const by = keeping.copies.get(row);
  return by === undefined
    ? { row, isKept: true, partner: row, jaccard: 1 }
    : { row, isKept: false, by, partner: by, jaccard: 1 };
}
