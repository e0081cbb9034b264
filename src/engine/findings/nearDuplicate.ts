// near-duplicate: rows that reach the Jaccard threshold to a row that is kept. Clusters only group.
import { coveredRows, KEEP_FIRST, type KeepRule, REPORTED } from './keeper.ts';
import { placeOf, type RowHit, type ScoredRows, viewOf } from './rows.ts';

/** Verified pairs between first copies, ascending by (a, b), a < b. */
export interface VerifiedPairs {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly jaccard: Float64Array;
}

export interface Partner {
  readonly row: number;
  readonly jaccard: number;
}

/** Who is near whom: verified between the first copies of each text, and the same for their copies. */
export class Likeness {
  private readonly partners = new Map<number, Partner[]>();
  private readonly firstOf = new Map<number, number>();

  /** `copies`: later rows with the same text, by the first. */
  constructor(
    pairs: VerifiedPairs,
    private readonly copies: ReadonlyMap<number, readonly number[]>,
  ) {
    for (let i = 0; i < pairs.a.length; i++) {
      this.push(pairs.a[i] as number, pairs.b[i] as number, pairs.jaccard[i] as number);
      this.push(pairs.b[i] as number, pairs.a[i] as number, pairs.jaccard[i] as number);
    }
    for (const list of this.partners.values()) list.sort((x, y) => y.jaccard - x.jaccard || x.row - y.row);
    for (const [first, later] of copies) for (const row of later) this.firstOf.set(row, first);
  }

  private push(row: number, other: number, jaccard: number): void {
    const list = this.partners.get(row);
    if (list) list.push({ row: other, jaccard });
    else this.partners.set(row, [{ row: other, jaccard }]);
  }

  /** The first row with the same text; the row itself where it is the first. */
  first(row: number): number {
    return this.firstOf.get(row) ?? row;
  }

  /** Partners of a first copy among first copies, best first. */
  partnersOf(first: number): readonly Partner[] {
    return this.partners.get(first) ?? [];
  }

  /** All rows that have a partner, ascending. */
  rows(): number[] {
    const rows = new Set(this.partners.keys());
    for (const [first, later] of this.copies) if (later.length > 0) for (const row of [first, ...later]) rows.add(row);
    return [...rows].sort((a, b) => a - b);
  }

  /** The best partners of a row, copies first, ties in corpus order. */
  best(row: number, most: number): Partner[] {
    const first = this.first(row);
    const out: Partner[] = [];
    const take = (source: number, jaccard: number) => {
      for (const other of [source, ...(this.copies.get(source) ?? [])]) {
        if (out.length < most && other !== row) out.push({ row: other, jaccard });
      }
    };
    take(first, 1);
    for (const partner of this.partnersOf(first)) {
      if (out.length >= most) break;
      take(partner.row, partner.jaccard);
    }
    return out;
  }

  /** Clusters: members ascending, ordered by their first. */
  clusters(): number[][] {
    const root = new Map<number, number>();
    const find = (x: number): number => {
      let r = x;
      for (let next = root.get(r); next !== undefined && next !== r; next = root.get(r)) r = next;
      root.set(x, r);
      return r;
    };
    for (const [row, partners] of this.partners) {
      for (const { row: other } of partners) {
        const [a, b] = [find(row), find(other)];
        root.set(Math.max(a, b), Math.min(a, b));
      }
    }
    const clusters = new Map<number, number[]>();
    for (const row of this.rows()) {
      const first = find(this.first(row));
      const members = clusters.get(first);
      if (members) members.push(row);
      else clusters.set(first, [row]);
    }
    return [...clusters.values()];
  }
}

export interface NearDuplicates {
  readonly hits: RowHit[];
  /** Rows that need not stay, each with the kept row that covers it best. */
  readonly covered: ReadonlyMap<number, Partner>;
}

/** Keeps what comes first in the rule's order and whatever no kept row covers. Prompts, responses and texts give findings. */
export function nearDuplicates(rows: ScoredRows, likeness: Likeness, rule: KeepRule = KEEP_FIRST): NearDuplicates {
  const hits: RowHit[] = [];
  const covered = coveredRows(likeness, rule);
  for (const [row, kept] of covered) {
    if (!REPORTED.has(viewOf(rows, row))) continue;
    hits.push({
      kind: 'near-duplicate',
      row,
      message: `Near-duplicate of ${placeOf(rows, kept.row, row)} (Jaccard ${kept.jaccard.toFixed(2)}).`,
      score: kept.jaccard,
      related: [{ row: kept.row, share: kept.jaccard }],
    });
  }
  return { hits, covered };
}
