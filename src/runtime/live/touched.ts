// The n-grams of the rows that go and come, with how many samples held each before and hold it now.
import { type GramTable, gramCount } from '../../engine/sketch/gramTable.ts';
import { GramIndex } from './gramIndex.ts';

interface Lanes {
  readonly lo: Int32Array;
  readonly hi: Int32Array;
}

export class Touched {
  readonly index = new GramIndex();
  private readonly lo: number[] = [];
  private readonly hi: number[] = [];
  readonly before: number[] = [];
  after: Int32Array = new Int32Array(0);

  constructor(private readonly table: () => GramTable) {}

  /** Notes n-grams; call it before the table takes or loses them. */
  note({ lo, hi }: Lanes): void {
    const table = this.table();
    for (let i = 0; i < lo.length; i++) {
      const [l, h] = [lo[i] as number, hi[i] as number];
      if (this.index.add(l, h) < this.before.length) continue;
      this.lo.push(l);
      this.hi.push(h);
      this.before.push(gramCount(table, l, h, 4));
    }
  }

  /** Call it once the table holds what it will hold. */
  finish(): void {
    const table = this.table();
    this.after = Int32Array.from(this.lo, (lo, i) => gramCount(table, lo, this.hi[i] as number, 4));
  }
}
