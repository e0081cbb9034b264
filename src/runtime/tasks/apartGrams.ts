// Different n-grams of a part of the stored samples, or those of them that no other sample holds. Each claim takes the n-grams
// whose first two words hash into its part, so that tables stay small and workers share nothing.
import { VIEW_NAMES } from '../../engine/sample.ts';
import { ApartGrams } from '../../engine/sketch/apartGrams.ts';
import { chain } from '../../engine/text/hash.ts';
import { addProgress, claim, isCancelled, type WorkerControl } from '../control.ts';
import type { StoredWords } from './recount.ts';
import { SEGMENT_START, type TokenBlock, type TokenPart } from './tokens.ts';

export interface ApartGramsParams extends StoredWords {
  /** By row: 1 for those whose n-grams are wanted. */
  readonly rows: Uint8Array;
  /** Whether n-grams that the other rows hold too are left out. */
  readonly apart: boolean;
  /** By view number: about how many n-grams are wanted. */
  readonly expected: readonly number[];
  /** A power of two, from 2. */
  readonly partitions: number;
}

/** By view number: n-grams of orders 1..4, none of single words. */
export type ApartCounts = readonly (readonly number[])[];

export function apartGrams(p: ApartGramsParams, control: WorkerControl): ApartCounts {
  const counts = VIEW_NAMES.map(() => [0, 0, 0, 0]);
  const shift = 32 - Math.log2(p.partitions);
  for (let partition = claim(control); partition >= 0; partition = claim(control)) {
    const tables = p.expected.map((n) => new ApartGrams(n / p.partitions));
    for (const see of p.apart ? [false, true] : [false]) {
      for (const { part, block } of p.blocks) {
        if (isCancelled(control)) return counts;
        const from = p.parts[part] as TokenPart;
        overBlock(from, from.blocks[block] as TokenBlock, { ...p, see, tables, partition, shift });
      }
    }
    tables.forEach((table, view) => {
      table.addUnseen(counts[view] as number[]);
    });
    addProgress(control, 0, 1);
  }
  return counts;
}

interface Walk {
  readonly rows: Uint8Array;
  readonly see: boolean;
  readonly tables: readonly ApartGrams[];
  readonly partition: number;
  readonly shift: number;
}

function overBlock(part: TokenPart, block: TokenBlock, { rows, see, tables, partition, shift }: Walk): void {
  const wanted = see ? 0 : 1;
  const walk = see ? seeRow : noteRow;
  let to = 0;
  for (let i = 0; i < block.view.length; i++) {
    const from = to;
    to += block.words[i] as number;
    if (rows[block.firstRow + i] !== wanted) continue;
    walk(part, block.numbers, from, to, tables[block.view[i] as number] as ApartGrams, partition, shift);
  }
}

// Twice the same walk: as one function with a callback it takes three times as long.

function noteRow(
  { lo, hi }: TokenPart,
  numbers: Uint32Array,
  from: number,
  to: number,
  table: ApartGrams,
  partition: number,
  shift: number,
): void {
  for (let k = from; k + 1 < to; k++) {
    const second = numbers[k + 1] as number;
    if (second >= SEGMENT_START) continue;
    const first = (numbers[k] as number) & ~SEGMENT_START;
    let h = chain(hi[first] as number, hi[second] as number);
    if (h >>> shift !== partition) continue;
    let l = chain(lo[first] as number, lo[second] as number);
    table.note(l, h, 2);
    const third = k + 2 < to ? (numbers[k + 2] as number) : SEGMENT_START;
    if (third >= SEGMENT_START) continue;
    h = chain(h, hi[third] as number);
    l = chain(l, lo[third] as number);
    table.note(l, h, 3);
    const fourth = k + 3 < to ? (numbers[k + 3] as number) : SEGMENT_START;
    if (fourth < SEGMENT_START) table.note(chain(l, lo[fourth] as number), chain(h, hi[fourth] as number), 4);
  }
}

/** What begins with words that were not noted was not noted either. */
function seeRow(
  { lo, hi }: TokenPart,
  numbers: Uint32Array,
  from: number,
  to: number,
  table: ApartGrams,
  partition: number,
  shift: number,
): void {
  for (let k = from; k + 1 < to; k++) {
    const second = numbers[k + 1] as number;
    if (second >= SEGMENT_START) continue;
    const first = (numbers[k] as number) & ~SEGMENT_START;
    let h = chain(hi[first] as number, hi[second] as number);
    if (h >>> shift !== partition) continue;
    let l = chain(lo[first] as number, lo[second] as number);
    if (!table.see(l, h, 2)) continue;
    const third = k + 2 < to ? (numbers[k + 2] as number) : SEGMENT_START;
    if (third >= SEGMENT_START) continue;
    h = chain(h, hi[third] as number);
    l = chain(l, lo[third] as number);
    if (!table.see(l, h, 3)) continue;
    const fourth = k + 3 < to ? (numbers[k + 3] as number) : SEGMENT_START;
    if (fourth < SEGMENT_START) table.see(chain(l, lo[fourth] as number), chain(h, hi[fourth] as number), 4);
  }
}
