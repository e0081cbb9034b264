// The n-grams of the rows that go and come, with how many samples held each before and hold it now.
import { type GramTable, gramCount } from '../../engine/sketch/gramTable.ts';
import { GramIndex } from './gramIndex.ts';

interface Lanes {
  readonly lo: Int32Array;
  readonly hi: Int32Array;
}

export class Touched {
  private readonly index = new GramIndex();
  private readonly lo: number[] = [];
  private readonly hi: number[] = [];
  readonly before: number[] = [];
  after: Int32Array = new Int32Array(0);
  /** Whether other rows hold the n-gram than before, an edited row being the same row. */
  readonly heldElsewhere: boolean[] = [];

  constructor(private readonly table: () => GramTable) {}

  /** Notes n-grams and returns their numbers; call it before the table takes or loses them. */
  note({ lo, hi }: Lanes): Int32Array {
    const table = this.table();
    return Int32Array.from(lo, (l, i) => {
      const h = hi[i] as number;
      const n = this.index.add(l, h);
      if (n === this.before.length) {
        this.lo.push(l);
        this.hi.push(h);
        this.before.push(gramCount(table, l, h, 4));
        this.heldElsewhere.push(false);
      }
      return n;
    });
  }

  /** A row that held `before` holds `after` now; either is empty for one that came or went. */
  moveHolder(before: Int32Array, after: Int32Array): void {
    const stays = new Set(before);
    for (const n of after) if (!stays.delete(n)) this.heldElsewhere[n] = true;
    for (const n of stays) this.heldElsewhere[n] = true;
  }

  /** Every n-gram with its number. */
  each(visit: (lo: number, hi: number, n: number) => void): void {
    for (let n = 0; n < this.lo.length; n++) visit(this.lo[n] as number, this.hi[n] as number, n);
  }

  /** Call it once the table holds what it will hold. */
  finish(): void {
    const table = this.table();
    this.after = Int32Array.from(this.lo, (lo, i) => gramCount(table, lo, this.hi[i] as number, 4));
  }
}
