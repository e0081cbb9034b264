// A text cut at the borders of its repeated stretches.

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface Piece<S extends Stretch> {
  readonly text: string;
  /** The stretch that the piece is, null between stretches. */
  readonly stretch: S | null;
}

/** Offsets are UTF-16 units, end exclusive. Stretches may overlap, touch or run past the text. */
export function piecesOf<S extends Stretch>(text: string, stretches: readonly S[]): Piece<S>[] {
  const pieces: Piece<S>[] = [];
  let at = 0;
  for (const stretch of [...stretches].sort((a, b) => a.start - b.start)) {
    const start = Math.max(stretch.start, at);
    const end = Math.min(stretch.end, text.length);
    if (end <= start) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), stretch: null });
    pieces.push({ text: text.slice(start, end), stretch });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), stretch: null });
  return pieces;
}
