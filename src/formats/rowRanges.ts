// Where the rows of a slot stand: physical lines, paragraphs or the whole file, as byte ranges with line numbers.
import { ByteWindow, isBlank, LineFinder, MAX_ROW_BYTES } from './bytes.ts';
import type { TextSplit } from './plan.ts';
import type { ByteSource } from './source.ts';

/** Called with a row's bytes [start, end) and the line breaks between the slot's start and the row; false stops. */
export type VisitRange = (window: ByteWindow, start: number, end: number, line: number) => boolean;

export interface Ranges {
  /** Line breaks whose last byte lies in the slot. */
  readonly lineBreaks: number;
  /** False when `visit` stopped it. */
  readonly complete: boolean;
}

interface Slot {
  readonly start: number;
  readonly end: number;
  readonly bom: number;
}

/** Visits the rows that start in a slot. Blank lines are skipped. */
export function visitRanges(source: ByteSource, slot: Slot, split: TextSplit, visit: VisitRange): Ranges {
  return split === 'paragraphs'
    ? visitParagraphs(source, slot, visit)
    : split === 'lines'
      ? visitLines(source, slot, visit)
      : visitWhole(source, slot, visit);
}

/** A slot's window starts one byte early, to see whether the slot starts at a line start, and ends a little late, so
 *  that the last row seldom needs a second read. */
function open(source: ByteSource, slot: Slot): LineFinder {
  const ahead = Math.min((slot.end - slot.start) >> 4, 64 * 1024) + 1;
  return new LineFinder(new ByteWindow(source, Math.max(0, slot.start - 1), slot.end + ahead));
}

/** Moves to the first line that starts at or after the slot's start; returns the breaks passed inside the slot. */
function firstLine(lines: LineFinder, slot: Slot): { pos: number; breaks: number } {
  if (slot.start <= slot.bom) return { pos: slot.bom, breaks: 0 };
  // Nothing is read on here: a slot that lies wholly inside a long row has no row of its own.
  if (!lines.find(slot.start - 1, 0)) return { pos: slot.end, breaks: 0 };
  return { pos: lines.next, breaks: lines.next > slot.start && lines.next <= slot.end ? 1 : 0 };
}

function visitLines(source: ByteSource, slot: Slot, visit: VisitRange): Ranges {
  const lines = open(source, slot);
  const window = lines.window;
  let { pos, breaks } = firstLine(lines, slot);
  while (pos < slot.end && pos < source.size) {
    const ended = lines.find(pos);
    const end = lines.contentEnd;
    if (!isBlank(window.bytes, pos - window.start, end - window.start) && !visit(window, pos, end, breaks)) {
      return { lineBreaks: breaks, complete: false };
    }
    if (!ended) break;
    if (lines.next <= slot.end) breaks++;
    pos = lines.next;
  }
  return { lineBreaks: breaks, complete: true };
}

function visitParagraphs(source: ByteSource, slot: Slot, visit: VisitRange): Ranges {
  const lines = open(source, slot);
  const window = lines.window;
  let { pos, breaks } = firstLine(lines, slot);
  let inside = pos < slot.end && !blankBefore(source, pos, slot.bom);
  let start = -1;
  let startLine = 0;
  let lastEnd = -1;
  while (pos < source.size && (pos < slot.end || start >= 0)) {
    const ended = lines.find(pos);
    const blank = isBlank(window.bytes, pos - window.start, lines.contentEnd - window.start);
    if (blank) {
      if (start >= 0 && !visit(window, start, lastEnd, startLine)) return { lineBreaks: breaks, complete: false };
      start = -1;
    } else {
      if (!inside) {
        start = pos;
        startLine = breaks;
      }
      lastEnd = lines.contentEnd;
    }
    inside = !blank;
    if (!ended || (start >= 0 && lastEnd - start >= MAX_ROW_BYTES)) break;
    if (lines.next <= slot.end) breaks++;
    pos = lines.next;
  }
  const complete = start < 0 || visit(window, start, lastEnd, startLine);
  return { lineBreaks: breaks, complete };
}

function visitWhole(source: ByteSource, slot: Slot, visit: VisitRange): Ranges {
  let complete = true;
  if (slot.start <= slot.bom && slot.bom < slot.end) {
    const window = new ByteWindow(source, slot.bom, Math.min(source.size, slot.bom + MAX_ROW_BYTES));
    let end = window.end;
    while (end > slot.bom && isBlank(window.bytes, end - 1 - window.start, end - window.start)) end--;
    if (end > slot.bom) complete = visit(window, slot.bom, end, 0);
  }
  const lines = open(source, slot);
  let { pos, breaks } = firstLine(lines, slot);
  while (pos < slot.end && lines.find(pos, 0)) {
    if (lines.next <= slot.end) breaks++;
    pos = lines.next;
  }
  return { lineBreaks: breaks, complete };
}

/** Whether the line before the one that starts at `pos` is blank or missing. */
function blankBefore(source: ByteSource, pos: number, bom: number): boolean {
  let end = pos;
  let breaks = 0;
  while (end > bom) {
    const start = Math.max(bom, end - 256);
    const bytes = source.read(start, end);
    for (let i = bytes.length - 1; i >= 0; i--) {
      const b = bytes[i]!;
      const at = start + i;
      if (b === 0x0a || b === 0x0d) {
        // The break right before `pos` ends the line that is asked about; the next one shows that it is blank.
        const secondHalf = b === 0x0d && breaks === 1 && at === pos - 2 && source.read(at + 1, at + 2)[0] === 0x0a;
        if (!secondHalf && ++breaks === 2) return true;
      } else if (!isBlank(bytes, i, i + 1)) {
        return false;
      }
    }
    end = start;
  }
  return true;
}
