// Worker tasks of the mixture planner that choose: one worker solves the problem; then the words of what the first samples add are
// looked up in their texts.
import { ItemReader } from '../../engine/mixture/items.ts';
import { type ItemTable, placeOfItem } from '../../engine/mixture/itemTable.ts';
import { type Solved, type SolveParams, solve } from '../../engine/mixture/solve.ts';
import { Preparer } from '../../engine/text/prepare.ts';
import { addProgress, claim, isCancelled, type WorkerControl } from '../pool/control.ts';
import type { Job } from './job.ts';
import { type RowPlaces, RowReader } from './rowReader.ts';

/** Steps of progress that the one unit counts. */
export const SOLVE_STEPS = 1000;

/** A pass over one unit, so that it shows progress and can be cancelled. */
export function mixtureSolve(p: SolveParams, control: WorkerControl): Solved | null {
  if (claim(control) < 0) return null;
  let done = 0;
  const solved = solve(p, {
    isCancelled: () => isCancelled(control),
    onProgress: (fraction) => {
      const now = Math.floor(fraction * SOLVE_STEPS);
      if (now > done) addProgress(control, 0, now - done);
      done = Math.max(done, now);
    },
  });
  return solved;
}

export interface NameParams {
  readonly job: Job;
  readonly rows: RowPlaces;
  readonly table: ItemTable;
  /** Rows whose items are named, and the items of each as places in the table. */
  readonly named: readonly { readonly row: number; readonly items: Uint32Array }[];
}

export interface NamedRow {
  /** The first 200 characters, white space folded. */
  readonly start: string;
  /** By place in the table: kind and words. */
  readonly items: ReadonlyMap<number, { readonly kind: number; readonly text: string }>;
}

const START = 200;

/** One per row of `named`. */
export function mixtureNames({ job, rows, table, named }: NameParams): NamedRow[] {
  const reader = new RowReader(job, rows, []);
  const preparer = new Preparer();
  const items = new ItemReader();
  try {
    return named.map(({ row, items: wanted }) => {
      const segments = reader.segments(row) ?? [];
      const isWanted = new Set(wanted);
      const found = new Map<number, { kind: number; text: string }>();
      const x = preparer.prepare({ file: 0, block: 0 }, 'text', segments, 'words');
      items.each(x, (kind, lo, hi, at, segment) => {
        const place = placeOfItem(table, lo, hi);
        if (place < 0 || !isWanted.has(place) || found.has(place)) return;
        const { text } = segments[segment] as { text: string };
        const words = text.slice(x.words.start[at] as number, x.words.end[at + kind] as number);
        found.set(place, { kind, text: words.replace(/\s+/g, ' ') });
      });
      const start = segments
        .map((s) => s.text)
        .join(' ')
        .slice(0, 4 * START)
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, START);
      return { start, items: found };
    });
  } finally {
    reader.close();
  }
}
