// Which stretches of an open document go when some of its samples are dropped: whole lines, paragraphs, elements of a list.
import { findElements } from '../../formats/jsonIndex.ts';
import { ElementScanner } from '../../formats/jsonScan.ts';
import { sniff } from '../../formats/sniff.ts';

/** A document by its lines, as the editor counts them; 0-based. */
export interface Lines {
  readonly lineCount: number;
  line(index: number): string;
}

/** How a file is cut into samples, as its report says. */
export type Cutting = 'lines' | 'paragraphs' | 'file' | 'json';

/** 0-based line and UTF-16 column; `end` is exclusive. */
export interface Stretch {
  readonly start: Place;
  readonly end: Place;
}
interface Place {
  readonly line: number;
  readonly character: number;
}

export function cuttingOf({ format, split }: { format: string; split?: string | undefined }): Cutting {
  if (format === 'json') return 'json';
  return format === 'text' && (split === 'paragraphs' || split === 'file') ? split : 'lines';
}

/** As the engine sees it: ASCII white space only. */
function isBlank(line: string): boolean {
  return /^[\t-\r ]*$/.test(line);
}

/** First lines of the samples of which a line between `from` and `to` (0-based, inclusive) is part, ascending. */
export function samplesBetween(
  text: Lines,
  cutting: 'lines' | 'paragraphs' | 'file',
  from: number,
  to: number,
): number[] {
  if (cutting === 'file') return [firstFilled(text, 0)].filter((line) => line < text.lineCount);
  const found: number[] = [];
  for (let line = from; line <= Math.min(to, text.lineCount - 1); line++) {
    if (isBlank(text.line(line))) continue;
    const first = cutting === 'paragraphs' ? paragraphStart(text, line) : line;
    if (found.at(-1) !== first) found.push(first);
  }
  return found;
}

/** What goes with the samples that start on these lines (0-based): their text and the line ends behind it, neighbours in one
 *  stretch. Lines that no sample starts on are left alone. */
export function cutLines(text: Lines, cutting: 'lines' | 'paragraphs' | 'file', lines: readonly number[]): Stretch[] {
  const wanted = [...new Set(lines)].sort((a, b) => a - b).filter((line) => startsSample(text, cutting, line));
  if (cutting === 'file') return wanted.length > 0 ? [stretch(text, 0, text.lineCount)] : [];
  const runs: { from: number; to: number }[] = [];
  for (const from of wanted) {
    const to = cutting === 'paragraphs' ? firstFilled(text, paragraphEnd(text, from)) : from + 1;
    const last = runs.at(-1);
    if (last?.to === from) last.to = to;
    else runs.push({ from, to });
  }
  return runs.map(({ from, to }) => stretch(text, from, to, cutting === 'paragraphs'));
}

function startsSample(text: Lines, cutting: Cutting, line: number): boolean {
  if (line < 0 || line >= text.lineCount || isBlank(text.line(line))) return false;
  if (cutting === 'file') return firstFilled(text, 0) === line;
  return cutting === 'lines' || line === 0 || isBlank(text.line(line - 1));
}

/** From the start of a line to that of another. At the end of the text the break before it goes instead, and before a last
 *  paragraph the blank lines, so that the text ends as it did. */
function stretch(text: Lines, from: number, to: number, takesBlanks = false): Stretch {
  if (to < text.lineCount) return { start: { line: from, character: 0 }, end: { line: to, character: 0 } };
  const last = text.lineCount - 1;
  const end = { line: last, character: text.line(last).length };
  let before = from - 1;
  while (takesBlanks && before >= 0 && isBlank(text.line(before))) before--;
  if (before < 0) return { start: { line: 0, character: 0 }, end };
  // An empty last line is a line end of the text: it stays.
  if (from <= last && text.line(last) === '' && last > from) return { start: { line: before + 1, character: 0 }, end };
  return { start: { line: before, character: text.line(before).length }, end };
}

function paragraphStart(text: Lines, line: number): number {
  let first = line;
  while (first > 0 && !isBlank(text.line(first - 1))) first--;
  return first;
}

function paragraphEnd(text: Lines, line: number): number {
  let end = line;
  while (end < text.lineCount && !isBlank(text.line(end))) end++;
  return end;
}

function firstFilled(text: Lines, line: number): number {
  let next = line;
  while (next < text.lineCount && isBlank(text.line(next))) next++;
  return next;
}

/** An element of a JSON list: UTF-16 offsets in the text, `byte` as UTF-8. */
export interface JsonElement {
  readonly start: number;
  readonly end: number;
  readonly byte: number;
}

/** The elements that the engine takes for rows, in order. Throws what the engine throws for such a file. */
export function jsonElements(text: string, path: string): JsonElement[] {
  const bytes = new TextEncoder().encode(text);
  const source = { path, size: bytes.length, read: (start: number, end: number) => bytes.subarray(start, end) };
  const places: { start: number; end: number }[] = [];
  const scanner = new ElementScanner({
    onEnd(start, end) {
      places.push({ start, end });
      return true;
    },
  });
  scanner.feed(bytes, 0, findElements(source, sniff(source).first));
  scanner.finish(bytes.length);
  const unitsTo = unitCounter(bytes);
  return places.map(({ start, end }) => ({ start: unitsTo(start), end: unitsTo(end), byte: start }));
}

/** Stretches (UTF-16 offsets) that go with the chosen elements (their indexes): neighbours together, each with its comma. */
export function cutElements(
  elements: readonly JsonElement[],
  chosen: ReadonlySet<number>,
): { readonly start: number; readonly end: number }[] {
  const cuts: { start: number; end: number }[] = [];
  for (let i = 0; i < elements.length; i++) {
    if (!chosen.has(i)) continue;
    const first = i;
    while (chosen.has(i + 1)) i++;
    const [next, before] = [elements[i + 1], elements[first - 1]];
    if (next) cuts.push({ start: elements[first]!.start, end: next.start });
    else cuts.push({ start: before ? before.end : elements[first]!.start, end: elements[i]!.end });
  }
  return cuts;
}

/** The same cut by whole lines where the text before both its ends is the same white space: what is edited then are these lines
 *  alone, and not the one behind them. */
export function byWholeLines(text: Lines, cut: Stretch): Stretch {
  const { start, end } = cut;
  const before = text.line(start.line).slice(0, start.character);
  if (start.line === end.line || !isBlank(before)) return cut;
  if (text.line(end.line).slice(0, end.character) !== before) return cut;
  return { start: { line: start.line, character: 0 }, end: { line: end.line, character: 0 } };
}

/** UTF-16 units before a byte; bytes asked for must not fall. */
function unitCounter(bytes: Uint8Array): (byte: number) => number {
  let [at, units] = [0, 0];
  return (byte) => {
    for (; at < byte; at++) {
      const b = bytes[at]!;
      // A character outside the first plane is four bytes and two units.
      if ((b & 0xc0) !== 0x80) units += b >= 0xf0 ? 2 : 1;
    }
    return units;
  };
}
