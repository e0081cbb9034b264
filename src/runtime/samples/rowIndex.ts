// A sparse index of where rows start: the first row of each stretch of 256 KiB, however many rows a file has. Every line is a
// row, blank ones too, so that the number of a row is that of its line less one, as the editor counts lines.

const LF = 0x0a;
const CR = 0x0d;
/** Bytes between two places that the index knows. */
export const SLOT = 256 * 1024;
/** From this mean length of rows on, leaping from break to break beats looking at each byte. */
const LEAP_FROM = 160;

/** Places by ascending byte: at `bytes[i]` starts row `rows[i]`, the first one of its slot. */
export interface RowPlaces {
  readonly bytes: Float64Array;
  readonly rows: Float64Array;
  /** Rows that start in what was read so far. */
  readonly total: number;
  /** Length of the byte order mark, 0 or 3. */
  readonly bom: number;
}

/** Builds the places from the chunks of a file in order. Line breaks are \n, \r\n and a lone \r. */
export class RowIndex {
  readonly #bytes: number[] = [];
  readonly #rows: number[] = [];
  #total = 0;
  #scanned = 0;
  #lastSlot = -1;
  #afterCr = false;
  bom = 0;

  constructor(readonly size: number) {}

  static from({ bytes, rows, total, bom }: RowPlaces, size: number): RowIndex {
    const index = new RowIndex(size);
    for (let i = 0; i < bytes.length; i++) {
      index.#bytes.push(bytes[i] as number);
      index.#rows.push(rows[i] as number);
    }
    index.#total = total;
    index.#scanned = size;
    index.bom = bom;
    return index;
  }

  /** Rows whose start is known. */
  get total(): number {
    return this.#total;
  }

  /** Bytes that were looked at. */
  get scanned(): number {
    return this.#scanned;
  }

  get done(): boolean {
    return this.#scanned >= this.size;
  }

  places(): RowPlaces {
    return {
      bytes: Float64Array.from(this.#bytes),
      rows: Float64Array.from(this.#rows),
      total: this.#total,
      bom: this.bom,
    };
  }

  /** Takes the bytes that follow those seen so far. */
  feed(chunk: Uint8Array): void {
    const start = this.#scanned;
    if (start === 0 && this.size > 0) {
      this.bom = chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? 3 : 0;
      this.#startRow(this.bom);
    }
    this.#scanned = start + chunk.length;
    if (this.#afterCr || chunk.includes(CR)) this.#feedWithCr(chunk, start);
    else if (start / this.#total > LEAP_FROM) this.#leap(chunk, start);
    else for (let i = 0; i < chunk.length; i++) if (chunk[i] === LF) this.#startRow(start + i + 1);
  }

  /** The last known place at or before a row: its number in the list. */
  placeOfRow(row: number): number {
    return lastAtMost(this.#rows, row);
  }

  placeOfByte(byte: number): number {
    return Math.max(0, lastAtMost(this.#bytes, byte));
  }

  byteAt(place: number): number {
    return this.#bytes[place] as number;
  }

  rowAt(place: number): number {
    return this.#rows[place] as number;
  }

  /** Where the rows of a place end: where the next place starts. Undefined while nobody knows. */
  endOf(place: number): number | undefined {
    if (place + 1 < this.#bytes.length) return this.#bytes[place + 1];
    return this.done ? this.size : undefined;
  }

  #leap(chunk: Uint8Array, start: number): void {
    for (let i = chunk.indexOf(LF); i >= 0; i = chunk.indexOf(LF, i + 1)) this.#startRow(start + i + 1);
  }

  #feedWithCr(chunk: Uint8Array, start: number): void {
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i];
      if (byte === LF) this.#startRow(start + i + 1);
      else if (this.#afterCr) this.#startRow(start + i);
      this.#afterCr = byte === CR;
    }
  }

  #startRow(byte: number): void {
    // What follows the last break of a file is no row.
    if (byte >= this.size) return;
    const slot = Math.floor(byte / SLOT);
    if (slot > this.#lastSlot) {
      this.#bytes.push(byte);
      this.#rows.push(this.#total);
      this.#lastSlot = slot;
    }
    this.#total++;
  }
}

function lastAtMost(list: readonly number[], x: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as number) <= x) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
