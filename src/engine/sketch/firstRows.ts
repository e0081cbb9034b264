// The first row of each key among many rows: a flat hash table, because this is asked of every row after every edit.

export class FirstRows {
  private readonly keys: Float64Array;
  /** Row + 1, 0 for a free slot. */
  private readonly rows: Int32Array;
  private readonly mask: number;

  /** `most`: how many keys there may be. */
  constructor(most: number) {
    const slots = 2 ** Math.ceil(Math.log2(2 * most + 2));
    this.keys = new Float64Array(slots);
    this.rows = new Int32Array(slots);
    this.mask = slots - 1;
  }

  /** The row that came first with this key (a whole number below 2⁵³), which is `row` itself where none did. */
  first(key: number, row: number): number {
    let slot = (Math.imul(key | 0, 0x9e3779b1) ^ (key / 4294967296)) & this.mask;
    for (let known = this.rows[slot] as number; known !== 0; known = this.rows[slot] as number) {
      if (this.keys[slot] === key) return known - 1;
      slot = (slot + 1) & this.mask;
    }
    this.keys[slot] = key;
    this.rows[slot] = row + 1;
    return row;
  }
}
