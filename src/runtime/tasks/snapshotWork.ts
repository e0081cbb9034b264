// Worker task: the computations of a comparison over the drawn samples, a unit at a time.

import { numberGrams, type WordLanes } from '../../engine/compare/gramIds.ts';
import type { SamplePool } from '../../engine/compare/pool.ts';
import { type Answer, answerUnit, type ComparisonUnit, PairCache } from '../../engine/compare/units.ts';
import { addProgress, claim, isCancelled, type WorkerControl } from '../pool/control.ts';
import { gzipLength } from './job.ts';

/** Numbers the n-grams of one order per unit, into shared memory. Returns how many there are by order − 1. */
export function snapshotGrams(
  p: { readonly words: WordLanes; readonly grams: readonly Int32Array[] },
  control: WorkerControl,
): (readonly [order: number, types: number])[] {
  const out: [number, number][] = [];
  for (let unit = claim(control); unit >= 0; unit = claim(control)) {
    out.push([unit + 1, numberGrams(p.words, unit + 1, p.grams[unit] as Int32Array)]);
    addProgress(control, 0, 1);
  }
  return out;
}

export interface SnapshotWorkParams {
  readonly pool: SamplePool;
  readonly units: readonly ComparisonUnit[];
}

export function snapshotWork(
  { pool, units }: SnapshotWorkParams,
  control: WorkerControl,
): (readonly [unit: number, answer: Answer])[] {
  const out: [number, Answer][] = [];
  const pairs = new PairCache(pool);
  for (let unit = claim(control); unit >= 0; unit = claim(control)) {
    const answer = answerUnit(pool, pairs, units[unit] as ComparisonUnit, { gzipLength }, () => isCancelled(control));
    if (isCancelled(control)) break;
    out.push([unit, answer]);
    addProgress(control, 0, 1);
  }
  return out;
}
