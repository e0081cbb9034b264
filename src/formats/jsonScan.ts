// Finds the elements of a JSON array, or of a row of JSON values, in a stream of bytes without building anything.

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Byte offsets in the file; `end` is exclusive. Returning false stops the scan. */
export interface ElementVisitor {
  onStart?(start: number): boolean;
  onEnd?(start: number, end: number): boolean;
}

/** Cuts JSON values that stand at the top level of what it is fed, separated by commas or white space, until the list
 *  closes. Aware of strings; broken elements end where their brackets do. */
export class ElementScanner {
  /** The list was closed, or the visitor stopped the scan. */
  done = false;
  private depth = 0;
  private inString = false;
  private escaped = false;
  /** Start of the element that is open, -1 between elements. */
  openAt = -1;
  private scalar = false;

  constructor(private readonly visitor: ElementVisitor) {}

  /** Scans bytes[from, to); `base` is the file offset of bytes[0]. Feed the stream in order and without gaps. */
  feed(bytes: Uint8Array, base: number, from = 0, to = bytes.length): void {
    let i = from;
    while (i < to && !this.done) {
      if (this.inString) i = this.skipString(bytes, base, i, to);
      else i = this.step(bytes[i]!, base, i);
    }
  }

  /** Ends an element that the source left open. */
  finish(end: number): void {
    if (this.openAt >= 0 && !this.done) this.close(end);
  }

  private step(b: number, base: number, i: number): number {
    if (b === QUOTE) {
      if (this.depth === 0) {
        if (this.scalar) this.close(base + i);
        if (!this.done) this.begin(base + i);
      }
      this.inString = true;
    } else if (b === 0x7b || b === 0x5b) {
      if (this.depth === 0) {
        if (this.scalar) this.close(base + i);
        if (!this.done) this.begin(base + i);
      }
      this.depth++;
    } else if (b === 0x7d || b === 0x5d) {
      if (this.depth === 0) {
        if (this.scalar) this.close(base + i);
        this.done = true;
      } else if (--this.depth === 0) this.close(base + i + 1);
    } else if (this.depth === 0) {
      const separator = b === 0x2c || b === 0x20 || (b >= 0x09 && b <= 0x0d);
      if (separator) {
        if (this.scalar) this.close(base + i);
      } else if (!this.scalar) {
        this.scalar = true;
        this.begin(base + i);
      }
    }
    return i + 1;
  }

  /** Jumps from quote to quote; one counts when an even number of backslashes stands before it. */
  private skipString(bytes: Uint8Array, base: number, from: number, to: number): number {
    let segment = from;
    if (this.escaped) {
      this.escaped = false;
      segment++;
    }
    let quote = bytes.indexOf(QUOTE, segment);
    while (quote >= 0 && quote < to) {
      if (backslashesBefore(bytes, segment, quote) % 2 === 0) {
        this.inString = false;
        if (this.depth === 0) this.close(base + quote + 1);
        return quote + 1;
      }
      quote = bytes.indexOf(QUOTE, quote + 1);
    }
    this.escaped = segment <= to && backslashesBefore(bytes, segment, to) % 2 === 1;
    return to;
  }

  private begin(at: number): void {
    this.openAt = at;
    if (this.visitor.onStart?.(at) === false) this.done = true;
  }

  private close(end: number): void {
    const start = this.openAt;
    this.openAt = -1;
    this.scalar = false;
    if (this.visitor.onEnd?.(start, end) === false) this.done = true;
  }
}

function backslashesBefore(bytes: Uint8Array, from: number, at: number): number {
  let n = 0;
  while (at - 1 - n >= from && bytes[at - 1 - n] === BACKSLASH) n++;
  return n;
}

/** Length of the first JSON value in the text from `from` on, or -1 when it does not end there. */
export function firstValueEnd(bytes: Uint8Array, from: number): number {
  let end = -1;
  const scanner = new ElementScanner({
    onEnd(_start, at) {
      end = at;
      return false;
    },
  });
  scanner.feed(bytes, 0, from);
  return end;
}
