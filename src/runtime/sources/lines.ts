// Where a line starts in a source, as the editor counts lines: \n, \r\n and a lone \r end one.
import type { ByteSource } from '../../formats/source.ts';

const CHUNK = 1 << 20;

/** Byte offset of the 1-based line; the size of the source when it has fewer lines. */
export function byteOfLine(source: ByteSource, line: number): number {
  let current = 1;
  if (line <= 1) return 0;
  let previous = 0;
  for (let start = 0; start < source.size; start += CHUNK) {
    const bytes = source.read(start, Math.min(source.size, start + CHUNK));
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      // A lone \r is known as such at the byte after it.
      if (previous === 13 && byte !== 10 && ++current === line) return start + i;
      if (byte === 10 && ++current === line) return start + i + 1;
      previous = byte;
    }
  }
  return source.size;
}
