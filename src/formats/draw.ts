// Draws rows from across a file, never only from its head, to find out what they hold.
import { decodeLossy } from './decode.ts';
import { indexElements } from './jsonIndex.ts';
import type { FilePlan, Format, TextSplit } from './plan.ts';
import { visitElements } from './readElements.ts';
import { visitRanges } from './rowRanges.ts';
import type { ByteSource } from './source.ts';

export interface DrawnRow {
  /** Parsed; for text the sample itself. */
  readonly value: unknown;
  /** Rows of a run follow each other in the file. */
  readonly run: number;
}

/** What has to be known of a file before its views are. */
export interface Layout {
  readonly format: Format;
  readonly split?: TextSplit;
  readonly bom: number;
  /** JSON: the first element of each slot of `DRAW_SLOT` bytes. */
  readonly firsts?: ReadonlyMap<number, number>;
  /** The rows that start at a byte in [start, end), where somebody knows them already. */
  readonly known?: KnownRows;
}

export type KnownRows = (start: number, end: number) => { start: number; end: number }[];

/** Slots from which rows are drawn, bytes; fixed, so that a plan's views do not depend on its blocks. */
export const DRAW_SLOT = 1024 * 1024;
const SLOTS = 16;
const ROWS = 400;
const RUN = 5;
/** Bytes parsed at most. */
const BUDGET = 48 * 1024 * 1024;

/** Up to 400 rows: runs of five rows, evenly spread over up to 16 evenly spread slots of the file. Rows that are not
 *  JSON are left out. */
export function drawRows(source: ByteSource, file: Layout | FilePlan): DrawnRow[] {
  const layout: Layout = 'views' in file ? planLayout(source, file) : file;
  const slots = Math.max(1, Math.ceil(source.size / DRAW_SLOT));
  const picks = evenly(slots, SLOTS);
  const drawn: DrawnRow[] = [];
  let run = 0;
  for (const slot of picks) {
    const ranges = rangesOf(source, layout, slot);
    const groups = groupsOf(ranges.length, Math.ceil(ROWS / picks.length));
    let budget = BUDGET / picks.length;
    let first = true;
    for (const group of groups) {
      run++;
      for (let i = group.from; i < group.to; i++) {
        const { start, end } = ranges[i]!;
        budget -= end - start;
        // One row of a slot is always looked at, however long, as long as it is not absurd.
        if (budget < 0 && !(first && end - start < BUDGET)) break;
        first = false;
        const text = decodeLossy(source.read(start, end));
        if (layout.format === 'text') drawn.push({ value: text, run });
        else {
          try {
            drawn.push({ value: JSON.parse(text), run });
          } catch {
            run++;
          }
        }
      }
    }
  }
  return drawn;
}

function planLayout(source: ByteSource, plan: FilePlan): Layout {
  const { format, split, bom } = plan;
  const first = plan.blocks.find((b) => b.firstElement !== undefined)?.firstElement;
  const firsts = format === 'json' && first !== undefined ? indexElements(source, first, [DRAW_SLOT])[0]! : undefined;
  return { format, bom, ...(split && { split }), ...(firsts && { firsts }) };
}

function rangesOf(source: ByteSource, layout: Layout, slot: number): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  const take = (_: unknown, start: number, end: number): boolean => {
    ranges.push({ start, end });
    return true;
  };
  const start = slot * DRAW_SLOT;
  const end = Math.min(source.size, start + DRAW_SLOT);
  if (layout.format === 'jsonl' && layout.known) return layout.known(start, end);
  if (layout.format === 'json') {
    const firstElement = layout.firsts?.get(slot);
    if (firstElement !== undefined) visitElements(source, { block: slot, start, end, firstElement }, take);
  } else {
    visitRanges(source, { start, end, bom: layout.bom }, layout.split ?? 'lines', take);
  }
  return ranges;
}

/** All rows, or runs that are evenly spread with the first and the last one among them. */
function groupsOf(rows: number, wanted: number): { from: number; to: number }[] {
  if (rows <= wanted) return [{ from: 0, to: rows }];
  return evenly(rows - RUN + 1, Math.ceil(wanted / RUN)).map((from) => ({ from, to: from + RUN }));
}

/** At most `wanted` different integers of [0, n), evenly spread from the first to the last. */
function evenly(n: number, wanted: number): number[] {
  if (n <= wanted) return Array.from({ length: n }, (_, i) => i);
  if (wanted === 1) return [0];
  return Array.from({ length: wanted }, (_, i) => Math.round((i * (n - 1)) / (wanted - 1)));
}
