// Histograms of the rows under a filter: what the panel draws above its table, and what brushing is done on.
import type { RowFilter } from '../../protocol/hostApi.ts';
import type { BinnedColumn, Bins } from '../../protocol/reviewApi.ts';
import { boundIn, type FilterParts, passing } from '../filter/rowFilters.ts';
import type { Inspection, RowColumns } from '../result.ts';

export interface BinsAsked {
  readonly column: BinnedColumn;
  readonly filter: RowFilter;
  /** At most so many bins, up to 200. */
  readonly count: number;
}

/**
 * Rows by words, novelty (0..1) or percentile (0..100). Words have bins of a round width up to the 99th percentile; longer rows
 * are in one last bin that ends at the maximum. Rows without a number are in none. Rejects as `rowsPassing`.
 */
export async function rowBins(
  inspection: Inspection,
  { column, filter, count }: BinsAsked,
  parts: FilterParts,
): Promise<Bins> {
  const layout = layoutOf(inspection, column, Math.min(MOST_BINS, Math.max(1, Math.floor(count))));
  const { [column]: _own, ...others } = filter;
  const mask = await passing(inspection, others, parts);
  return { edges: layout.edges, counts: mask ? counted(layout, mask) : layout.all, all: layout.all };
}

const MOST_BINS = 200;
const NONE = 255;

interface Layout {
  readonly edges: readonly number[];
  /** Bin of each row, NONE where it has no number. */
  readonly bin: Uint8Array;
  readonly all: readonly number[];
}

/** Where rows fall does not depend on the filter, so it is found out once. */
const layouts = new WeakMap<Inspection, Map<string, Layout>>();

function layoutOf(inspection: Inspection, column: BinnedColumn, count: number): Layout {
  const mine = layouts.get(inspection) ?? new Map<string, Layout>();
  layouts.set(inspection, mine);
  const key = `${column} ${count}`;
  const known = mine.get(key);
  if (known) return known;
  const made = laidOut(valuesOf(inspection.columns, column), column, count);
  mine.set(key, made);
  return made;
}

type Values = Uint32Array | Float32Array | undefined;

function valuesOf({ words, novelty, traits, length }: RowColumns, column: BinnedColumn): Values {
  if (column === 'words') return words.subarray(0, length);
  return column === 'novelty' ? novelty.subarray(0, length) : traits?.percentile.subarray(0, length);
}

function laidOut(values: Values, column: BinnedColumn, count: number): Layout {
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

function counted({ bin, all }: Layout, mask: Uint8Array): number[] {
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
