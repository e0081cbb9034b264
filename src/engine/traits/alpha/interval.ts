// How far α may lie off by chance: other rows, and other references of the same kind.
import { seededRandom } from '../../statistics/random.ts';
import { drawFrom } from './random.ts';
import { type Estimator, everyRow } from './rows.ts';

const SEED = 0xa1fa;
const DRAWS = 200;

export interface Sizes {
  readonly rows: number;
  readonly human: number;
  readonly llm: number;
}

/**
 * Deviations of half-samples (rows, human and LLM references each halved without replacement) from `alpha`, ascending. With
 * m = ⌊n/2⌋ of n a mean deviates by √((n − m)/m) times as much as one of n rows would, so each is scaled back by its inverse (Politis, Romano &
 * Wolf 1999, Subsampling). Halves are estimated without the bounds 0 and 1, or nothing would seem to vary there.
 */
export function halfSampleDeviations(estimate: Estimator, sizes: Sizes, alpha: number, draws = DRAWS): Float64Array {
  const random = seededRandom(SEED);
  const pools = { rows: everyRow(sizes.rows), human: everyRow(sizes.human), llm: everyRow(sizes.llm) };
  const half = (pool: Int32Array) => drawFrom(pool, Math.max(1, pool.length >> 1), random);
  const least = Math.min(sizes.rows, sizes.human, sizes.llm);
  const scale = Math.sqrt((least >> 1) / (least - (least >> 1)));
  const deviations = new Float64Array(draws);
  for (let b = 0; b < draws; b++) {
    const value = estimate(half(pools.human), half(pools.llm))(half(pools.rows));
    deviations[b] = (value - alpha) * scale;
  }
  return deviations.sort();
}
