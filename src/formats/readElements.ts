// The elements of a JSON array that start in a slot, as byte ranges with line numbers.
import { ByteWindow, countLineBreaks, LineFinder, MAX_ROW_BYTES } from './bytes.ts';
import { ElementScanner } from './jsonScan.ts';
import type { Block } from './plan.ts';
import type { Ranges, VisitRange } from './rowRanges.ts';
import type { ByteSource } from './source.ts';

/** Visits the elements that start in the block, from `firstElement` on. */
export function visitElements(source: ByteSource, block: Block, visit: VisitRange): Ranges {
  let complete = true;
  if (block.firstElement !== undefined) {
    const window = new ByteWindow(source, block.firstElement, block.end);
    const line = lineCounter(source, block);
    const scanner = new ElementScanner({
      onStart: (start) => start < block.end,
      onEnd(start, end) {
        complete = visit(window, start, end, line(start));
        return complete;
      },
    });
    let fed = window.start;
    do {
      scanner.feed(window.bytes, window.start, fed - window.start);
      fed = window.end;
    } while (!scanner.done && scanner.openAt >= 0 && window.end - scanner.openAt < MAX_ROW_BYTES && window.grow());
    scanner.finish(fed);
  }
  return { lineBreaks: countLineBreaks(source, block.start, block.end), complete };
}

/** Line breaks between the block's start and a byte of it; bytes asked for must not fall. */
function lineCounter(source: ByteSource, block: Block): (byte: number) => number {
  const lines = new LineFinder(new ByteWindow(source, Math.max(0, block.start - 1), block.end + 1));
  let found = lines.window.start < lines.window.end && lines.find(lines.window.start, 0);
  let n = 0;
  return (byte) => {
    while (found && lines.next <= byte) {
      if (lines.next > block.start) n++;
      found = lines.find(lines.next, 0);
    }
    return n;
  };
}
