// Novelty of the rows after an edit: of clusters that changed anew, of all others as it was.
import { type GramTable, gramCount } from '../../engine/sketch/gramTable.ts';
import { ScratchSet } from '../../engine/sketch/scratchSet.ts';
import { HOLDS_CHANGED } from './changedRows.ts';
import type { GramStore } from './gramStore.ts';
import type { LiveRows } from './liveRows.ts';

export interface ClusterChange {
  readonly old: LiveRows;
  readonly oldClusters: readonly (readonly number[])[];
  readonly rows: LiveRows;
  readonly clusters: readonly (readonly number[])[];
  /** Where each row stood before, −1 for a new one. */
  readonly from: Int32Array;
  /** Rows that were scored anew. */
  readonly fresh: Uint8Array;
  /** See changedRows. */
  readonly bits: Uint8Array;
  readonly store: GramStore;
  /** By view number: the view's 4-grams, and where boilerplate begins. */
  readonly tables: ReadonlyMap<number, { readonly table: GramTable; readonly from: number }>;
}

/** Writes `cluster` and `novelty` of all rows. Returns the rows whose cluster has other members than before. */
export function updateClusters(change: ClusterChange): Uint8Array {
  const { old, oldClusters, rows, clusters, from, fresh, bits } = change;
  const regrouped = new Uint8Array(rows.length);
  clusters.forEach((members, id) => {
    for (const row of members) rows.cluster[row] = id;
  });
  for (let row = 0; row < rows.length; row++) {
    if (rows.cluster[row] !== -1) continue;
    const before = from[row] as number;
    rows.novelty[row] = rows.base[row] as number;
    if (before >= 0 && old.cluster[before] !== -1) regrouped[row] = 1;
  }
  for (const members of clusters) {
    const first = from[members[0] as number] as number;
    const id = first < 0 ? -1 : (old.cluster[first] as number);
    const same =
      id >= 0 &&
      oldClusters[id]?.length === members.length &&
      members.every((row) => (from[row] as number) >= 0 && old.cluster[from[row] as number] === id);
    if (!same) for (const row of members) regrouped[row] = 1;
    // What was carried along with the rows still stands.
    if (same && members.every((row) => !fresh[row] && !((bits[row] as number) & HOLDS_CHANGED))) continue;
    measure(change, members);
  }
  return regrouped;
}

const inside = new ScratchSet();

/** A 4-gram is novel to a clustered row when every sample that holds it is in the cluster. */
function measure({ rows, store, tables }: ClusterChange, members: readonly number[]): void {
  const { lo, hi, at, count } = store;
  const known = tables.get(rows.view[members[0] as number] as number);
  if (!known) return;
  const { table, from } = known;
  inside.clear();
  const each = (row: number, visit: (lo: number, hi: number, held: number) => void) => {
    const start = at[row] as number;
    for (let i = start; i < start + (count[row] as number); i++) {
      const held = gramCount(table, lo[i] as number, hi[i] as number, 4);
      if (held < from) visit(lo[i] as number, hi[i] as number, held);
    }
  };
  for (const row of members) each(row, (l, h) => inside.add(l, h));
  for (const row of members) {
    rows.novelty[row] = rows.base[row] as number;
    if (Number.isNaN(rows.base[row] as number)) continue;
    let grams = 0;
    let novel = 0;
    each(row, (l, h, held) => {
      grams++;
      if (inside.count(l, h) >= held) novel++;
    });
    if (grams > 0) rows.novelty[row] = novel / grams;
  }
}
