// Counts the hashed n-grams of a window: characters 3–5, words 1–2, and skeletons 2–4, in which other words than function
// words are only their endings. A block's slots with their counts stand in `slots` until the next block is counted.
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
  /** By slot; capped at 255. */
  readonly counts = new Uint8Array(1 << BITS.chars);

  /** Fills `slots` and `counts`; call `clear` when they were read. */
  count(block: Block, x: TraitText): void {
    const most = 3 * (x.text.length + 2);
    if (this.slots.length < most) this.slots = new Int32Array(2 * most);
    if (block === 'chars') this.chars(x.text);
    else if (block === 'words') this.words(x);
    else this.skeleton(x);
  }

  clear(): void {
    const { slots, counts } = this;
    for (let i = 0; i < this.size; i++) counts[slots[i] as number] = 0;
    this.size = 0;
  }

  /** Length of the damped counts as a vector. */
  norm(): number {
    const { slots, counts } = this;
    let sum = 0;
    for (let i = 0; i < this.size; i++) {
      const v = DAMPED[counts[slots[i] as number] as number] as number;
      sum += v * v;
    }
    return Math.sqrt(sum) || 1;
  }

  private add(slot: number): void {
    const n = this.counts[slot] as number;
    if (n === 0) this.slots[this.size++] = slot;
    if (n < 255) this.counts[slot] = n + 1;
  }

  private chars(text: string): void {
    const shift = 32 - BITS.chars;
    // The last four units; runs of white space count as one space.
    let a = SPACE;
    let b = SPACE;
    let c = SPACE;
    let d = SPACE;
    let filled = 1;
    for (let i = 0; i <= text.length; i++) {
      const unit = i < text.length ? foldUnit(text.charCodeAt(i)) : SPACE;
      if (unit === SPACE && d === SPACE) continue;
      if (filled >= 2) {
        let h = stepLo(stepLo(stepLo(LO_SEED, unit), d), c);
        this.add(mix(h) >>> shift);
        if (filled >= 3) {
          h = stepLo(h, b);
          this.add(mix(h) >>> shift);
          if (filled >= 4) this.add(mix(stepLo(h, a)) >>> shift);
        }
      }
      a = b;
      b = c;
      c = d;
      d = unit;
      filled++;
    }
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

export function wordSlot(lo: number): number {
  return mix(lo) >>> (32 - BITS.words);
}

export function pairSlot(first: number, second: number): number {
  return mix(chain(first, second)) >>> (32 - BITS.words);
}

/** A function word itself; of another word whether it is short, middling or long, and its last three letters. */
function shape({ tokens, text }: TraitText, i: number): number {
  const lo = tokens.lo[i] as number;
  if (isFunctionWord(lo, tokens.hi[i] as number)) return lo;
  const start = tokens.start[i] as number;
  const end = tokens.end[i] as number;
  const length = end - start;
  let h = length < 5 ? 1 : length < 9 ? 2 : 3;
  for (let k = Math.max(start, end - 3); k < end; k++) h = stepLo(h, foldUnit(text.charCodeAt(k)));
  return h;
}
