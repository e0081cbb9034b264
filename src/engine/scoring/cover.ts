// Which few other samples hold what a sample does not say anew: greedy cover of its non-novel 4-grams.

export interface Covering {
  readonly row: number;
  /** What this sample adds to the ones before it, as a share of all 4-grams of the covered sample. */
  readonly share: number;
}

const MOST = 5;
/** A tenth may stay open: 90 % are enough, in whole numbers. */
const MAY_STAY_OPEN = 10;

/**
 * `holders[i]`: rows that hold the i-th 4-gram, ascending; empty for novel ones. `total`: distinct 4-grams of the sample.
 * At most five rows, until 90 % of the non-novel 4-grams are covered; ties go to the first in the corpus.
 */
export function cover(holders: readonly Uint32Array[], total: number): Covering[] {
  const open = holders.filter((rows) => rows.length > 0);
  const all = open.length;
  const covered = new Uint8Array(all);
  /** Open 4-grams that a row holds. */
  const counts = new Map<number, number>();
  for (const rows of open) for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1);
  const out: Covering[] = [];
  let left = all;
  while (out.length < MOST && left * MAY_STAY_OPEN > all) {
    const best = largest(counts);
    if (best < 0) break;
    const gain = counts.get(best) as number;
    out.push({ row: best, share: gain / total });
    left -= gain;
    open.forEach((rows, i) => {
      if (covered[i] || !rows.includes(best)) return;
      covered[i] = 1;
      for (const row of rows) counts.set(row, (counts.get(row) as number) - 1);
    });
  }
  return out;
}

/** The row with the highest count above 0, the first in the corpus among equals; −1 if there is none. */
function largest(counts: ReadonlyMap<number, number>): number {
  let best = -1;
  let most = 0;
  for (const [row, count] of counts) {
    if (count < most || count === 0 || (count === most && row > best)) continue;
    best = row;
    most = count;
  }
  return best;
}
