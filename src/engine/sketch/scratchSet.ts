// A small set of n-grams with counts, emptied in constant time: for what is counted within one sample.

/** Words of a slot: low lane, high lane, stamp, count. Side by side, so that a look-up touches one cache line. */
const WORDS = 4;
const FIRST_SLOTS = 1024;

export class ScratchSet {
  private slots = new Int32Array(FIRST_SLOTS * WORDS);
  private mask = FIRST_SLOTS - 1;
  private now = 1;
  size = 0;

  clear(): void {
    this.size = 0;
    if (this.now === 0x7fffffff) {
      this.slots.fill(0);
      this.now = 0;
    }
    this.now++;
  }

  /** Counts the n-gram and returns its count so far, 1 for the first. */
  add(lo: number, hi: number): number {
    if (this.size * 2 > this.mask) this.grow();
    const { slots, mask, now } = this;
    let slot = (lo ^ (hi >>> 7)) & mask;
    for (;;) {
      const at = slot * WORDS;
      if (slots[at + 2] !== now) {
        slots[at] = lo;
        slots[at + 1] = hi;
        slots[at + 2] = now;
        slots[at + 3] = 1;
        this.size++;
        return 1;
      }
      if (slots[at] === lo && slots[at + 1] === hi) {
        const count = (slots[at + 3] as number) + 1;
        slots[at + 3] = count;
        return count;
      }
      slot = (slot + 1) & mask;
    }
  }

  /** How often the n-gram was added since the last `clear`. */
  count(lo: number, hi: number): number {
    const { slots, mask, now } = this;
    let slot = (lo ^ (hi >>> 7)) & mask;
    for (;;) {
      const at = slot * WORDS;
      if (slots[at + 2] !== now) return 0;
      if (slots[at] === lo && slots[at + 1] === hi) return slots[at + 3] as number;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    const old = this.slots;
    const { now } = this;
    const room = (this.mask + 1) * 2;
    const slots = new Int32Array(room * WORDS);
    this.slots = slots;
    this.mask = room - 1;
    for (let from = 0; from < old.length; from += WORDS) {
      if (old[from + 2] !== now) continue;
      let slot = ((old[from] as number) ^ ((old[from + 1] as number) >>> 7)) & this.mask;
      while (slots[slot * WORDS + 2] === now) slot = (slot + 1) & this.mask;
      for (let k = 0; k < WORDS; k++) slots[slot * WORDS + k] = old[from + k] as number;
    }
  }
}
