// Exact copies that go: of each group of equal samples enough stay, whoever else has gone before.
import { FirstRows } from '../sketch/firstRows.ts';
import type { SampleRows, Standing } from './standing.ts';

export interface CopyRule {
  /** One exact number per sample at its first row, 0 for none. */
  readonly content: Float64Array;
  /** Negative where row a stays rather than row b. */
  readonly order: (a: number, b: number) => number;
  /** How many of a group stay; at least 1. */
  readonly keep: number;
  /** Whether a sample, by its first row, may go as a copy. */
  readonly may: (sample: number) => boolean;
}

/** Drops copies of samples that stay. Returns for each that went the copy that stayed, by their first rows. */
export function dropCopies(standing: Standing, rows: SampleRows, rule: CopyRule): Map<number, number> {
  const { content, order, keep, may } = rule;
  const first = new FirstRows(rows.length);
  const groups = new Map<number, number[]>();
  for (let row = 0; row < rows.length; row++) {
    const key = content[row] as number;
    if (rows.sample[row] !== row || key === 0 || !standing.stays(row)) continue;
    const earlier = first.first(key, row);
    if (earlier === row) continue;
    const group = groups.get(earlier);
    if (group) group.push(row);
    else groups.set(earlier, [earlier, row]);
  }
  const keeperOf = new Map<number, number>();
  for (const members of groups.values()) {
    const staying = members.filter((row) => !may(row));
    const going = members.filter(may).sort(order);
    staying.push(...going.splice(0, Math.max(0, keep - staying.length)));
    for (const row of going) {
      standing.drop(row, 'exact-duplicate');
      keeperOf.set(row, staying[0] as number);
    }
  }
  return keeperOf;
}
