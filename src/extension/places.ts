// Where findings stand: choosing the next or previous one, and moving them along with edits until they are measured anew.

/** 1-based line and 0-based column of something flagged. */
export interface Place {
  readonly line: number;
  readonly startColumn: number;
}

export type Direction = 'next' | 'previous';

/**
 * The first flagged line after (or before) `line`, 1-based, wrapping around at the ends; of the findings of one line the
 * leftmost. Undefined when there are none.
 */
export function stepFrom<P extends Place>(places: readonly P[], line: number, direction: Direction): P | undefined {
  const sorted = leftmostPerLine(places);
  if (direction === 'next') return sorted.find((place) => place.line > line) ?? sorted[0];
  return sorted.findLast((place) => place.line < line) ?? sorted.at(-1);
}

/** Its number among the flagged lines, from 1. */
export function ordinal(places: readonly Place[], place: Place): { readonly at: number; readonly of: number } {
  const sorted = leftmostPerLine(places);
  return { at: sorted.findIndex((p) => p.line === place.line) + 1, of: sorted.length };
}

function leftmostPerLine<P extends Place>(places: readonly P[]): P[] {
  const sorted = [...places].sort((a, b) => a.line - b.line || a.startColumn - b.startColumn);
  return sorted.filter((place, i) => i === 0 || sorted[i - 1]!.line !== place.line);
}

/** An edit as the editor reports it; lines are 0-based. */
export interface LineEdit {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly text: string;
}

/**
 * Moves the places below an edit by the lines it added or removed, and drops those whose line it removed.
 * Edits are applied in the order of the editor's event.
 */
export function shiftPlaces<P extends Place>(places: readonly P[], edits: readonly LineEdit[]): readonly P[] {
  let moved = places;
  for (const edit of edits) {
    const delta = countBreaks(edit.text) - (edit.range.end.line - edit.range.start.line);
    moved = moved.flatMap((place) => {
      const fate = fateOf(place.line - 1, edit);
      if (fate === 'gone') return [];
      return [fate === 'moved' && delta !== 0 ? { ...place, line: place.line + delta } : place];
    });
  }
  return moved;
}

/** What an edit does to a line (0-based): lines it only touches at their end or inside stay. */
function fateOf(line: number, { range: { start, end }, text }: LineEdit): 'kept' | 'moved' | 'gone' {
  if (line < start.line) return 'kept';
  if (line > end.line) return 'moved';
  if (start.line === end.line) {
    const before = start.character === 0 && end.character === 0 && text.endsWith('\n');
    return before ? 'moved' : 'kept';
  }
  if (line === start.line) return start.character > 0 ? 'kept' : 'gone';
  return line === end.line && end.character === 0 ? 'moved' : 'gone';
}

/** Whether an edit reached into one of the lines; one that is gone as a whole does not count. */
export function touchesAny(places: readonly Place[], edits: readonly LineEdit[]): boolean {
  let moved = places;
  for (const edit of edits) {
    const { start, end } = edit.range;
    const isInside = (place: Place) => {
      const line = place.line - 1;
      const fate = line < start.line || line > end.line ? 'moved' : fateOf(line, edit);
      return fate === 'kept' || (fate === 'gone' && line === end.line);
    };
    if (moved.some(isInside)) return true;
    moved = shiftPlaces(moved, [edit]);
  }
  return false;
}

function countBreaks(text: string): number {
  let n = 0;
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) n++;
  return n;
}
