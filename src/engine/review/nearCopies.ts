// Near-duplicates that go: only where rows that really stay reach the threshold to them.
import type { Likeness } from '../findings/nearDuplicate.ts';
import type { SampleRows, Standing } from './standing.ts';

export interface NearRule {
  readonly likeness: Likeness;
  /** Negative where row a stays rather than row b. */
  readonly order: (a: number, b: number) => number;
  /** How many staying rows have to reach a row before it may go; at least 1. */
  readonly keep: number;
  /** Rows that may go as near-duplicates, ascending. A sample goes when all such rows of it are covered. */
  readonly candidates: readonly number[];
}

/** How many rows stay of each text, by the first row that has the text. */
export class Cover {
  private readonly counts = new Map<number, number>();

  constructor(private readonly likeness: Likeness) {}

  add(row: number, by: 1 | -1): void {
    const text = this.likeness.first(row);
    this.counts.set(text, this.staying(text) + by);
  }

  staying(text: number): number {
    return this.counts.get(text) ?? 0;
  }

  /** Rows counted here that reach the threshold to a row, itself among them where it was counted. */
  of(row: number, enough = Number.POSITIVE_INFINITY): number {
    const text = this.likeness.first(row);
    let n = this.staying(text);
    if (n >= enough) return n;
    for (const partner of this.likeness.partnersOf(text)) {
      n += this.staying(partner.row);
      if (n >= enough) break;
    }
    return n;
  }
}

export interface NearDrops {
  /** Counts the rows that stay. */
  readonly cover: Cover;
  /** Rows for which a sample went, by its first row. */
  readonly went: ReadonlyMap<number, readonly number[]>;
}

/**
 * Samples are judged in the order of the rule: one goes when enough rows that stay for certain cover each of its
 * candidates. A row that goes covers nobody, so that a row whose keeper went stays unless another covers it.
 */
export function dropNear(standing: Standing, rows: SampleRows, rule: NearRule): NearDrops {
  const { likeness, order, keep } = rule;
  const bySample = new Map<number, number[]>();
  for (const row of rule.candidates) {
    if (!standing.stays(row)) continue;
    const sample = rows.sample[row] as number;
    const list = bySample.get(sample);
    if (list) list.push(row);
    else bySample.set(sample, [row]);
  }
  const cover = new Cover(likeness);
  /** Rows of samples that were not judged yet. */
  const open = new Cover(likeness);
  const likeRows = new Map<number, number[]>();
  for (const row of likeness.rows()) {
    if (!standing.stays(row)) continue;
    const sample = rows.sample[row] as number;
    if (!bySample.has(sample)) {
      cover.add(row, 1);
      continue;
    }
    open.add(row, 1);
    const list = likeRows.get(sample);
    if (list) list.push(row);
    else likeRows.set(sample, [row]);
  }
  const went = new Map<number, readonly number[]>();
  const judge = (sample: number, candidates: readonly number[], mayWait: boolean): boolean => {
    const covered = candidates.every((row) => cover.of(row, keep) >= keep);
    // A row that comes later in the order may still cover it; the row itself is open, too.
    const later = (row: number) => cover.of(row) + open.of(row) - 1 >= keep;
    if (!covered && mayWait && candidates.every(later)) return false;
    for (const row of likeRows.get(sample) ?? []) {
      open.add(row, -1);
      if (!covered) cover.add(row, 1);
    }
    if (covered) {
      standing.drop(sample, 'near-duplicate');
      went.set(sample, candidates);
    }
    return true;
  };
  const ordered = [...bySample].sort(([a], [b]) => order(a, b));
  const waiting = ordered.filter(([sample, candidates]) => !judge(sample, candidates, true));
  for (const [sample, candidates] of waiting) judge(sample, candidates, false);
  return { cover, went };
}
