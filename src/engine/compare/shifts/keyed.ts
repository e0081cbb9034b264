// Counts of whatever a sample has one of or some of, by key: openings, frames, clusters.
import type { SamplePool } from '../pool.ts';
import type { Held } from './found.ts';

/** Samples by step that have each key; keys in the order in which they are first met. */
export class KeyedHolders {
  private readonly counts = new Map<number, number[]>();
  private readonly holders = new Map<number, number[]>();

  constructor(private readonly steps: number) {}

  add(key: number, step: number, sample: number): void {
    let counts = this.counts.get(key);
    if (!counts) {
      counts = new Array<number>(this.steps).fill(0);
      this.counts.set(key, counts);
      this.holders.set(key, []);
    }
    counts[step] = (counts[step] as number) + 1;
    this.holders.get(key)?.push(sample);
  }

  /** Keys that at least `least` samples have. */
  held(least: number): Held<number>[] {
    return [...this.counts].flatMap(([item, counts]) =>
      counts.reduce((n, c) => n + c, 0) >= least ? [{ item, counts }] : [],
    );
  }

  samplesOf(key: number): readonly number[] {
    return this.holders.get(key) ?? [];
  }
}

/** Visits every sample of the pool with its step. */
export function eachOfPool(pool: SamplePool, visit: (sample: number, step: number) => void): void {
  for (let step = 0; step + 1 < pool.first.length; step++) {
    for (let s = pool.first[step] as number; s < (pool.first[step + 1] as number); s++) visit(s, step);
  }
}
