// Homogenisation of two steps, and whether it differs: mean ROUGE-L within each, on drawn samples, all pairs among them.
import { rougeLPairs } from '../metrics/homogenisation.ts';
import { seededRandom } from '../statistics/random.ts';
import { type PairMatrix, subsampleInterval } from '../statistics/subsample.ts';
import { stepOrder } from './drawPool.ts';
import { type SamplePool, segmentsOf, wordsOf } from './pool.ts';

/** Drawn samples of a step, and words that they may hold together: the cost grows with the square of both. */
const SAMPLES = 150;
const WORDS = 40_000;

export interface AlikeSide {
  readonly value: number;
  readonly interval?: readonly [number, number];
  readonly samples: number;
}

export interface Alikeness {
  readonly reference: AlikeSide;
  readonly other: AlikeSide;
  /** Other − reference of permutations. */
  readonly permuted: Float64Array;
}

/** Up to `SAMPLES` samples of a step in draw order. */
export function drawFew(pool: SamplePool, step: number, seed: number, samples = SAMPLES, words = WORDS): number[] {
  const places: number[] = [];
  let total = 0;
  for (const s of stepOrder(pool, step, seed)) {
    total += wordsOf(pool, s);
    if (places.length > 1 && (places.length >= samples || total > words)) break;
    places.push(s);
  }
  return places;
}

export function alikeness(
  pool: SamplePool,
  { step, permutations, seed }: { readonly step: number; readonly permutations: number; readonly seed: number },
): Alikeness {
  const a = drawFew(pool, 0, seed);
  const b = drawFew(pool, step, seed);
  const all = [...a, ...b];
  const pairs = rougeLPairs(all.map((s, index) => ({ index, segments: segmentsOf(pool, s) })));
  const members = Int32Array.from(all, (_, i) => i);
  const random = seededRandom(seed + step);
  const permuted = new Float64Array(permutations);
  const sideOf = (from: number, to: number, step: number) =>
    alikeSide(pairs, members.slice(from, to), (pool.first[step + 1] as number) - (pool.first[step] as number));
  const reference = sideOf(0, a.length, 0);
  const other = sideOf(a.length, all.length, step);
  for (let p = 0; p < permutations; p++) {
    for (let i = members.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      const swapped = members[i] as number;
      members[i] = members[j] as number;
      members[j] = swapped;
    }
    permuted[p] = difference(pairs, members, a.length);
  }
  return { reference, other, permuted };
}

/** Mean within the members from `split` on, less that within those before; both in one pass over all pairs. */
function difference(pairs: PairMatrix, members: Int32Array, split: number): number {
  const isOther = new Uint8Array(members.length);
  for (let i = split; i < members.length; i++) isOther[members[i] as number] = 1;
  const [own, other] = pairs.sumsWithin(isOther);
  const count = (n: number) => (n * (n - 1)) / 2;
  return other / count(members.length - split) - own / count(split);
}

function alikeSide(pairs: PairMatrix, members: Int32Array, of: number): AlikeSide {
  const value = pairs.meanOf(members);
  const n = members.length;
  const measure = (half: Int32Array) => pairs.meanOf(half.map((i) => members[i] as number));
  const interval = subsampleInterval({ n, of, value, measure, centred: true, bounds: [0, 1] });
  return { value, samples: n, ...(interval && { interval }) };
}
