// Covering samples after an edit: of the rows whose evidence may have changed, by one scan over the 4-grams of all rows.
import { type Covering, cover } from '../../engine/scoring/cover.ts';
import { type GramTable, gramCount } from '../../engine/sketch/gramTable.ts';
import { GramIndex } from './gramIndex.ts';
import type { GramStore } from './gramStore.ts';
import type { LiveRows } from './liveRows.ts';

export interface EvidenceChange {
  readonly rows: LiveRows;
  readonly targets: readonly number[];
  readonly store: GramStore;
  readonly tables: ReadonlyMap<number, { readonly table: GramTable; readonly from: number }>;
}

/** More than this take longer than an update may. */
export const MOST_TARGETS = 2000;

/** As the evidence passes of a full inspection find them. */
export function coveringsOf({ rows, targets, store, tables }: EvidenceChange): Map<number, readonly Covering[]> {
  const { lo, hi, at, count } = store;
  const wanted = new Map<number, { index: GramIndex; holders: number[][] }>();
  /** Numbers of the shared 4-grams of each target, and how many 4-grams it has. */
  const asked = targets.map((row) => {
    const view = rows.view[row] as number;
    const known = tables.get(view);
    if (!known) return { row, view, numbers: [], total: 0 };
    const list = wanted.get(view) ?? { index: new GramIndex(), holders: [] };
    wanted.set(view, list);
    const numbers: number[] = [];
    let total = 0;
    const start = at[row] as number;
    for (let i = start; i < start + (count[row] as number); i++) {
      const held = gramCount(known.table, lo[i] as number, hi[i] as number, 4);
      if (held >= known.from) continue;
      total++;
      if (held < 2) continue;
      const n = list.index.add(lo[i] as number, hi[i] as number);
      if (n === list.holders.length) list.holders.push([]);
      numbers.push(n);
    }
    return { row, view, numbers, total };
  });
  if (wanted.size === 0) return new Map();
  for (let row = 0; row < rows.length; row++) {
    const list = wanted.get(rows.view[row] as number);
    if (!list || list.index.size === 0) continue;
    const start = at[row] as number;
    const end = start + (count[row] as number);
    for (let i = start; i < end; i++) {
      const n = list.index.find(lo[i] as number, hi[i] as number);
      if (n >= 0) list.holders[n]?.push(row);
    }
  }
  return new Map(
    asked.map(({ row, view, numbers, total }) => {
      const own = rows.cluster[row] as number;
      const isOther = (r: number) => r !== row && (own < 0 || rows.cluster[r] !== own);
      const all = wanted.get(view)?.holders ?? [];
      const holders = numbers.map((n) => Uint32Array.from((all[n] as number[]).filter(isOther)));
      return [row, cover(holders, total)] as const;
    }),
  );
}
