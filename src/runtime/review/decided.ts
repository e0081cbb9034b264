// What was decided about the rows of one inspection: columns that pages, findings and drops read.
import type { FileStates } from '../../engine/review/history.ts';
import { type SampleState, WHOLE } from '../../engine/review/state.ts';
import type { RowColumns } from '../inspect/result.ts';

export interface Decided {
  /** 1 for every row of a sample that was dropped by hand. */
  readonly dropped: Uint8Array;
  /** Bit i: the finding of kind FINDING_KINDS[i] is ignored, because the sample was kept; bit 15: all that it has. */
  readonly kept: Uint16Array;
}

export function nothingDecided(rows: number): Decided {
  return { dropped: new Uint8Array(rows), kept: new Uint16Array(rows) };
}

export interface Applied {
  readonly decided: Decided;
  /** What holds about samples, by their first row. */
  readonly states: ReadonlyMap<number, SampleState>;
  /** Samples. */
  readonly dropped: number;
  readonly kept: number;
  /** Drops and keeps whose sample is not there. */
  readonly stray: number;
}

/** Finds the samples of the decisions about each file. */
export function applyStates(columns: RowColumns, files: readonly FileStates[]): Applied {
  const decided = nothingDecided(columns.length);
  const states = new Map<number, SampleState>();
  let [dropped, kept, stray] = [0, 0, 0];
  for (const file of files)
    for (const copies of file.values()) for (const state of copies.values()) if (standsOut(state)) stray++;
  if (files.some((file) => file.size > 0)) {
    const named = maybeAmong(files.flatMap((file) => [...file.keys()]));
    eachCopy(columns, named, (row, file, content, copy) => {
      const state = files[file]?.get(content)?.get(copy);
      if (!state) return;
      states.set(row, state);
      if (!standsOut(state)) return;
      stray--;
      if (state.dropped) dropped++;
      else kept++;
      for (let r = row; r < columns.length && columns.sample[r] === row; r++) mark(decided, columns, r, state);
    });
  }
  return { decided, states, dropped, kept, stray };
}

function standsOut({ dropped, kept }: SampleState): boolean {
  return dropped || kept !== 0;
}

function mark({ dropped, kept }: Decided, { findings }: RowColumns, row: number, state: SampleState): void {
  const found = findings[row] as number;
  dropped[row] = state.dropped ? 1 : 0;
  kept[row] = state.kept & WHOLE ? found | WHOLE : found & state.kept;
}

/** No for most keys that are not among these, at a fraction of the cost of a set of large numbers. */
function maybeAmong(keys: readonly number[]): (key: number) => boolean {
  const slots = 2 ** Math.ceil(Math.log2(16 * keys.length + 16));
  const marks = new Uint8Array(slots);
  // The low 32 bits of a content key are a lane of its hash.
  for (const key of keys) marks[key & (slots - 1)] = 1;
  return (key) => marks[key & (slots - 1)] === 1;
}

/** Samples whose content may be asked for: first row, and the number of the copy among equal samples of the file. */
function eachCopy(
  { length, file, sample, content }: RowColumns,
  isAsked: (content: number) => boolean,
  visit: (row: number, file: number, content: number, copy: number) => void,
): void {
  let counts = new Map<number, number>();
  for (let row = 0, of = -1; row < length; row++) {
    const key = content[row] as number;
    if (sample[row] !== row || key === 0) continue;
    if (of !== file[row]) {
      of = file[row] as number;
      counts = new Map();
    }
    if (!isAsked(key)) continue;
    const copy = (counts.get(key) ?? 0) + 1;
    counts.set(key, copy);
    visit(row, of, key, copy);
  }
}

/** How a sample is named in the ledger. */
export interface NamedSample {
  readonly row: number;
  readonly file: number;
  readonly content: number;
  /** 1-based, and how many equal samples the file has. */
  readonly copy: number;
  readonly of: number;
}

/** The names of samples, given by their first rows; those that cannot be named are missing. In corpus order. */
export function namesOf(columns: RowColumns, rows: ReadonlySet<number>): NamedSample[] {
  const found: Omit<NamedSample, 'of'>[] = [];
  /** By file: how many copies of each content. */
  const copies: Map<number, number>[] = [];
  const asked = maybeAmong(Array.from(rows, (row) => columns.content[row] as number));
  eachCopy(columns, asked, (row, file, content, copy) => {
    copies[file] ??= new Map();
    copies[file].set(content, copy);
    if (rows.has(row)) found.push({ row, file, content, copy });
  });
  return found.map((name) => ({ ...name, of: copies[name.file]?.get(name.content) as number }));
}
