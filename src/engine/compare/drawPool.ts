// Samples of a step of the pool in the order of a draw.
import { copyNumbers, drawKeys } from '../draw.ts';
import type { SamplePool } from './pool.ts';

/** Numbers of the pool's samples of a step. The same text has the same place in every step. */
export function stepOrder(pool: SamplePool, step: number, seed: number): Uint32Array {
  const first = pool.first[step] as number;
  const content = pool.content.subarray(first, pool.first[step + 1]);
  const keys = drawKeys(content, copyNumbers(content), seed);
  return Uint32Array.from(content, (_, i) => i)
    .sort((x, y) => (keys[x] as number) - (keys[y] as number) || x - y)
    .map((i) => i + first);
}
