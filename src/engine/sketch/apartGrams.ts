// Which n-grams of some samples no other sample holds: those are noted first, the others' are then marked as seen. Small
// enough for a processor's cache, if each table takes a part of all n-grams.

const FILL = 0.6;
const FIRST_SLOTS = 1 << 12;
const SEEN = 8;
/** Of the low lane what is compared; the bits below hold the tag and SEEN. */
const LANE = ~127;
/** A sum that nobody reads would be optimised away. */
const sums = new Int32Array(1);

/** What stands beside an n-gram: its order (1..4), and which of eight sets it is counted in. */
export function gramTag(order: number, set: number): number {
  return order | (set << 4);
}

export class ApartGrams {
  /** Per entry: high lane; low lane with the tag, which is never 0, and SEEN in it. */
  private words: Int32Array;
  private mask: number;
  private size = 0;

  /** `expected`: about how many n-grams will be noted. */
  constructor(expected = 0) {
    const slots = Math.max(FIRST_SLOTS, 2 ** Math.ceil(Math.log2(expected / FILL)));
    this.words = new Int32Array(slots * 2);
    this.mask = slots - 1;
  }

  /** Adds an n-gram. */
  note(lo: number, hi: number, tag: number): void {
    const at = this.find(lo, hi, tag);
    if (at >= 0) return;
    this.words[-1 - at] = hi;
    this.words[-at] = (lo & LANE) | tag;
    if (++this.size > (this.mask + 1) * FILL) this.grow();
  }

  /** Marks an n-gram that was noted. Returns whether it was. */
  see(lo: number, hi: number, tag: number): boolean {
    const at = this.find(lo, hi, tag);
    if (at < 0) return false;
    this.words[at + 1] = (this.words[at + 1] as number) | SEEN;
    return true;
  }

  /** Reads the places of the first `n` n-grams at once: so the waits for memory overlap, where one after the other they add up. */
  touch(lo: Int32Array, n: number): void {
    const { words, mask } = this;
    let sum = 0;
    for (let i = 0; i < n; i++) sum ^= words[(((lo[i] as number) >>> 7) & mask) * 2] as number;
    sums[0] = sum;
  }

  /** Adds to `counts[set]` (index order − 1) the n-grams that nobody saw. */
  addUnseen(counts: readonly number[][]): void {
    for (let at = 1; at < this.words.length; at += 2) {
      const word = this.words[at] as number;
      if (word === 0 || (word & SEEN) !== 0) continue;
      const own = counts[(word >>> 4) & 7] as number[];
      const order = word & 7;
      own[order - 1] = (own[order - 1] as number) + 1;
    }
  }

  /** Index of the entry, or −1 − index of the free place. */
  private find(lo: number, hi: number, tag: number): number {
    const { words, mask } = this;
    const wanted = (lo & LANE) | tag;
    for (let slot = (lo >>> 7) & mask; ; slot = (slot + 1) & mask) {
      const at = slot * 2;
      const word = words[at + 1] as number;
      if (word === 0) return -1 - at;
      if (words[at] === hi && (word & ~SEEN) === wanted) return at;
    }
  }

  private grow(): void {
    const old = this.words;
    this.mask = this.mask * 2 + 1;
    this.words = new Int32Array((this.mask + 1) * 2);
    for (let from = 0; from < old.length; from += 2) {
      const word = old[from + 1] as number;
      if (word === 0) continue;
      let slot = (word >>> 7) & this.mask;
      while (this.words[slot * 2 + 1] !== 0) slot = (slot + 1) & this.mask;
      this.words[slot * 2] = old[from] as number;
      this.words[slot * 2 + 1] = word;
    }
  }
}
