// A source without some of its rows, read from the file itself: it can be inspected as if it had been written.
import { CorpusError } from '../../engine/errors.ts';
import { type Cut, cutRows, type RowPlaces } from '../../formats/cut.ts';
import type { Inspection } from '../inspect/result.ts';
import { openSource, type SourceRef } from './source.ts';

export type CutRef = Extract<SourceRef, { kind: 'cut' }>;

/**
 * A file of the inspection without the rows that start at these bytes, for `inspectCorpus`, under the name it has; null
 * where no row stays, because nothing could be inspected then. Throws 'internal' for a byte at which no row starts.
 */
export function cutSourceOf(inspection: Inspection, fileIndex: number, dropped: ReadonlySet<number>): SourceRef | null {
  const ref = inspection.sources[fileIndex] as SourceRef;
  if (dropped.size === 0) return ref;
  const cut = cutOf(inspection, fileIndex, placesOf(inspection, fileIndex, dropped));
  return cut.holdsRows ? cutRef(ref, cut) : null;
}

/** What stays of a file of the inspection. Throws as `openSource`. */
export function cutOf({ sources, plans }: Inspection, fileIndex: number, rows: RowPlaces): Cut {
  const source = openSource(sources[fileIndex] as SourceRef);
  try {
    return cutRows(source, plans[fileIndex] as Inspection['plans'][number], rows);
  } finally {
    source.close();
  }
}

export function cutRef(of: SourceRef, { kept, bytes }: Cut): CutRef {
  const n = kept.length / 2;
  const shared = () => new Float64Array(new SharedArrayBuffer(n * Float64Array.BYTES_PER_ELEMENT));
  const [start, at] = [shared(), shared()];
  let sum = 0;
  for (let i = 0; i < n; i++) {
    start[i] = kept[2 * i] as number;
    at[i] = sum;
    sum += (kept[2 * i + 1] as number) - (kept[2 * i] as number);
  }
  return { kind: 'cut', of, start, at, size: bytes, shown: of.shown };
}

/** Where the rows of a file that start at these bytes stand, in order; rows that could not be read among them. */
export function placesOf(
  { columns, findings }: Inspection,
  fileIndex: number,
  dropped: ReadonlySet<number>,
): RowPlaces {
  const lengths = new Map<number, number>();
  for (let row = 0; row < columns.length; row++) {
    if (columns.file[row] !== fileIndex || columns.sample[row] !== row) continue;
    const byte = columns.byte[row] as number;
    if (dropped.has(byte)) lengths.set(byte, columns.byteLength[row] as number);
  }
  for (const f of findings) {
    if (f.row < 0 && f.fileIndex === fileIndex && dropped.has(f.byte)) lengths.set(f.byte, f.byteLength);
  }
  if (lengths.size < dropped.size) throw new CorpusError('internal', 'A row that goes is not in the inspection.');
  const byte = Float64Array.from(lengths.keys()).sort();
  return { length: byte.length, byte, byteLength: byte.map((b) => lengths.get(b) as number) };
}
