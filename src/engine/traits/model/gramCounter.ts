// Counts the hashed n-grams of a window: characters 3–5, words 1–2, and skeletons 2–4, in which other words than function
// words are only their endings. A block's slots stand in `slots` until they are cleared.
import { chain, LO_SEED, mix, stepLo } from '../../text/hash.ts';
import { isFunctionWord } from '../text/stopwords.ts';
import type { TraitText } from '../text/traitText.ts';
import { foldUnit, SPACE } from './foldUnit.ts';

export const BLOCKS = ['chars', 'words', 'skeleton'] as const;
export type Block = (typeof BLOCKS)[number];

/** Slots of each block's table, as powers of two. */
export const BITS: Readonly<Record<Block, number>> = { chars: 19, words: 18, skeleton: 17 };

/** 1 + ln(count): a word that comes up ten times is not ten times as telling. Shape: counts up to 255. */
export const DAMPED = Float64Array.from({ length: 256 }, (_, n) => (n === 0 ? 0 : 1 + Math.log(n)));

const START = 0x51ed;

export class GramCounter {
  /** Slots that the window touches, each once, and how many. */
  slots = new Int32Array(4096);
  size = 0;
  /** By block and slot: count in the low byte, capped at 255, and the model's weight in the high one, so that a gram costs
   *  one place in memory. */
  private readonly tables: Record<Block, Int16Array>;
  private table: Int16Array;

  /** `weights`: signed bytes by block; zeros where only counts are wanted. */
  constructor(weights?: Readonly<Record<Block, { readonly weights: Int8Array }>>) {
    this.tables = Object.fromEntries(
      BLOCKS.map((block) => {
        const table = new Int16Array(1 << BITS[block]);
        const own = weights?.[block].weights;
        if (own) for (let i = 0; i < table.length; i++) table[i] = (own[i] as number) << 8;
        return [block, table];
      }),
    ) as Record<Block, Int16Array>;
    this.table = this.tables.chars;
  }

  /** Fills `slots`; call `clear` or `weigh` when they were read. */
  count(block: Block, x: TraitText): void {
    this.table = this.tables[block];
    const most = 3 * (x.text.length + 2);
    if (this.slots.length < most) this.slots = new Int32Array(2 * most);
    if (block === 'chars') this.chars(x);
    else if (block === 'words') this.words(x);
    else this.skeleton(x);
  }

  clear(): void {
    const { slots, table } = this;
    for (let i = 0; i < this.size; i++) {
      const slot = slots[i] as number;
      table[slot] = (table[slot] as number) & ~255;
    }
    this.size = 0;
  }

  /** How often the last block counted a slot. */
  countOf(slot: number): number {
    return (this.table[slot] as number) & 255;
  }

  /** Length of the damped counts as a vector. */
  norm(): number {
    let sum = 0;
    for (let i = 0; i < this.size; i++) sum += (DAMPED[this.countOf(this.slots[i] as number)] as number) ** 2;
    return Math.sqrt(sum) || 1;
  }

  /** Dot product of the damped counts of unit length with the weights (`scale`: by byte + 128), and clears. */
  weigh(scale: Float64Array): { dot: number; norm: number } {
    const { slots, table, size } = this;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < size; i++) {
      const slot = slots[i] as number;
      const both = table[slot] as number;
      const damped = DAMPED[both & 255] as number;
      sum += damped * (scale[(both >> 8) + 128] as number);
      squares += damped * damped;
      table[slot] = both & ~255;
    }
    this.size = 0;
    const norm = Math.sqrt(squares) || 1;
    return { dot: sum / norm, norm };
  }

  private add(slot: number): void {
    const { table } = this;
    const both = table[slot] as number;
    this.slots[this.size] = slot;
    this.size += isNone(both);
    table[slot] = both + isBelowCap(both);
  }

  private chars({ units, text }: TraitText): void {
    const shift = 32 - BITS.chars;
    const { slots, table } = this;
    let size = 0;
    // The last four units; runs of white space count as one space.
    let a = SPACE;
    let b = SPACE;
    let c = SPACE;
    let d = SPACE;
    const n = text.length;
    for (let i = 0; i <= n; i++) {
      const unit = i < n ? foldUnit(units[i] as number) : SPACE;
      if (unit === SPACE && d === SPACE) continue;
      // Three, four and five units; written out, and without branches that nobody could predict, because this is where the
      // time goes: a slot is kept where its count was 0.
      let h = stepLo(stepLo(stepLo(LO_SEED, unit), d), c);
      let slot = mix(h) >>> shift;
      let both = table[slot] as number;
      slots[size] = slot;
      size += isNone(both);
      table[slot] = both + isBelowCap(both);
      h = stepLo(h, b);
      slot = mix(h) >>> shift;
      both = table[slot] as number;
      slots[size] = slot;
      size += isNone(both);
      table[slot] = both + isBelowCap(both);
      slot = mix(stepLo(h, a)) >>> shift;
      both = table[slot] as number;
      slots[size] = slot;
      size += isNone(both);
      table[slot] = both + isBelowCap(both);
      a = b;
      b = c;
      c = d;
      d = unit;
    }
    this.size = size;
  }

  private words({ tokens }: TraitText): void {
    for (let i = 0; i < tokens.length; i++) {
      this.add(wordSlot(tokens.lo[i] as number));
      if (i > 0) this.add(pairSlot(tokens.lo[i - 1] as number, tokens.lo[i] as number));
    }
  }

  private skeleton(x: TraitText): void {
    const shift = 32 - BITS.skeleton;
    let a = START;
    let b = START;
    let c = START;
    for (let i = 0; i < x.words; i++) {
      const d = shape(x, i);
      const two = chain(c, d);
      const three = chain(two, b);
      this.add(mix(two) >>> shift);
      this.add(mix(three + 1) >>> shift);
      this.add(mix(chain(three, a) + 2) >>> shift);
      a = b;
      b = c;
      c = d;
    }
  }
}

/** 1 where the count in the low byte is 0, else 0. */
function isNone(both: number): number {
  return ((both & 255) - 1) >>> 31;
}

/** 1 where the count may still grow, else 0. */
function isBelowCap(both: number): number {
  return ((both & 255) - 255) >>> 31;
}

export function wordSlot(lo: number): number {
  return mix(lo) >>> (32 - BITS.words);
}

export function pairSlot(first: number, second: number): number {
  return mix(chain(first, second)) >>> (32 - BITS.words);
}

/** A function word itself; of another word whether it is short, middling or long, and its last three letters. */
function shape({ tokens, units }: TraitText, i: number): number {
  const lo = tokens.lo[i] as number;
  if (isFunctionWord(lo, tokens.hi[i] as number)) return lo;
  const start = tokens.start[i] as number;
  const end = tokens.end[i] as number;
  const length = end - start;
  let h = length < 5 ? 1 : length < 9 ? 2 : 3;
  for (let k = Math.max(start, end - 3); k < end; k++) h = stepLo(h, foldUnit(units[k] as number));
  return h;
}
