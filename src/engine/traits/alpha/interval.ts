// How far α may lie off by chance: other rows, and other references of the same kind.
import { seededRandom } from '../../statistics/random.ts';
import { drawFrom } from './random.ts';
import { type Estimator, everyRow, type Pick } from './rows.ts';

const SEED = 0xa1fa;
const DRAWS = 100;
/** Half of a large corpus need not be looked at to see how its rows vary. */
const MOST_ROWS = 1000;

/**
 * Standard deviations of the share among each list of rows (in shares), by half-samples without replacement: of the rows under
 * all references, and of both references under all rows; the two are independent. With m of n drawn a mean deviates by √((n − m)/m) times
 * as much as one of n, so deviations are scaled by its inverse (Politis, Romano & Wolf 1999, Subsampling). Shares are not cut to
 * 0..1 here, or nothing would seem to vary at the bounds.
 */
export function spreads(estimate: Estimator, human: number, llm: number, lists: readonly Pick[]): number[] {
  const random = seededRandom(SEED);
  const all = estimate(everyRow(human), everyRow(llm));
  const alphas = lists.map(all);
  const ofRows = lists.map((list, i) => {
    const pool = Int32Array.from(list);
    const m = Math.min(pool.length >> 1, MOST_ROWS);
    if (m === 0) return 0;
    let square = 0;
    for (let b = 0; b < DRAWS; b++) square += (all(drawFrom(pool, m, random)) - (alphas[i] as number)) ** 2;
    return (square / DRAWS) * (m / (pool.length - m));
  });
  const ofReferences = lists.map(() => 0);
  const pools = [everyRow(human), everyRow(llm)] as const;
  const scale = (n: number) => (n >> 1) / (n - (n >> 1));
  for (let b = 0; b < DRAWS; b++) {
    const [h, l] = pools.map((pool) => drawFrom(pool, pool.length >> 1, random)) as [Int32Array, Int32Array];
    const half = estimate(h, l);
    for (const [i, list] of lists.entries()) {
      const square = (half(list) - (alphas[i] as number)) ** 2;
      ofReferences[i] = (ofReferences[i] as number) + (square / DRAWS) * scale(Math.min(human, llm));
    }
  }
  return lists.map((_, i) => Math.sqrt((ofRows[i] as number) + (ofReferences[i] as number)));
}
