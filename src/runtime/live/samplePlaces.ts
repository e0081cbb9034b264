// Where the samples of a document stand: every line or paragraph, without reading what is in it; and after an edit, with
// only the stretch that it concerns looked at again.
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

type Layout = Pick<FilePlan, 'bom' | 'split'>;

/** Samples of a file of lines or paragraphs that start at a byte in [start, end); lines count from the start. */
export function samplePlaces(source: ByteSource, layout: Layout, start = 0, end = source.size): SamplePlaces {
  const byte: number[] = [];
  const byteLength: number[] = [];
  const line: number[] = [];
  visitRanges(source, { start, end, bom: layout.bom }, layout.split ?? 'lines', (_window, from, to, breaks) => {
    byte.push(from);
    byteLength.push(to - from);
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

/** Samples before the first change that are looked at again: where one ends may depend on what follows. */
const BACK = 2;
/** Samples after the last change at which reading may fall into step again. */
const AHEAD = 8;

/** Bytes that are the same as before at the head and at the tail of a text, and the size of the text before. */
export interface Unchanged {
  readonly head: number;
  readonly tail: number;
  readonly sizeBefore: number;
}

/** The samples after an edit, from those before it; as `samplePlaces` finds them. */
export function placesAfter(before: SamplePlaces, source: ByteSource, layout: Layout, same: Unchanged): SamplePlaces {
  const shift = source.size - same.sizeBefore;
  const head = firstAt(before, same.head) - 1 - BACK;
  const tail = firstAt(before, same.sizeBefore - Math.min(same.tail, source.size - same.head));
  if (head < 1 || tail >= before.length) return samplePlaces(source, layout);
  const last = Math.min(before.length - 1, tail + AHEAD);
  const start = before.byte[head] as number;
  const again = samplePlaces(source, layout, start, (before.byte[last] as number) + shift + 1);
  // From a sample that starts in the unchanged tail, in both texts, all is as it was.
  const inStep = new Map(Array.from(again.byte, (byte, i) => [byte - shift, i]));
  let rest = tail;
  while (rest <= last && !inStep.has(before.byte[rest] as number)) rest++;
  const middle = inStep.get(before.byte[rest] as number);
  if (rest > last || middle === undefined) return samplePlaces(source, layout);

  const length = head + middle + before.length - rest;
  const byte = new Float64Array(length);
  const byteLength = new Float64Array(length);
  const line = new Uint32Array(length);
  byte.set(before.byte.subarray(0, head));
  byteLength.set(before.byteLength.subarray(0, head));
  line.set(before.line.subarray(0, head));
  const firstLine = before.line[head] as number;
  byte.set(again.byte.subarray(0, middle), head);
  byteLength.set(again.byteLength.subarray(0, middle), head);
  for (let i = 0; i < middle; i++) line[head + i] = firstLine + (again.line[i] as number);
  const lines = firstLine + (again.line[middle] as number) - (before.line[rest] as number);
  const at = head + middle - rest;
  byteLength.set(before.byteLength.subarray(rest), head + middle);
  for (let i = rest; i < before.length; i++) {
    byte[at + i] = (before.byte[i] as number) + shift;
    line[at + i] = (before.line[i] as number) + lines;
  }
  return { length, byte, byteLength, line };
}

/** The first sample that starts at or after a byte. */
export function firstAt({ byte }: SamplePlaces, at: number): number {
  let low = 0;
  let high = byte.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((byte[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
