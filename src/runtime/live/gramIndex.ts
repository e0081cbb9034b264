// Numbers a few n-grams, so that a scan over all rows can ask cheaply whether an n-gram is one of them.

const FIRST_SLOTS = 1 << 12;
/** Slots per n-gram: most look-ups are for n-grams that are not there, and should end at the first slot. */
const SPARSE = 8;
/** Bits that say whether an n-gram may be there: they stay in the nearest cache. */
const FILTER_BITS = 1 << 17;

export class GramIndex {
  size = 0;
  private lo = new Int32Array(FIRST_SLOTS);
  private hi = new Int32Array(FIRST_SLOTS);
  /** Number + 1 by slot, 0 for a free one. */
  private number = new Int32Array(FIRST_SLOTS);
  private mask = FIRST_SLOTS - 1;
  private readonly filter = new Int32Array(FILTER_BITS >>> 5);

  /** The n-gram's number, −1 where it has none. */
  find(lo: number, hi: number): number {
    if (((this.filter[(lo & (FILTER_BITS - 1)) >>> 5] as number) & (1 << (lo & 31))) === 0) return -1;
    let slot = (lo ^ (hi >>> 7)) & this.mask;
    for (let n = this.number[slot] as number; n !== 0; n = this.number[slot] as number) {
      if (this.lo[slot] === lo && this.hi[slot] === hi) return n - 1;
      slot = (slot + 1) & this.mask;
    }
    return -1;
  }

  /** The n-gram's number, the next free one where it had none. */
  add(lo: number, hi: number): number {
    const known = this.find(lo, hi);
    if (known >= 0) return known;
    if ((this.size + 1) * SPARSE > this.mask) this.grow();
    const word = (lo & (FILTER_BITS - 1)) >>> 5;
    this.filter[word] = (this.filter[word] as number) | (1 << (lo & 31));
    this.put(lo, hi, ++this.size);
    return this.size - 1;
  }

  private put(lo: number, hi: number, number: number): void {
    let slot = (lo ^ (hi >>> 7)) & this.mask;
    while (this.number[slot] !== 0) slot = (slot + 1) & this.mask;
    this.lo[slot] = lo;
    this.hi[slot] = hi;
    this.number[slot] = number;
  }

  private grow(): void {
    const { lo, hi, number } = this;
    const slots = (this.mask + 1) * 2;
    this.lo = new Int32Array(slots);
    this.hi = new Int32Array(slots);
    this.number = new Int32Array(slots);
    this.mask = slots - 1;
    for (let i = 0; i < number.length; i++) {
      if (number[i] !== 0) this.put(lo[i] as number, hi[i] as number, number[i] as number);
    }
  }
}
