// Where the samples of a document stand: every line or paragraph, without reading what is in it.
import type { FilePlan } from '../../formats/plan.ts';
import { visitRanges } from '../../formats/rowRanges.ts';
import type { ByteSource } from '../../formats/source.ts';

export interface SamplePlaces {
  readonly length: number;
  readonly byte: Float64Array;
  readonly byteLength: Float64Array;
  /** 0-based. */
  readonly line: Uint32Array;
}

/** All samples of a file of lines or paragraphs, in order. */
export function samplePlaces(source: ByteSource, { bom, split }: Pick<FilePlan, 'bom' | 'split'>): SamplePlaces {
  const byte: number[] = [];
  const byteLength: number[] = [];
  const line: number[] = [];
  visitRanges(source, { start: 0, end: source.size, bom }, split ?? 'lines', (_window, start, end, breaks) => {
    byte.push(start);
    byteLength.push(end - start);
    line.push(breaks);
    return true;
  });
  return {
    length: byte.length,
    byte: Float64Array.from(byte),
    byteLength: Float64Array.from(byteLength),
    line: Uint32Array.from(line),
  };
}
