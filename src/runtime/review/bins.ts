// Histograms of the rows under a filter: what the panel draws above its table, and what brushing is done on.
import type { RowFilter } from '../../protocol/hostApi.ts';
import type { BinnedColumn, Bins } from '../../protocol/reviewApi.ts';
import { type FilterParts, passing } from '../filter/rowFilters.ts';
import type { Inspection, RowColumns } from '../inspect/result.ts';
import { type BinLayout, type BinnedValues, counted, laidOut } from './binLayout.ts';

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

/** Where rows fall does not depend on the filter, so it is found out once. */
const layouts = new WeakMap<Inspection, Map<string, BinLayout>>();

function layoutOf(inspection: Inspection, column: BinnedColumn, count: number): BinLayout {
  const mine = layouts.get(inspection) ?? new Map<string, BinLayout>();
  layouts.set(inspection, mine);
  const key = `${column} ${count}`;
  const known = mine.get(key);
  if (known) return known;
  const made = laidOut(valuesOf(inspection.columns, column), column, count);
  mine.set(key, made);
  return made;
}

function valuesOf({ words, novelty, traits, length }: RowColumns, column: BinnedColumn): BinnedValues {
  if (column === 'words') return words.subarray(0, length);
  return column === 'novelty' ? novelty.subarray(0, length) : traits?.percentile.subarray(0, length);
}
