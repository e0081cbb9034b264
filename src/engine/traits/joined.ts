// The segments of a view as one text, quotation marks and apostrophes straight, and the way back to the segments.
import type { TraitSpan } from './reading.ts';

/** Between turns or fields. */
const BREAK = '\n\n';

export interface Joined {
  readonly text: string;
  /** Offset of each segment in `text`. */
  readonly starts: readonly number[];
}

/** Lengths stay: a curly mark becomes a straight one. */
export function joinSegments(segments: readonly { readonly text: string }[]): Joined {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of segments) {
    starts.push(length);
    length += text.length + BREAK.length;
  }
  const joined = segments.length === 1 ? (segments[0]?.text ?? '') : segments.map((s) => s.text).join(BREAK);
  return { text: straight(joined), starts };
}

function straight(text: string): string {
  return /[‘’“”]/.test(text) ? text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"') : text;
}

/** A stretch of the joined text within the segment that it starts in. */
export function spanIn({ starts }: Joined, lengths: readonly number[], start: number, end: number): TraitSpan {
  let segment = starts.length - 1;
  while (segment > 0 && (starts[segment] as number) > start) segment--;
  const offset = starts[segment] as number;
  return { segment, start: start - offset, end: Math.min(end - offset, lengths[segment] as number) };
}
