// Looks at single bytes of a source, from left to right with small steps back, without holding more than a little of it.
import type { ByteSource } from './source.ts';

const AHEAD = 64 * 1024;
const BEHIND = 4 * 1024;

export class Peek {
  private bytes: Uint8Array = new Uint8Array(0);
  private start = 0;

  constructor(readonly source: ByteSource) {}

  /** The byte at an offset of the source; −1 outside. */
  at(offset: number): number {
    if (offset < 0 || offset >= this.source.size) return -1;
    if (offset < this.start || offset >= this.start + this.bytes.length) {
      this.start = Math.max(0, offset - BEHIND);
      this.bytes = this.source.read(this.start, Math.min(this.source.size, offset + AHEAD));
    }
    return this.bytes[offset - this.start] ?? -1;
  }
}

/** Space, tab, line break, form feed: what `isBlank` takes for nothing. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/** Where the line after the one that goes on at `from` starts (\n, \r\n, lone \r); the source's size without one. */
export function nextLine(peek: Peek, from: number): number {
  const { size } = peek.source;
  for (let at = from; at < size; at++) {
    const byte = peek.at(at);
    if (byte === 0x0a) return at + 1;
    if (byte === 0x0d) return peek.at(at + 1) === 0x0a ? at + 2 : at + 1;
  }
  return size;
}

/** Start of the first line at or behind a line start that is not blank; the source's size without one. */
export function nextFilledLine(peek: Peek, lineStart: number): number {
  const { size } = peek.source;
  let start = lineStart;
  for (let at = lineStart; at < size; at++) {
    const byte = peek.at(at);
    if (!isSpace(byte)) return start;
    if (byte === 0x0a || byte === 0x0d) start = at + 1;
  }
  return size;
}
