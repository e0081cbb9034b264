// Which bin each row falls into, and the edges of the bins.
import type { BinnedColumn } from '../../protocol/reviewApi.ts';
import { boundIn } from '../filter/bounds.ts';

/** Undefined where the corpus has no such numbers. */
export type BinnedValues = Uint32Array | Float32Array | undefined;

const NONE = 255;

export interface BinLayout {
  readonly edges: readonly number[];
  /** Bin of each row, NONE where it has no number. */
  readonly bin: Uint8Array;
  readonly all: readonly number[];
}

/** `count`: at most so many bins. */
export function laidOut(values: BinnedValues, column: BinnedColumn, count: number): BinLayout {
  const edges =
    column === 'words'
      ? wordEdges(values ?? [], count)
      : Array.from({ length: count + 1 }, (_, i) => (i * (column === 'novelty' ? 1 : 100)) / count);
  const bin = new Uint8Array(values?.length ?? 0).fill(NONE);
  const all = new Array<number>(edges.length - 1).fill(0);
  const bounds = edges.map((edge) => boundIn(values, edge));
  const width = edges[1] as number;
  const last = all.length - 1;
  for (let row = 0; row < bin.length; row++) {
    const value = values?.[row] as number;
    if (Number.isNaN(value)) continue;
    let at = Math.min(last, Math.floor(value / width));
    // The division rounds; the edges decide.
    while (at > 0 && value < (bounds[at] as number)) at--;
    while (at < last && value >= (bounds[at + 1] as number)) at++;
    bin[row] = at;
    all[at] = (all[at] as number) + 1;
  }
  return { edges, bin, all };
}

/** Rows of each bin that a mask lets pass. */
export function counted({ bin, all }: Pick<BinLayout, 'bin' | 'all'>, mask: Uint8Array): number[] {
  const counts = new Uint32Array(NONE + 1);
  for (let row = 0; row < bin.length; row++) counts[bin[row] as number]! += mask[row] as number;
  return Array.from(counts.subarray(0, all.length));
}

const ROUND = [1, 2, 3, 4, 5, 6, 8];

/** Whole numbers from 0: a round width up to the 99th percentile of the values, then one bin up to the maximum. */
export function wordEdges(values: ArrayLike<number>, count: number): number[] {
  const sorted = Uint32Array.from(values).sort();
  const most = sorted.at(-1) ?? 0;
  const usual = sorted[Math.max(0, Math.ceil(0.99 * sorted.length) - 1)] ?? 0;
  const width = roundUp((usual + 1) / Math.max(1, count - 1));
  const regular = Math.max(1, Math.ceil((usual + 1) / width));
  const edges = Array.from({ length: regular + 1 }, (_, i) => i * width);
  if (most > regular * width) {
    // A single bin has to hold everything.
    if (count === 1) return [0, most];
    edges.push(most);
  }
  return edges;
}

/** The next of 1, 2, 3, 4, 5, 6, 8, 10, 20, 30 … */
function roundUp(x: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(x)));
  return power * (ROUND.find((r) => r * power >= x) ?? 10);
}
