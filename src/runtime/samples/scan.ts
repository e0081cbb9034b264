// Looks through stretches of a file for a query, window by window: memory stays the same whatever the size.
import type { Compiled } from './query.ts';

const WINDOW = 4 << 20;
const ROWS_WINDOW = 1 << 20;
/** A pattern sees so much of a row; only a row of its own can be longer. Bytes. */
export const MAX_PATTERN_BYTES = 1 << 20;
const MAX_TEXT = 1000;

const LF = 0x0a;
const CR = 0x0d;

export interface Hit {
  readonly byte: number;
  /** Bytes. */
  readonly length: number;
  /** At most 1,000 characters. */
  readonly text: string;
}

export interface ScanHooks {
  /** Bytes [from, to) of the file. */
  read(from: number, to: number): Buffer;
  /** Throws when the search is to end. Called once per window, and once per row that a pattern is tried on. */
  at(byte: number): void;
  /** A pattern starts or ends its work on a row. */
  matching(isBusy: boolean): void;
}

/**
 * The first hit in the stretches, in the order in which they come; of each stretch the last one when `last`. Each stretch
 * [from, to) starts and ends with rows.
 */
export function scan(
  query: Compiled,
  stretches: Iterable<readonly [from: number, to: number]>,
  last: boolean,
  hooks: ScanHooks,
): Hit | null {
  for (const [from, to] of stretches) {
    const hit =
      query.kind === 'bytes' ? scanBytes(query, from, to, last, hooks) : scanRows(query.pattern, from, to, last, hooks);
    if (hit) return hit;
  }
  return null;
}

type Bytes = Extract<Compiled, { kind: 'bytes' }>;

function scanBytes({ needles, ignoreCase }: Bytes, from: number, to: number, last: boolean, hooks: ScanHooks) {
  const overlap = Math.max(...needles.map((needle) => needle.length)) - 1;
  const words = needles.map((needle) => needle.toString('latin1'));
  let found: Hit | null = null;
  for (let start = from; start < to; start += WINDOW) {
    hooks.at(start);
    const bytes = hooks.read(start, Math.min(to, start + WINDOW + overlap));
    // One character per byte: places stay, and bytes beyond ASCII are no part of the words.
    const text = ignoreCase ? bytes.toString('latin1').toLowerCase() : undefined;
    let best = -1;
    let length = 0;
    for (const [i, needle] of needles.entries()) {
      const word = words[i] as string;
      const at = last
        ? (text?.lastIndexOf(word) ?? bytes.lastIndexOf(needle))
        : (text?.indexOf(word) ?? bytes.indexOf(needle));
      if (at < 0 || (best >= 0 && (last ? at <= best : at >= best))) continue;
      best = at;
      length = needle.length;
    }
    if (best < 0) continue;
    found = { byte: start + best, length, text: bytes.subarray(best, best + length).toString() };
    if (!last) return found;
  }
  return found;
}

function scanRows(pattern: RegExp, from: number, to: number, last: boolean, hooks: ScanHooks): Hit | null {
  let found: Hit | null = null;
  const tryRow = (bytes: Buffer, start: number, end: number, base: number): boolean => {
    hooks.at(base + start);
    const cut = Math.min(end, start + MAX_PATTERN_BYTES);
    const row = bytes.toString('utf8', start, cut);
    hooks.matching(true);
    const match = pattern.exec(row);
    hooks.matching(false);
    if (!match) return false;
    const skipped = Buffer.byteLength(row.slice(0, match.index));
    found = {
      byte: base + start + skipped,
      length: Buffer.byteLength(match[0]),
      text: match[0].slice(0, MAX_TEXT),
    };
    return !last;
  };
  for (let start = from; start < to; ) {
    hooks.at(start);
    const bytes = hooks.read(start, Math.min(to, start + ROWS_WINDOW));
    const isEnd = start + bytes.length >= to;
    // The row at the end of the window is not whole, unless it fills the window: then its head is tried, and the rest skipped.
    let whole = isEnd ? bytes.length : lastBreak(bytes) + 1;
    const isLong = whole === 0;
    if (isLong) whole = bytes.length;
    for (let row = 0; row < whole; ) {
      const [end, next] = rowEnd(bytes, row, whole);
      if (tryRow(bytes, row, end, start)) return found;
      row = next;
    }
    start += whole;
    if (isLong && !isEnd) start = behindBreak(start, to, hooks);
  }
  return found;
}

/** Where a row ends, and where the next one starts. */
function rowEnd(bytes: Buffer, from: number, to: number): readonly [end: number, next: number] {
  for (let i = from; i < to; i++) {
    if (bytes[i] === LF) return [i, i + 1];
    if (bytes[i] === CR) return [i, bytes[i + 1] === LF && i + 1 < to ? i + 2 : i + 1];
  }
  return [to, to];
}

function lastBreak(bytes: Buffer): number {
  // A \r at the very end may belong to a \r\n.
  return Math.max(bytes.lastIndexOf(LF), bytes.lastIndexOf(CR, bytes.length - 2));
}

function behindBreak(from: number, to: number, hooks: ScanHooks): number {
  for (let start = from; start < to; start += WINDOW) {
    hooks.at(start);
    const bytes = hooks.read(start, Math.min(to, start + WINDOW));
    const lf = bytes.indexOf(LF);
    const cr = bytes.indexOf(CR);
    if (lf >= 0 || cr >= 0) return start + (cr < 0 || (lf >= 0 && lf < cr) ? lf : cr) + 1;
  }
  return to;
}
