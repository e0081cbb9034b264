// Permutations of samples between the reference and another step, and what each gives for every test.

import { seededRandom } from '../statistics/random.ts';
import { chain, mix } from '../text/hash.ts';
import { KEEP_IDS, keepsOf } from './keeps.ts';
import type { Pair } from './pair.ts';
import { deal, OTHER, REFERENCE, type Relabelling } from './relabel.ts';
import { SIDE_IDS, SideCounter } from './side.ts';

/** Per permutation: differences other − reference of what sides have, then what is kept; the unseen mass is a difference too. */
export const TESTS = SIDE_IDS.length + KEEP_IDS.length;

export interface Budgets {
  /** Words per side: of what each has, and of what is kept. */
  readonly words: number;
  readonly keepWords: number;
}

/** Writes the tests' values for two sides that were measured. */
export class PairTests {
  readonly a: SideCounter;
  readonly b: SideCounter;
  readonly keeps = new Float64Array(KEEP_IDS.length);

  constructor(
    readonly pair: Pair,
    { words, keepWords }: Budgets,
  ) {
    this.a = new SideCounter(pair, words, keepWords);
    this.b = new SideCounter(pair, words, keepWords);
  }

  /** `a` and `b` hold numbers of the pair's samples in draw order. */
  measure(a: ArrayLike<number>, aLength: number, b: ArrayLike<number>, bLength: number): void {
    this.a.measure(a, aLength);
    this.b.measure(b, bLength);
    keepsOf(this.a.keep, this.b.keep, this.keeps);
  }

  write(out: Float64Array, at: number): void {
    for (let i = 0; i < SIDE_IDS.length; i++) out[at + i] = (this.b.values[i] as number) - (this.a.values[i] as number);
    for (let i = 0; i < KEEP_IDS.length; i++) out[at + SIDE_IDS.length + i] = this.keeps[i] as number;
    const { keep } = this.a;
    let once = 0;
    for (let i = 0; i < keep.kinds; i++) if (keep.counts[keep.list[i] as number] === 1) once++;
    const last = at + TESTS - 1;
    out[last] = (out[last] as number) - once / keep.words;
  }
}

/** Values of permutations from … to − 1, `TESTS` each. Permutation i is the same whoever makes it. */
export function permutations(
  tests: PairTests,
  labels: Relabelling,
  seed: number,
  from: number,
  to: number,
  stopped: () => boolean = () => false,
): Float64Array {
  const out = new Float64Array((to - from) * TESTS);
  const places = labels.unit.length;
  const order = new Uint32Array(places);
  const a = new Uint32Array(places);
  const b = new Uint32Array(places);
  for (let permutation = from; permutation < to && !stopped(); permutation++) {
    const random = seededRandom(mix(chain(mix(seed), permutation)));
    const sides = labels.sides.slice();
    deal(sides, labels.free, random);
    for (let i = 0; i < order.length; i++) {
      const j = Math.floor(random() * (i + 1));
      order[i] = order[j] as number;
      order[j] = i;
    }
    let aLength = 0;
    let bLength = 0;
    for (let i = 0; i < places; i++) {
      const place = order[i] as number;
      const side = sides[labels.unit[place] as number];
      if (side !== OTHER) a[aLength++] = labels.a[place] as number;
      if (side !== REFERENCE) b[bLength++] = labels.b[place] as number;
    }
    tests.measure(a, aLength, b, bLength);
    tests.write(out, (permutation - from) * TESTS);
  }
  return out;
}
