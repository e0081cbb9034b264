// A small set of n-grams with counts, emptied in constant time: for what is counted within one sample.

export class ScratchSet {
  private lo = new Int32Array(1024);
  private hi = new Int32Array(1024);
  private stamp = new Int32Array(1024);
  private counts = new Int32Array(1024);
  private mask = 1023;
  private now = 1;
  size = 0;

  clear(): void {
    this.size = 0;
    if (this.now === 0x7fffffff) {
      this.stamp.fill(0);
      this.now = 0;
    }
    this.now++;
  }

  /** Counts the n-gram and returns its count so far, 1 for the first. */
  add(lo: number, hi: number): number {
    if (this.size * 2 > this.mask) this.grow();
    let slot = (lo ^ (hi >>> 7)) & this.mask;
    while (this.stamp[slot] === this.now) {
      if (this.lo[slot] === lo && this.hi[slot] === hi) {
        const count = (this.counts[slot] as number) + 1;
        this.counts[slot] = count;
        return count;
      }
      slot = (slot + 1) & this.mask;
    }
    this.stamp[slot] = this.now;
    this.lo[slot] = lo;
    this.hi[slot] = hi;
    this.counts[slot] = 1;
    this.size++;
    return 1;
  }

  /** How often the n-gram was added since the last `clear`. */
  count(lo: number, hi: number): number {
    let slot = (lo ^ (hi >>> 7)) & this.mask;
    while (this.stamp[slot] === this.now) {
      if (this.lo[slot] === lo && this.hi[slot] === hi) return this.counts[slot] as number;
      slot = (slot + 1) & this.mask;
    }
    return 0;
  }

  private grow(): void {
    const { lo, hi, stamp, counts, now } = this;
    const slots = (this.mask + 1) * 2;
    this.lo = new Int32Array(slots);
    this.hi = new Int32Array(slots);
    this.stamp = new Int32Array(slots);
    this.counts = new Int32Array(slots);
    this.mask = slots - 1;
    for (let i = 0; i < stamp.length; i++) {
      if (stamp[i] !== now) continue;
      let slot = ((lo[i] as number) ^ ((hi[i] as number) >>> 7)) & this.mask;
      while (this.stamp[slot] === now) slot = (slot + 1) & this.mask;
      this.stamp[slot] = now;
      this.lo[slot] = lo[i] as number;
      this.hi[slot] = hi[i] as number;
      this.counts[slot] = counts[i] as number;
    }
  }
}
