// Passes over a corpus whose inspection has ended: the same blocks, and the numbers of the rows in them.
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import type { BlockRef, Job } from '../tasks/job.ts';
import type { Inspection } from './result.ts';

/** What a later task needs to number the samples as the inspection did. */
export interface Numbering {
  readonly job: Job;
  /** Number of the first row of each block, and of all rows at the end: blocks + 1 entries. */
  readonly firstRow: Float64Array;
  readonly views: readonly ViewName[];
}

export function numberingOf(inspection: Inspection): Numbering {
  const { columns, plans, sources, range = null } = inspection;
  const blocks: BlockRef[] = plans.flatMap((plan, file) => plan.blocks.map(({ block }) => ({ file, block })));
  const firstRow = new Float64Array(blocks.length + 1).fill(columns.length);
  let row = 0;
  plans
    .flatMap((plan, file) => plan.blocks.map(({ start }) => ({ file, start })))
    .forEach(({ file, start }, i) => {
      while (row < columns.length && isBefore(row, file, start)) row++;
      firstRow[i] = row;
    });
  function isBefore(at: number, file: number, start: number): boolean {
    const f = columns.file[at] as number;
    return f < file || (f === file && (columns.byte[at] as number) < start);
  }
  const seen = new Set(columns.view.subarray(0, columns.length));
  return {
    // Nothing is counted here, so the sizes of tables do not matter.
    job: {
      sources,
      plans,
      blocks,
      range,
      maxSlots: 1 << 12,
      level: 0,
      curveLevel: 0,
      drawnBlocks: null,
      metrics: 'all',
      traits: 'none',
    },
    firstRow,
    views: VIEW_NAMES.filter((_, view) => seen.has(view)),
  };
}

/** The line on which the last sample starts that starts at or before a line of a file; undefined when there is none. */
export function lineOfSampleAt({ columns }: Inspection, file: number, line: number): number | undefined {
  const row = firstRowFrom(columns, file, line + 1) - 1;
  return row >= 0 && columns.file[row] === file ? columns.line[row] : undefined;
}

/** Rows on a line of a file, ascending. */
export function rowsOnLine({ columns }: Inspection, file: number, line: number): number[] {
  const out: number[] = [];
  for (let row = firstRowFrom(columns, file, line); row < columns.length; row++) {
    if (columns.file[row] !== file || columns.line[row] !== line) break;
    out.push(row);
  }
  return out;
}

/** The first row at or behind a line: rows are ordered by file, line and view. */
export function firstRowFrom({ length, file, line }: Inspection['columns'], f: number, l: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = file[middle] as number;
    if (at < f || (at === f && (line[middle] as number) < l)) low = middle + 1;
    else high = middle;
  }
  return low;
}
