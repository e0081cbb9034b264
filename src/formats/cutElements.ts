// Which bytes go with the elements of a JSON list, or of a row of JSON values: the comma goes with the element.
import { MAX_ROW_BYTES } from './bytes.ts';
import type { Remove, RowPlaces } from './cut.ts';
import { ElementScanner } from './jsonScan.ts';
import { isSpace, type Peek } from './peek.ts';

/** Runs of neighbours between two moments at which others may have their turn. */
const STEP = 4096;
const CHUNK = 1024 * 1024;
const COMMA = 0x2c;

/** Removes the elements, neighbours together. False when none stays. */
export function* cutElements(peek: Peek, bom: number, rows: RowPlaces, remove: Remove): Generator<void, boolean> {
  let holdsRows = true;
  let runs = 0;
  for (let i = 0; i < rows.length; ) {
    if (++runs % STEP === 0) yield;
    const start = rows.byte[i] as number;
    let end = elementEnd(peek, start, rows.byteLength[i] as number);
    let next = skipForward(peek, end);
    for (i++; i < rows.length && next === (rows.byte[i] as number); i++) {
      end = elementEnd(peek, next, rows.byteLength[i] as number);
      next = skipForward(peek, end);
    }
    const before = skipBack(peek, start, bom);
    const isFirst = before === bom || peek.at(before - 1) === 0x5b;
    const isLast = next >= peek.source.size || peek.at(next) === 0x5d || peek.at(next) === 0x7d;
    if (isFirst && isLast) {
      holdsRows = false;
      remove(before, Math.max(end, lastComma(peek, end, next) + 1));
    } else if (isLast) remove(before, end);
    else if (isFirst || keepsBefore(peek, before, start, end, next)) remove(start, next);
    else remove(before, end);
  }
  return holdsRows;
}

/** Of the gaps before and behind one stays: that with a comma, or in a row of values the one that holds anything. */
function keepsBefore(peek: Peek, before: number, start: number, end: number, next: number): boolean {
  if (lastComma(peek, before, start) >= 0) return true;
  return lastComma(peek, end, next) < 0 && (start > before || next === end);
}

/** Where an element ends. */
export function elementEnd(peek: Peek, start: number, length: number): number {
  if (length < MAX_ROW_BYTES) return start + length;
  // Too long to be read whole: its place ends early.
  const { source } = peek;
  let end = source.size;
  const scanner = new ElementScanner({
    onEnd(_start, at) {
      end = at;
      return false;
    },
  });
  for (let at = start; at < source.size && !scanner.done; at += CHUNK) {
    scanner.feed(source.read(at, Math.min(source.size, at + CHUNK)), at);
  }
  return end;
}

function isGap(byte: number): boolean {
  return byte === COMMA || isSpace(byte);
}

function skipForward(peek: Peek, from: number): number {
  let at = from;
  while (isGap(peek.at(at))) at++;
  return at;
}

function skipBack(peek: Peek, from: number, bom: number): number {
  let at = from;
  while (at > bom && isGap(peek.at(at - 1))) at--;
  return at;
}

function lastComma(peek: Peek, from: number, to: number): number {
  for (let at = to - 1; at >= from; at--) if (peek.at(at) === COMMA) return at;
  return -1;
}
