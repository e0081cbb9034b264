// Which rows an edit concerns beyond those that it changed: one scan over the n-grams of all rows.
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
  const kinds = new Map([...touched].map(([view, t]) => [view, kindsOf(t, measures.get(view)?.from ?? 0)]));
  const { lo, hi, at, count } = store;
  for (let row = 0; row < rows.length; row++) {
    if (fresh[row]) continue;
    const view = rows.view[row] as number;
    const index = touched.get(view)?.index;
    if (!index) continue;
    const kind = kinds.get(view) as Uint8Array;
    const start = at[row] as number;
    const end = start + (count[row] as number);
    let bits = 0;
    for (let i = start; i < end; i++) {
      const n = index.find(lo[i] as number, hi[i] as number);
      if (n >= 0) bits |= kind[n] as number;
    }
    out[row] = bits;
  }
  return out;
}

function kindsOf({ before, after, heldElsewhere }: Touched, from: number): Uint8Array {
  return Uint8Array.from(before, (old, i) => {
    const now = after[i] as number;
    let bits = heldElsewhere[i] ? HOLDERS_MOVED : 0;
    if (old !== now) bits |= HOLDS_CHANGED;
    if (old <= 1 !== now <= 1) bits |= NOVELTY_MOVED;
    if (old >= from !== now >= from) bits |= BOILERPLATE_MOVED;
    return bits;
  });
}

/** Moves the mass of repeats of the rows that stayed: each n-gram counts the other samples that hold it. */
export function moveRepeatMass(rows: LiveRows, store: GramStore, touched: TouchedViews, fresh: Uint8Array): void {
  const moves = new Map(
    [...touched].map(([view, { before, after }]) => [
      view,
      Float64Array.from(before, (old, i) => Math.max(0, (after[i] as number) - 1) - Math.max(0, old - 1)),
    ]),
  );
  const { lo, hi, at, count } = store;
  for (let row = 0; row < rows.length; row++) {
    if (fresh[row]) continue;
    const view = rows.view[row] as number;
    const index = touched.get(view)?.index;
    if (!index) continue;
    const move = moves.get(view) as Float64Array;
    const start = at[row] as number;
    const end = start + (count[row] as number);
    let sum = 0;
    for (let i = start; i < end; i++) {
      const n = index.find(lo[i] as number, hi[i] as number);
      if (n >= 0) sum += move[n] as number;
    }
    if (sum !== 0) rows.repeatMass[row] = (rows.repeatMass[row] as number) + sum;
  }
}
