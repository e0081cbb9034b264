// Near-duplicates after an edit: pairs of rows that stayed are kept, and only new representatives of a text are compared.
import type { VerifiedPairs } from '../../engine/findings/nearDuplicate.ts';
import { MIN_SHINGLES } from '../../engine/scoring/score.ts';
import { jaccard, WHOLE_BUCKET } from '../../engine/sketch/candidates.ts';
import { FirstRows } from '../../engine/sketch/firstRows.ts';
import { BANDS } from '../../engine/sketch/minHash.ts';
import { GramIndex } from './gramIndex.ts';
import type { LiveRows } from './liveRows.ts';

export interface PairChange {
  readonly old: LiveRows;
  readonly rows: LiveRows;
  readonly pairs: VerifiedPairs;
  /** Where each old row stands now, −1 for those that are gone. */
  readonly moved: Int32Array;
  /** Rows (as they stand now) whose shingles are new. */
  readonly changed: Uint8Array;
  readonly threshold: number;
  /** The 5-grams of a row, ascending. */
  readonly shinglesOf: (row: number) => Float64Array;
}

export interface LivePairs {
  readonly pairs: VerifiedPairs;
  /** Later rows with the same text, by the first. */
  readonly copies: ReadonlyMap<number, readonly number[]>;
}

/** More comparisons than this take longer than an update may. */
const MOST_COMPARED = 2000;

/** Writes `rows.first`. Null when a bucket is so full that the full run would not compare all of it, or many are new. */
export function updatePairs(change: PairChange): LivePairs | null {
  const { old, rows, pairs, moved, changed } = change;
  const wasFirst = rows.first.slice();
  const copies = markFirst(rows);
  const added: number[] = [];
  const isAdded = new Uint8Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    if (!rows.first[row] || (!changed[row] && wasFirst[row])) continue;
    added.push(row);
    isAdded[row] = 1;
  }
  const stays = (row: number) => row >= 0 && rows.first[row] === 1 && isAdded[row] === 0;

  const lost: number[] = [];
  for (let row = 0; row < old.length; row++) if (old.first[row] && !stays(moved[row] as number)) lost.push(row);
  const candidates = candidatesOf(old, lost, rows, added);
  if (!candidates || candidates.length > MOST_COMPARED) return null;

  const list: [number, number, number][] = [];
  for (let i = 0; i < pairs.a.length; i++) {
    const a = moved[pairs.a[i] as number] as number;
    const b = moved[pairs.b[i] as number] as number;
    if (stays(a) && stays(b)) list.push([a, b, pairs.jaccard[i] as number]);
  }
  const sets = new Map<number, Float64Array>();
  const setOf = (row: number) => {
    const set = sets.get(row) ?? change.shinglesOf(row);
    sets.set(row, set);
    return set;
  };
  for (const [a, b] of candidates) {
    const j = jaccard(setOf(a), setOf(b));
    if (j >= change.threshold) list.push([a, b, j]);
  }
  list.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  return {
    pairs: {
      a: Uint32Array.from(list, (p) => p[0]),
      b: Uint32Array.from(list, (p) => p[1]),
      jaccard: Float64Array.from(list, (p) => p[2]),
    },
    copies,
  };
}

/** Marks in `first` the first row of each text that takes part; returns its later copies, where it has some. */
export function markFirst(rows: LiveRows): Map<number, number[]> {
  const { first, view, shingles, text } = rows;
  first.fill(0);
  const known = new Map<number, FirstRows>();
  const copies = new Map<number, number[]>();
  for (let row = 0; row < rows.length; row++) {
    if ((shingles[row] as number) < MIN_SHINGLES) continue;
    const of = known.get(view[row] as number) ?? new FirstRows(rows.length);
    known.set(view[row] as number, of);
    const earliest = of.first(text[row] as number, row);
    if (earliest === row) first[row] = 1;
    else {
      const later = copies.get(earliest);
      if (later) later.push(row);
      else copies.set(earliest, [row]);
    }
  }
  return copies;
}

/** Pairs that share a band with a new representative, a < b; null where a bucket is too full. */
function candidatesOf(
  old: LiveRows,
  lost: readonly number[],
  rows: LiveRows,
  added: readonly number[],
): [number, number][] | null {
  const index = new GramIndex();
  const newcomers: number[][] = [];
  /** Representatives in each bucket now, and those that left it. */
  const sizes: number[] = [];
  const numberOf = (of: LiveRows, row: number, band: number) => {
    const n = index.add(of.bands[row * BANDS + band] as number, bandOf(of, row, band));
    if (n === newcomers.length) {
      newcomers.push([]);
      sizes.push(0);
    }
    return n;
  };
  for (let band = 0; band < BANDS; band++) {
    for (const row of lost) {
      const n = numberOf(old, row, band);
      sizes[n] = (sizes[n] as number) + 1;
    }
    for (const row of added) newcomers[numberOf(rows, row, band)]?.push(row);
  }
  if (index.size === 0) return [];
  const found = new Set<number>();
  for (let row = 0; row < rows.length; row++) {
    if (!rows.first[row]) continue;
    for (let band = 0; band < BANDS; band++) {
      const n = index.find(rows.bands[row * BANDS + band] as number, bandOf(rows, row, band));
      if (n < 0) continue;
      sizes[n] = (sizes[n] as number) + 1;
      for (const other of newcomers[n] as number[]) {
        if (other !== row) found.add(Math.min(row, other) * 2 ** 26 + Math.max(row, other));
      }
    }
  }
  if (sizes.some((n) => n > WHOLE_BUCKET)) return null;
  return [...found].map((pair) => [Math.floor(pair / 2 ** 26), pair % 2 ** 26]);
}

/** Buckets of one band and view only. */
function bandOf(rows: LiveRows, row: number, band: number): number {
  return (rows.view[row] as number) * BANDS + band;
}
