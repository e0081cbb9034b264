// Clusters of near-duplicates that grew or went.
import { nearGroups } from '../likeness.ts';
import type { SamplePool } from '../pool.ts';
import { eachOfPool, KeyedHolders } from './keyed.ts';

/** Samples by the cluster they are in; samples that stand alone are in none. */
export function clusterHolders(pool: SamplePool): KeyedHolders {
  const root = nearGroups(pool);
  const sizes = new Uint32Array(root.length);
  for (const r of root) sizes[r] = (sizes[r] as number) + 1;
  const found = new KeyedHolders(pool.first.length - 1);
  eachOfPool(pool, (s, step) => {
    const key = root[s] as number;
    if ((sizes[key] as number) > 1) found.add(key, step, s);
  });
  return found;
}
