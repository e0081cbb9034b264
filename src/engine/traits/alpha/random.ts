// Draws of rows without replacement, from a fixed start.
import type { Pick } from './rows.ts';

/** `count` of the `pool`, without replacement; in no order that means anything. The pool is put in another order. */
export function drawFrom(pool: Int32Array, count: number, random: () => number): Int32Array {
  const n = pool.length;
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random() * (n - i));
    const other = pool[j] as number;
    pool[j] = pool[i] as number;
    pool[i] = other;
  }
  return pool.slice(0, count);
}

/** Linear interpolation between order statistics; NaN of nothing. */
export function quantileOf(values: ArrayLike<number>, p: number): number {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return Number.NaN;
  const at = p * (sorted.length - 1);
  const a = sorted[Math.floor(at)] as number;
  return a + ((sorted[Math.min(Math.floor(at) + 1, sorted.length - 1)] as number) - a) * (at - Math.floor(at));
}

export function meanOf(values: Pick): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}
