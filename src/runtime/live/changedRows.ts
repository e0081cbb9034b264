// Which rows an edit concerns beyond those that it changed: one scan over the n-grams of all rows.
import { GramIndex } from './gramIndex.ts';
import type { GramStore } from './gramStore.ts';
import type { LiveRows } from './liveRows.ts';
import type { Touched } from './touched.ts';

/** What an edit did to a row that it left alone, as bits. A 4-gram of it is held by other rows than before. */
export const HOLDERS_MOVED = 1;
/** It holds a 4-gram that more or fewer samples hold now. */
export const HOLDS_CHANGED = 2;
/** A 4-gram of it became its own, or ceased to be. */
export const NOVELTY_MOVED = 4;
/** A 4-gram of it became boilerplate, or ceased to be. */
export const BOILERPLATE_MOVED = 8;

/** By view number; views that lost and gained nothing are absent. */
export type TouchedViews = ReadonlyMap<number, Touched>;

/** Bits per row, 0 for the fresh ones. `measures`: where boilerplate begins, by view number. */
export function changedRows(
  rows: LiveRows,
  store: GramStore,
  touched: TouchedViews,
  measures: ReadonlyMap<number, { readonly from: number }>,
  fresh: Uint8Array,
): Uint8Array {
  const out = new Uint8Array(rows.length);
  const weighed = weigh(touched, (t, view) => kindsOf(t, measures.get(view)?.from ?? 0));
  eachHolder(rows, store, weighed, fresh, (row, bits) => {
    out[row] = (out[row] as number) | bits;
  });
  return out;
}

/** N-grams that matter, each with what it means to a row that holds it; by view number. */
type Weighed = ReadonlyMap<number, { readonly index: GramIndex; readonly weights: readonly number[] }>;

/** Leaves out what means nothing, and what no row can hold that stayed: what was held by one row at most. */
function weigh(touched: TouchedViews, weightsOf: (touched: Touched, view: number) => readonly number[]): Weighed {
  const out = new Map<number, { index: GramIndex; weights: number[] }>();
  for (const [view, t] of touched) {
    const all = weightsOf(t, view);
    const kept = { index: new GramIndex(), weights: [] as number[] };
    t.each((lo, hi, n) => {
      if (all[n] === 0 || Math.max(t.before[n] as number, t.after[n] as number) < 2) return;
      kept.index.add(lo, hi);
      kept.weights.push(all[n] as number);
    });
    if (kept.weights.length > 0) out.set(view, kept);
  }
  return out;
}

function eachHolder(
  rows: LiveRows,
  { lo, hi, at, count }: GramStore,
  weighed: Weighed,
  fresh: Uint8Array,
  visit: (row: number, weight: number) => void,
): void {
  if (weighed.size === 0) return;
  for (let row = 0; row < rows.length; row++) {
    const of = weighed.get(rows.view[row] as number);
    if (!of || fresh[row]) continue;
    const { index, weights } = of;
    const start = at[row] as number;
    const end = start + (count[row] as number);
    for (let i = start; i < end; i++) {
      const n = index.find(lo[i] as number, hi[i] as number);
      if (n >= 0) visit(row, weights[n] as number);
    }
  }
}

function kindsOf({ before, after, heldElsewhere }: Touched, from: number): number[] {
  return before.map((old, i) => {
    const now = after[i] as number;
    let bits = heldElsewhere[i] ? HOLDERS_MOVED : 0;
    if (old !== now) bits |= HOLDS_CHANGED;
    if (old <= 1 !== now <= 1) bits |= NOVELTY_MOVED;
    if (old >= from !== now >= from) bits |= BOILERPLATE_MOVED;
    return bits;
  });
}
