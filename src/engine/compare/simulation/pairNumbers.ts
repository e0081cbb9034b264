// Numbers for pairs of numbers, in the order in which the pairs are first met: contexts of two words, sequences of three.
import { mix } from '../../text/hash.ts';

const FIRST_SLOTS = 1 << 12;

export class PairNumbers {
  /** Pairs met so far. */
  size = 0;
  private first = new Uint32Array(FIRST_SLOTS / 2);
  private second = new Uint32Array(FIRST_SLOTS / 2);
  /** Number + 1 of a pair, 0 for a free slot; at most half are taken. */
  private slots = new Uint32Array(FIRST_SLOTS);

  /** The number of the pair (a, b), both 0..2³² − 1. */
  of(a: number, b: number): number {
    const { first, second, slots } = this;
    const mask = slots.length - 1;
    let slot = home(a, b) & mask;
    for (;;) {
      const known = (slots[slot] as number) - 1;
      if (known < 0) break;
      if (first[known] === a && second[known] === b) return known;
      slot = (slot + 1) & mask;
    }
    if (this.size === first.length) {
      this.grow();
      return this.of(a, b);
    }
    first[this.size] = a;
    second[this.size] = b;
    slots[slot] = ++this.size;
    return this.size - 1;
  }

  private grow(): void {
    const wider = (old: Uint32Array) => {
      const next = new Uint32Array(old.length * 2);
      next.set(old);
      return next;
    };
    this.first = wider(this.first);
    this.second = wider(this.second);
    this.slots = new Uint32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    for (let i = 0; i < this.size; i++) {
      let slot = home(this.first[i] as number, this.second[i] as number) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = i + 1;
    }
  }
}

function home(a: number, b: number): number {
  return mix(Math.imul(a, 0x9e3779b1) ^ b);
}
