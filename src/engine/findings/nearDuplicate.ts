// near-duplicate: rows that reach the Jaccard threshold to a row that is kept. Clusters only group.
import { placeOf, type RowHit, type ScoredRows } from './rows.ts';

/** Verified pairs, ascending by (a, b), a < b. */
export interface VerifiedPairs {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly jaccard: Float64Array;
}

export interface Partner {
  readonly row: number;
  readonly jaccard: number;
}

/** Partners of each row, best first, ties by row. */
export function partnersOf(pairs: VerifiedPairs): Map<number, Partner[]> {
  const partners = new Map<number, Partner[]>();
  const push = (row: number, other: number, jaccard: number) => {
    const list = partners.get(row);
    if (list) list.push({ row: other, jaccard });
    else partners.set(row, [{ row: other, jaccard }]);
  };
  for (let i = 0; i < pairs.a.length; i++) {
    push(pairs.a[i] as number, pairs.b[i] as number, pairs.jaccard[i] as number);
    push(pairs.b[i] as number, pairs.a[i] as number, pairs.jaccard[i] as number);
  }
  for (const list of partners.values()) list.sort((x, y) => y.jaccard - x.jaccard || x.row - y.row);
  return partners;
}

export interface NearDuplicates {
  readonly hits: RowHit[];
  /** Rows that need not stay, because a kept row reaches the threshold. */
  readonly droppable: Set<number>;
}

/** Keeps the first of each cluster and whatever no kept row covers. */
export function nearDuplicates(rows: ScoredRows, partners: ReadonlyMap<number, readonly Partner[]>): NearDuplicates {
  const hits: RowHit[] = [];
  const droppable = new Set<number>();
  for (const row of [...partners.keys()].sort((a, b) => a - b)) {
    const kept = (partners.get(row) ?? []).find((p) => p.row < row && !droppable.has(p.row));
    if (!kept) continue;
    droppable.add(row);
    hits.push({
      kind: 'near-duplicate',
      row,
      message: `Near-duplicate of ${placeOf(rows, kept.row, row)} (Jaccard ${kept.jaccard.toFixed(2)}).`,
      score: kept.jaccard,
      related: [{ row: kept.row, share: kept.jaccard }],
    });
  }
  return { hits, droppable };
}
