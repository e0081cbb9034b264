// Boilerplate: n-grams in at least max(20, 1 %) of the samples of a view. They leave the sets that novelty and
// near-duplicates compare, and are reported once.
import { type GramTable, gramCount } from '../sketch/gramTable.ts';
import type { WordGrams } from '../tallies/wordGrams.ts';
import type { Lanes } from '../text/grams.ts';
import { chain } from '../text/hash.ts';
import type { Prepared } from '../text/prepare.ts';

const MIN_SAMPLES = 20;
const MIN_SHARE = 0.01;

export function boilerplateFrom(samples: number): number {
  return Math.max(MIN_SAMPLES, Math.ceil(samples * MIN_SHARE));
}

/** The 4-grams of one sample, looked up once. */
export class LookedUp {
  /** Lanes and document frequency by token index; frequency −1 where the hash is not kept, −2 where no 4-gram starts. */
  lo = new Int32Array(1024);
  hi = new Int32Array(1024);
  count = new Int32Array(1024);
  boilerplate = new Uint8Array(1024);
  /** Whether any 4-gram is boilerplate. */
  any = false;

  look(x: Pick<Prepared, 'words' | 'borders' | 'segments'>, grams: WordGrams, from: number): void {
    const n = x.words.length;
    if (this.count.length < n) {
      this.lo = new Int32Array(n * 2);
      this.hi = new Int32Array(n * 2);
      this.count = new Int32Array(n * 2);
      this.boilerplate = new Uint8Array(n * 2);
    }
    this.count.fill(-2, 0, n);
    this.boilerplate.fill(0, 0, n);
    this.any = false;
    for (let s = 0; s < x.segments.length; s++) {
      this.lookSegment(x.words, x.borders[s] as number, x.borders[s + 1] as number, grams.table, from);
    }
    if (this.any && grams.table.level > 0) this.fillGaps(n);
  }

  private lookSegment(words: Lanes, start: number, end: number, table: GramTable, from: number): void {
    const { lo, hi, count } = this;
    for (let i = start; i + 3 < end; i++) {
      const lo4 = chain(
        chain(chain(words.lo[i] as number, words.lo[i + 1] as number), words.lo[i + 2] as number),
        words.lo[i + 3] as number,
      );
      const hi4 = chain(
        chain(chain(words.hi[i] as number, words.hi[i + 1] as number), words.hi[i + 2] as number),
        words.hi[i + 3] as number,
      );
      lo[i] = lo4;
      hi[i] = hi4;
      const n = gramCount(table, lo4, hi4, 4);
      count[i] = n;
      if (n < from) continue;
      this.boilerplate[i] = 1;
      this.any = true;
    }
  }

  /** Where hashes are sampled: what stands between two boilerplate n-grams is boilerplate too. */
  private fillGaps(n: number): void {
    let last = -1;
    for (let i = 0; i < n; i++) {
      if (this.count[i] === -1) continue;
      if (this.count[i] === -2 || !this.boilerplate[i]) last = -1;
      else {
        if (last >= 0) this.boilerplate.fill(1, last, i);
        last = i;
      }
    }
  }
}
