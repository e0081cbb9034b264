// Is a text mostly code? Repeats and low novelty mean something else there.
import { stopwordShare } from './natural.ts';
import type { Prepared } from './prepare.ts';

const SYMBOLS = /[{}()[\];=<>\\_&|+*#$/]/g;
const FENCE = '```';

/** Share of the characters inside code fences; the last one may be open. Time grows with the length, not with its square. */
function fencedShare(text: string): number {
  let n = 0;
  for (let open = text.indexOf(FENCE); open >= 0; ) {
    const line = text.indexOf('\n', open);
    if (line < 0) break;
    const close = text.indexOf(FENCE, line);
    const end = close < 0 ? text.length : close + FENCE.length;
    n += end - open;
    open = text.indexOf(FENCE, end);
  }
  return n / Math.max(1, text.length);
}

/** Fenced for the most part, or dense in code symbols with few English function words. */
export function isMostlyCode(x: Pick<Prepared, 'segments' | 'words'>): boolean {
  let length = 0;
  let symbols = 0;
  let fenced = 0;
  for (const { text } of x.segments) {
    length += text.length;
    symbols += text.match(SYMBOLS)?.length ?? 0;
    fenced += fencedShare(text) * text.length;
  }
  if (length === 0) return false;
  if (fenced / length > 0.5) return true;
  const density = symbols / length;
  return density > 0.1 || (density > 0.03 && stopwordShare(x.words) < 0.25);
}
