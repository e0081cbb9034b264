// A text cut at the borders of its repeated stretches.

export interface Piece {
  readonly text: string;
  readonly repeated: boolean;
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Offsets are UTF-16 units, end exclusive. Stretches may overlap, touch or run past the text. */
export function piecesOf(text: string, stretches: readonly Stretch[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const s of [...stretches].sort((a, b) => a.start - b.start)) {
    const start = Math.max(s.start, at);
    const end = Math.min(s.end, text.length);
    if (end <= start) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), repeated: false });
    pieces.push({ text: text.slice(start, end), repeated: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), repeated: false });
  return pieces;
}
