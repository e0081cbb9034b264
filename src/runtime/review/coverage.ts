// Who stays among near-duplicates, and which kept row covers each of the others.
import type { Partner } from '../../engine/findings/nearDuplicate.ts';
import type { Inspection } from '../result.ts';

export interface Coverage {
  /** The kept row that covers a row, with the Jaccard index between them; null for rows that stay. */
  coveredBy(row: number): Partner | null;
}

/** The first of each cluster stays, and whatever no kept row covers. */
export function coverageOf({ likeness }: Inspection): Coverage {
  const keptBy = new Map<number, Partner>();
  for (const row of likeness.rows()) {
    const first = likeness.first(row);
    const kept =
      first === row
        ? likeness.partnersOf(row).find((p) => p.row < row && !keptBy.has(p.row))
        : (keptBy.get(first) ?? { row: first, jaccard: 1 });
    if (kept) keptBy.set(row, kept);
  }
  return { coveredBy: (row) => keptBy.get(row) ?? null };
}
