// Where repeated stretches stand in their file: lines and columns as the editor counts them, through escapes.
import type { Segment } from '../../engine/sample.ts';
import { rawSpans } from '../../formats/positions.ts';
import type { PlacedSpan, RepeatedSpan } from '../../protocol/hostApi.ts';
import type { Inspection } from '../inspect/result.ts';
import type { Placement } from './placement.ts';
import { findView, type RowTexts, viewOf } from './rowText.ts';

const LINE_BREAK = /\r\n|\r|\n/g;

/** Stretches that have no place of their own in the file are left out. */
export function placeSpans(
  inspection: Inspection,
  row: number,
  spans: readonly RepeatedSpan[],
  reader: RowTexts,
  placement: Pick<Placement, 'columnOf'>,
): PlacedSpan[] {
  const placed = placeEach(inspection, row, spans, reader, placement);
  return spans.flatMap(({ places, samples }, i) => {
    const at = placed[i];
    return at ? { ...at, places, samples } : [];
  });
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Null for a stretch that has no place of its own in the file. */
export function placeEach(
  inspection: Inspection,
  row: number,
  spans: readonly Stretch[],
  reader: RowTexts,
  placement: Pick<Placement, 'columnOf'>,
): (Omit<PlacedSpan, 'places' | 'samples'> | null)[] {
  if (spans.length === 0) return [];
  const { columns, plans } = inspection;
  const file = columns.file[row] as number;
  const byte = columns.byte[row] as number;
  const { raw, sample } = reader.sampleAt(file, byte, columns.byteLength[row] as number);
  const segments = findView(sample, viewOf(inspection, row))?.segments ?? [];
  const wanted = spans.map((span) => inSegment(segments, span));
  const found = rawSpans(raw, wanted, plans[file]?.format);
  const starts = [0, ...Array.from(raw.matchAll(LINE_BREAK), (m) => m.index + m[0].length)];
  const before = placement.columnOf(file, byte);
  const at = (offset: number) => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line, column: offset - (starts[line] as number) + (line === 0 ? before : 0) };
  };
  return spans.map((_, i) => {
    const span = found[i];
    if (!span) return null;
    const [start, end] = [at(span.start), at(span.end)];
    return {
      line: (columns.line[row] as number) + start.line,
      startColumn: start.column,
      lines: end.line - start.line,
      endColumn: end.column,
    };
  });
}

/** A stretch of the joined text in the string that holds it; stretches never cross from one segment into the next. */
function inSegment(segments: readonly Segment[], { start, end }: Stretch) {
  let base = 0;
  for (const { text, path, offset = 0 } of segments) {
    if (start <= base + text.length) return { path, start: start - base + offset, end: end - base + offset };
    base += text.length + 1;
  }
  return { path: [], start: 0, end: 0 };
}
