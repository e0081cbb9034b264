// What the traits say of each row, as columns: filled block by block while samples are scored.
import type { ViewName } from '../../engine/sample.ts';
import { ABSTENTIONS, type Abstention, type Reading, type TraitReader } from '../../engine/traits/reading.ts';

/** Views whose samples are read; reasoning and tool calls are no prose that was measured. */
export const TRAIT_VIEWS: readonly ViewName[] = ['text', 'prompt', 'response'];

/** Values of `state`: abstentions follow in their order. */
export const UNREAD = 0;
export const SCORED = 1;
const FIRST_ABSTENTION = 2;
export const NO_KIND = 255;

/** A reading with its place among human texts, 0..100; NaN where it has none. */
export interface PlacedReading extends Reading {
  readonly percentile: number;
}

export function readPlaced(reader: TraitReader, segments: Parameters<TraitReader['read']>[0]): PlacedReading {
  const reading = reader.read(segments);
  const { words, score, abstained, kind } = reading;
  const percentile = abstained === null && kind >= 0 ? reader.percentile(kind, words, score) : Number.NaN;
  // Rows that were not measured have as many parts as others: how wide columns are hangs on the model alone.
  const parts = reading.parts ?? new Float32Array(reader.parts?.length ?? 0);
  return { ...reading, percentile, parts };
}

/** One entry per row; zeros and NaN where a row was not read. */
export interface TraitColumns {
  /** Standard deviations; NaN where there is none. */
  readonly score: Float32Array;
  /** 0..100; NaN where there is none. */
  readonly percentile: Float32Array;
  /** As the model counts them. */
  readonly words: Uint32Array;
  /** UNREAD, SCORED, or why it was not. */
  readonly state: Uint8Array;
  /** Nearest kind of human text, NO_KIND where there is none. */
  readonly kind: Uint8Array;
  /** Share of the lines with markup, 0..255. */
  readonly markup: Uint8Array;
  /** Effects of groups of traits, `width` per row; empty where the model names none. */
  readonly parts: Float32Array;
}

const NAMES = ['score', 'percentile', 'words', 'state', 'kind', 'markup', 'parts'] as const;

/** `width`: parts per row. `make` decides where the memory is; rows are unread at first. */
export function traitColumns(
  length: number,
  width: number,
  make: (bytes: number) => ArrayBuffer | SharedArrayBuffer = (bytes) => new ArrayBuffer(bytes),
): TraitColumns {
  return {
    score: new Float32Array(make(4 * length)).fill(Number.NaN),
    percentile: new Float32Array(make(4 * length)).fill(Number.NaN),
    words: new Uint32Array(make(4 * length)),
    state: new Uint8Array(make(length)),
    kind: new Uint8Array(make(length)).fill(NO_KIND),
    markup: new Uint8Array(make(length)),
    parts: new Float32Array(make(4 * width * length)),
  };
}

/** Parts per row. */
export function widthOf({ parts, state }: TraitColumns): number {
  return state.length === 0 ? 0 : parts.length / state.length;
}

export function partsOf(columns: TraitColumns, row: number): Float32Array {
  const width = widthOf(columns);
  return columns.parts.subarray(row * width, (row + 1) * width);
}

/** Copies whole columns to a place in longer ones of the same width. */
export function setTraits(into: TraitColumns, from: TraitColumns, at: number): void {
  const width = widthOf(into);
  for (const name of NAMES) into[name].set(from[name], name === 'parts' ? at * width : at);
}

/** All columns put through one function, e.g. into new places; `width`: entries per row. */
export function mapTraits(
  columns: TraitColumns,
  map: <C extends TraitColumns[keyof TraitColumns]>(column: C, width: number) => C,
) {
  const width = widthOf(columns);
  return Object.fromEntries(
    NAMES.map((name) => [name, map(columns[name], name === 'parts' ? width : 1)]),
  ) as unknown as TraitColumns;
}

export function setReading(columns: TraitColumns, row: number, reading: PlacedReading): void {
  const { words, score, abstained, kind, markup, percentile } = reading;
  columns.words[row] = words;
  columns.markup[row] = Math.round(255 * markup);
  columns.state[row] = abstained === null ? SCORED : FIRST_ABSTENTION + ABSTENTIONS.indexOf(abstained);
  columns.score[row] = abstained === null ? score : Number.NaN;
  columns.kind[row] = abstained === null && kind >= 0 ? kind : NO_KIND;
  columns.percentile[row] = percentile;
  if (reading.parts) columns.parts.set(reading.parts, row * widthOf(columns));
}

export function clearReading(columns: TraitColumns, row: number): void {
  columns.state[row] = UNREAD;
  columns.words[row] = 0;
  columns.markup[row] = 0;
  columns.kind[row] = NO_KIND;
  columns.score[row] = Number.NaN;
  columns.percentile[row] = Number.NaN;
  partsOf(columns, row).fill(0);
}

/** Why a row was not measured; null where it was, and where it was not read. */
export function abstentionOf(columns: TraitColumns, row: number): Abstention | null {
  return ABSTENTIONS[(columns.state[row] as number) - FIRST_ABSTENTION] ?? null;
}

const NO_PARTS = new Float32Array(0);

/** Columns of a block, growing row by row. */
export class GrowingTraits {
  private columns = traitColumns(64, 0);
  private rows = 0;

  /** The next row; null for one that is not read. */
  add(reading: PlacedReading | null): void {
    const row = this.rows++;
    const width = Math.max(widthOf(this.columns), reading?.parts?.length ?? 0);
    if (row === this.columns.state.length || width > widthOf(this.columns)) {
      const wider = traitColumns(Math.max(this.columns.state.length, 2 * row), width);
      // Before the first reading the width is not known, and there are no parts to copy.
      setTraits(wider, { ...this.columns, parts: width === widthOf(this.columns) ? this.columns.parts : NO_PARTS }, 0);
      this.columns = wider;
    }
    if (reading) setReading(this.columns, row, reading);
  }

  freeze(): TraitColumns {
    return mapTraits(this.columns, (c, width) => c.slice(0, this.rows * width) as typeof c);
  }
}
