// Lengths of longest common subsequences of one sequence with many, bit-parallel: 31 cells of a row of the table at once.

const BITS = 31;
const MASK = 0x7fffffff;
/** Words of one block: keeps the match vectors of a block in the cache, whatever the length of the row. */
const BLOCK = 32;

/** Sequences of token ids, one behind the other: sequence i is `ids[offsets[i] .. offsets[i + 1]]`. */
export interface Sequences {
  readonly ids: Int32Array;
  readonly offsets: Int32Array;
  /** One more than the largest id. */
  readonly types: number;
}

/**
 * Writes the length of the longest common subsequence of sequence `row` and each sequence after it to `out[j]`, j > row.
 *
 * Hyyrö 2004 ("Bit-parallel LCS-length computation revisited") after Crochemore et al. 2001: with V of all ones and M the places of a
 * token in the row, each token of the partner does V ← (V + (V ∧ M)) ∨ (V ∧ ¬M); zeros in V are the length. Words have
 * 31 bits, so that the sum's carry is its sign bit. A token that the row lacks leaves V as it is. Match vectors are built once per
 * row and block, for all partners; carries wait in `carries` (one byte per token of all sequences) for the next block.
 */
export class RowLcs {
  private readonly slot: Int32Array;
  private readonly carries: Uint8Array;
  /** Match vectors of the tokens of one block, slot 0 is empty. */
  private readonly matches = new Int32Array((BITS * BLOCK + 1) * BLOCK);
  private readonly v = new Int32Array(BLOCK);

  constructor(private readonly all: Sequences) {
    this.slot = new Int32Array(all.types);
    this.carries = new Uint8Array(all.ids.length);
  }

  run(row: number, out: Int32Array): void {
    const { ids, offsets } = this.all;
    const begin = offsets[row] as number;
    const end = offsets[row + 1] as number;
    const rows = offsets.length - 1;
    out.fill(0, row + 1, rows);
    this.carries.fill(0, end);
    for (let from = begin; from < end; from += BITS * BLOCK) {
      const to = Math.min(end, from + BITS * BLOCK);
      const words = Math.ceil((to - from) / BITS);
      this.build(from, to, words);
      for (let j = row + 1; j < rows; j++) {
        out[j] = (out[j] as number) + this.block(offsets[j] as number, offsets[j + 1] as number, words, to - from);
      }
      for (let i = from; i < to; i++) this.slot[ids[i] as number] = 0;
    }
  }

  private build(from: number, to: number, words: number): void {
    const { slot, matches, all } = this;
    let slots = 1;
    for (let i = from; i < to; i++) {
      const id = all.ids[i] as number;
      if (slot[id] === 0) {
        matches.fill(0, slots * words, (slots + 1) * words);
        slot[id] = slots++;
      }
      const at = (slot[id] as number) * words + Math.floor((i - from) / BITS);
      matches[at] = (matches[at] as number) | (1 << ((i - from) % BITS));
    }
    matches.fill(0, 0, words);
  }

  /** Runs tokens begin..end over one block of the row; returns the zeros of V. */
  private block(begin: number, end: number, words: number, length: number): number {
    const { slot, matches, v, carries } = this;
    const { ids } = this.all;
    v.fill(MASK, 0, words);
    for (let t = begin; t < end; t++) {
      let carry = carries[t] as number;
      const s = slot[ids[t] as number] as number;
      if (s === 0 && carry === 0) continue;
      const base = s * words;
      for (let w = 0; w < words; w++) {
        const x = v[w] as number;
        const m = matches[base + w] as number;
        const sum = (x + (x & m) + carry) | 0;
        carry = sum >>> 31;
        v[w] = (sum & MASK) | (x & ~m);
      }
      carries[t] = carry;
    }
    let zeros = 0;
    for (let w = 0; w < words; w++) zeros += BITS - popCount(v[w] as number);
    // Bits beyond the row never match and carry on as ones, except where a carry ran through them.
    const over = words * BITS - length;
    if (over > 0) {
      const beyond = (v[words - 1] as number) >>> (BITS - over);
      zeros -= over - popCount(beyond);
    }
    return zeros;
  }
}

function popCount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  x = (x + (x >>> 4)) & 0x0f0f0f0f;
  return Math.imul(x, 0x01010101) >>> 24;
}
