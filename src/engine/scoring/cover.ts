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
  let open = holders.filter((rows) => rows.length > 0);
  const all = open.length;
  const out: Covering[] = [];
  while (out.length < MOST && open.length * MAY_STAY_OPEN > all) {
    const counts = new Map<number, number>();
    let best = -1;
    let bestCount = 0;
    for (const rows of open) {
      for (const row of rows) {
        const count = (counts.get(row) ?? 0) + 1;
        counts.set(row, count);
        if (count > bestCount || (count === bestCount && row < best)) {
          best = row;
          bestCount = count;
        }
      }
    }
    if (best < 0) break;
    const chosen = best;
    out.push({ row: chosen, share: bestCount / total });
    open = open.filter((rows) => !rows.includes(chosen));
  }
  return out;
}
