// The state of a mix while it grows: how many of its samples hold each item, and what a further sample would add.
import { ITEM_KINDS } from './items.ts';
import { addedParts, type Problem } from './problem.ts';

export class Coverage {
  private readonly held: Uint32Array;
  /** What one more sample that holds the item adds, in points; falls with every sample. */
  private readonly adds: Float64Array;
  /** Parts covered, by kind. */
  private readonly covered: number[];

  constructor(private readonly problem: Problem) {
    this.held = problem.held.slice();
    this.covered = [...problem.before];
    this.adds = new Float64Array(problem.kinds.length);
    for (let item = 0; item < this.adds.length; item++) this.adds[item] = this.pointsOf(item);
  }

  private pointsOf(item: number): number {
    const { problem } = this;
    return (
      addedParts(problem, item, this.held[item] as number) * (problem.scale[problem.kinds[item] as number] as number)
    );
  }

  /**
   * Points of coverage that the candidate adds to what is there; 100 are all gaps. It never grows as the mix grows, not even by
   * rounding: the terms are added in the same order and none of them grows.
   */
  gain(candidate: number): number {
    const { starts, items } = this.problem;
    const { adds } = this;
    let sum = 0;
    const to = starts[candidate + 1] as number;
    for (let k = starts[candidate] as number; k < to; k++) sum += adds[items[k] as number] as number;
    return sum;
  }

  /** Adds the candidate to the mix. */
  add(candidate: number): void {
    const { starts, items, kinds } = this.problem;
    for (let k = starts[candidate] as number; k < (starts[candidate + 1] as number); k++) {
      const item = items[k] as number;
      const kind = kinds[item] as number;
      const had = this.held[item] as number;
      this.covered[kind] = (this.covered[kind] as number) + addedParts(this.problem, item, had);
      this.held[item] = had + 1;
      this.adds[item] = this.pointsOf(item);
    }
  }

  /** Points that an item of the candidate would add now. */
  added(item: number): number {
    return this.adds[item] as number;
  }

  /** Points since the start. */
  points(): number {
    const { before, scale } = this.problem;
    return this.covered.reduce((sum, n, kind) => sum + (n - (before[kind] as number)) * (scale[kind] as number), 0);
  }

  /** Share of the weight of each kind that is covered, 0..1; null where the kind has no item. In the order of ITEM_KINDS. */
  shares(): (number | null)[] {
    const { total } = this.problem;
    return ITEM_KINDS.map((_, kind) => {
      const whole = total[kind] as number;
      return whole > 0 ? (this.covered[kind] as number) / whole : null;
    });
  }
}
