// Text search over all rows of an inspection: reads the files again, parses only samples whose bytes may match.

import type { Inspection } from '../inspect/result.ts';
import { breather } from '../pool/pause.ts';
import { type ReadSample, RowTexts } from './rowText.ts';

const SLAB_BYTES = 4 << 20;
/** Characters that JSON writes differently from what they mean: the raw line says nothing about them. */
const ESCAPED = /["\\/\u0000-\u001f]/;

/**
 * Marks (1) the rows whose text holds `needle`, whatever the case. `within`, when given, are the only rows to look at.
 * Rejects with 'cancelled' when the signal fires, and as openSource does when a file is gone.
 */
export async function searchRows(
  inspection: Inspection,
  needle: string,
  readSample: ReadSample,
  { signal, within }: { signal?: AbortSignal | undefined; within?: Uint8Array | undefined } = {},
): Promise<Uint8Array> {
  const { columns } = inspection;
  const wanted = needle.toLowerCase();
  const rawTells = !ESCAPED.test(wanted);
  const found = new Uint8Array(columns.length);
  const reader = new RowTexts(inspection, readSample);
  const breathe = breather(signal);
  let slab = { file: -1, start: 0, end: 0, bytes: Buffer.alloc(0) as Buffer };
  let last = { file: -1, byte: -1, may: false };

  /** Whether the sample's bytes hold the needle, or an escape that might hide it. */
  const mayMatch = (file: number, byte: number, byteLength: number): boolean => {
    if (file !== slab.file || byte < slab.start || byte + byteLength > slab.end) {
      const read = reader.source(file).read(byte, byte + Math.max(byteLength, SLAB_BYTES));
      const bytes = Buffer.from(read.buffer, read.byteOffset, read.byteLength);
      slab = { file, start: byte, end: byte + bytes.length, bytes };
    }
    const raw = slab.bytes.toString('utf8', byte - slab.start, byte - slab.start + byteLength);
    return raw.toLowerCase().includes(wanted) || raw.includes('\\u');
  };

  try {
    for (let row = 0; row < columns.length; row++) {
      if (within && within[row] === 0) continue;
      const file = columns.file[row]!;
      const byte = columns.byte[row]!;
      if (last.file !== file || last.byte !== byte) {
        last = { file, byte, may: !rawTells || mayMatch(file, byte, columns.byteLength[row]!) };
        await breathe();
      }
      if (last.may && reader.text(row).toLowerCase().includes(wanted)) found[row] = 1;
    }
  } finally {
    reader.close();
  }
  return found;
}
