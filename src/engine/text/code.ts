// Is a text mostly code? Repeats and low novelty mean something else there.
import { stopwordShare } from './natural.ts';
import type { Prepared } from './prepare.ts';

const SYMBOLS = /[{}()[\];=<>\\_&|+*#$/]/g;
const FENCE = /```[^\n]*\n[\s\S]*?(?:```|$)/g;

/** Share of the characters inside code fences. */
function fencedShare(text: string): number {
  if (!text.includes('```')) return 0;
  let n = 0;
  for (const m of text.matchAll(FENCE)) n += m[0].length;
  return n / text.length;
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
