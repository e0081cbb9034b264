// Different n-grams of a part of the stored samples, or those of them that no other sample holds. Each claim takes the n-grams
// whose first two words hash into its part, so that tables stay small and workers share nothing.
import { VIEW_NAMES } from '../../engine/sample.ts';
import { ApartGrams, gramTag } from '../../engine/sketch/apartGrams.ts';
import { chain } from '../../engine/text/hash.ts';
import { addProgress, claim, isCancelled, type WorkerControl } from '../pool/control.ts';
import type { StoredWords } from './recount.ts';
import { SEGMENT_START, type TokenBlock, type TokenPart } from './tokens.ts';

export interface ApartGramsParams extends StoredWords {
  /** By row: 1 for those whose n-grams are wanted. */
  readonly rows: Uint8Array;
  /** Whether n-grams that the other rows hold too are left out. */
  readonly apart: boolean;
  /** About how many n-grams are noted. */
  readonly expected: number;
  /** A power of two, from 2. */
  readonly partitions: number;
}

/** By view number: n-grams of orders 1..4, none of single words. */
export type ApartCounts = readonly (readonly number[])[];

export function apartGrams(p: ApartGramsParams, control: WorkerControl): ApartCounts {
  const counts = VIEW_NAMES.map(() => [0, 0, 0, 0]);
  for (let partition = claim(control); partition >= 0; partition = claim(control)) {
    const table = new ApartGrams(p.expected / p.partitions);
    for (const see of p.apart ? [false, true] : [false]) {
      const walk = new Walk(table, see, partition, 32 - Math.log2(p.partitions));
      for (const { part, block } of p.blocks) {
        if (isCancelled(control)) return counts;
        const from = p.parts[part] as TokenPart;
        walk.over(from, from.blocks[block] as TokenBlock, p.rows);
      }
    }
    table.addUnseen(counts);
    addProgress(control, 0, 1);
  }
  return counts;
}

/** N-grams that are looked up together. */
const BATCH = 512;

class Walk {
  /** Lanes and tag of a batch, and where in the block the next word of each stands. */
  private readonly lo = new Int32Array(BATCH);
  private readonly hi = new Int32Array(BATCH);
  private readonly at = new Uint32Array(BATCH);
  private readonly view = new Uint8Array(BATCH);
  private length = 0;

  constructor(
    private readonly table: ApartGrams,
    private readonly see: boolean,
    private readonly partition: number,
    private readonly shift: number,
  ) {}

  over(part: TokenPart, block: TokenBlock, rows: Uint8Array): void {
    const wanted = this.see ? 0 : 1;
    let to = 0;
    for (let i = 0; i < block.view.length; i++) {
      const from = to;
      to += block.words[i] as number;
      if (rows[block.firstRow + i] === wanted) this.row(part, block.numbers, from, to, block.view[i] as number);
    }
    this.flush(part, block.numbers);
  }

  private row(part: TokenPart, numbers: Uint32Array, from: number, to: number, view: number): void {
    const { partition, shift } = this;
    const { lo, hi } = part;
    for (let k = from; k + 1 < to; k++) {
      const second = numbers[k + 1] as number;
      if (second >= SEGMENT_START) continue;
      const first = (numbers[k] as number) & ~SEGMENT_START;
      const h = chain(hi[first] as number, hi[second] as number);
      if (h >>> shift !== partition) continue;
      const n = this.length++;
      this.lo[n] = chain(lo[first] as number, lo[second] as number);
      this.hi[n] = h;
      this.at[n] = k + 2;
      this.view[n] = view;
      if (n + 1 === BATCH) this.flush(part, numbers);
    }
  }

  /** What begins with words that were not noted was not noted either. */
  private flush({ lo, hi }: TokenPart, numbers: Uint32Array): void {
    const { table, see } = this;
    for (let order = 2; order <= 4; order++) {
      const n = this.length;
      table.touch(this.lo, n);
      let left = 0;
      for (let i = 0; i < n; i++) {
        const l = this.lo[i] as number;
        const h = this.hi[i] as number;
        const view = this.view[i] as number;
        if (!see) table.note(l, h, gramTag(order, view));
        else if (!table.see(l, h, gramTag(order, view))) continue;
        // A row ends where the next begins.
        const at = this.at[i] as number;
        const next = at < numbers.length ? (numbers[at] as number) : SEGMENT_START;
        if (next >= SEGMENT_START) continue;
        this.lo[left] = chain(l, lo[next] as number);
        this.hi[left] = chain(h, hi[next] as number);
        this.at[left] = at + 1;
        this.view[left++] = view;
      }
      this.length = left;
    }
    this.length = 0;
  }
}
