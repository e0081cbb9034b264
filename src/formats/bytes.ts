// A growing window over a source, and the search for line ends in it: what every reader of this layer stands on.
import type { ByteSource } from './source.ts';

const LF = 0x0a;
const CR = 0x0d;
const MIN_GROWTH = 64 * 1024;

/** A row longer than this is not parsed (a string of the engine ends near 512 M characters). Bytes. */
export const MAX_ROW_BYTES = 256 * 1024 * 1024;

/** The bytes [start, end) of a source, read on at the end in growing chunks. Positions are offsets in the file. */
export class ByteWindow {
  bytes: Uint8Array;
  end: number;

  constructor(
    readonly source: ByteSource,
    readonly start: number,
    end: number,
  ) {
    this.bytes = source.read(start, Math.min(end, source.size));
    this.end = start + this.bytes.length;
  }

  /** Reads on, doubling the window. False at the end of the source. */
  grow(): boolean {
    if (this.end >= this.source.size) return false;
    const more = this.source.read(
      this.end,
      Math.min(this.source.size, this.end + Math.max(MIN_GROWTH, this.bytes.length)),
    );
    if (more.length === 0) return false;
    const joined = new Uint8Array(this.bytes.length + more.length);
    joined.set(this.bytes);
    joined.set(more, this.bytes.length);
    this.bytes = joined;
    this.end += more.length;
    return true;
  }

  /** The bytes from `from` to `to`, without a copy. */
  slice(from: number, to: number): Uint8Array {
    return this.bytes.subarray(from - this.start, to - this.start);
  }
}

/** Finds line ends (\n, \r\n, lone \r) from left to right; each byte is looked at once. */
export class LineFinder {
  /** End of the line found last, without its break. */
  contentEnd = 0;
  /** Where the line after it starts. The last byte of the break is `next - 1`. */
  next = 0;
  private lf = -1;
  private cr = -1;
  private searched: number;

  constructor(readonly window: ByteWindow) {
    this.searched = window.start;
  }

  /** Finds the end of the line that goes on at `from`; positions must not fall. Reads on while the line is shorter than
   *  `maxBytes`. False when no break was found: then `contentEnd` and `next` are the end of what was read. */
  find(from: number, maxBytes = MAX_ROW_BYTES): boolean {
    const w = this.window;
    for (;;) {
      if (this.lf < from) this.lf = this.search(LF, from);
      if (this.cr < from) this.cr = this.search(CR, from);
      this.searched = w.end;
      const at = Math.min(this.lf, this.cr);
      const needsMore = at === Number.POSITIVE_INFINITY || (at === this.cr && at + 1 >= w.end);
      if (needsMore && w.end - from < maxBytes && w.grow()) {
        if (this.lf === Number.POSITIVE_INFINITY) this.lf = this.search(LF, this.searched);
        if (this.cr === Number.POSITIVE_INFINITY) this.cr = this.search(CR, this.searched);
        continue;
      }
      if (at === Number.POSITIVE_INFINITY) {
        this.contentEnd = w.end;
        this.next = w.end;
        return false;
      }
      this.contentEnd = at;
      this.next = at === this.cr && this.lf === at + 1 ? at + 2 : at + 1;
      return true;
    }
  }

  private search(byte: number, from: number): number {
    const found = this.window.bytes.indexOf(byte, from - this.window.start);
    return found < 0 ? Number.POSITIVE_INFINITY : found + this.window.start;
  }
}

/** Whether the bytes hold nothing but spaces, tabs, line breaks and form feeds. */
export function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const b = bytes[i]!;
    if (b !== 0x20 && (b < 0x09 || b > 0x0d)) return false;
  }
  return true;
}

/** Line breaks whose last byte lies in [start, end) of the source. */
export function countLineBreaks(source: ByteSource, start: number, end: number): number {
  const window = new ByteWindow(source, start, Math.min(end + 1, source.size));
  const bytes = window.bytes;
  const stop = Math.min(end, source.size) - start;
  let n = 0;
  for (let i = bytes.indexOf(LF); i >= 0 && i < stop; i = bytes.indexOf(LF, i + 1)) n++;
  for (let i = bytes.indexOf(CR); i >= 0 && i < stop; i = bytes.indexOf(CR, i + 1)) if (bytes[i + 1] !== LF) n++;
  return n;
}
