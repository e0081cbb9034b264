// The samples that go, by file, in the order of their places.
import type { RowPlaces } from '../../formats/cut.ts';
import type { Inspection, RowFinding } from '../inspect/result.ts';
import type { DroppedPlace } from './dropSet.ts';

export interface DroppedRows extends RowPlaces {
  readonly byte: Float64Array;
  readonly byteLength: Float64Array;
  readonly samples: readonly DroppedPlace[];
  /** What is wrong with those that could not be read, by byte. */
  readonly unread: ReadonlyMap<number, RowFinding>;
}

/** `samples` in file order, as `dropSet` gives them. */
export function droppedRows({ sources, findings }: Inspection, samples: readonly DroppedPlace[]): DroppedRows[] {
  const files = sources.map(() => [] as DroppedPlace[]);
  for (const sample of samples) files[sample.file]?.push(sample);
  const unread = sources.map(() => new Map<number, RowFinding>());
  if (samples.some(({ row }) => row < 0)) {
    for (const f of findings) if (f.row < 0 && !unread[f.fileIndex]?.has(f.byte)) unread[f.fileIndex]?.set(f.byte, f);
  }
  return files.map((rows, file) => ({
    length: rows.length,
    byte: Float64Array.from(rows, (r) => r.byte),
    byteLength: Float64Array.from(rows, (r) => r.byteLength),
    samples: rows,
    unread: unread[file] as Map<number, RowFinding>,
  }));
}
