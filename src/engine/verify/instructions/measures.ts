// What an answer holds, counted in more than one way: a constraint is broken only where no way of counting keeps it.
import type { Unit } from './amounts.ts';

/** The lowest and the highest count that a reader could come to. */
export type Range = readonly [lowest: number, highest: number];

export const MEASURES: Readonly<Record<Unit, (text: string) => Range>> = {
  words: (text) => {
    const spaced = text.split(/\s+/).filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
    const marked = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
    return [Math.min(spaced, marked), Math.max(spaced, marked)];
  },
  sentences: (marked) => {
    const text = marked.replace(/^\s*(?:\d+[.)]|[-*•])\s+/gm, '');
    // An abbreviation or an initial ends no sentence; a line that ends without a mark may be one.
    const sure =
      text.match(
        /(?<!\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|No|Inc|Ltd|Jr|Sr|U\.S))[.!?]["'”’)\]]*(?=\s+["'“‘(]?[A-Z]|\s*$)/g,
      )?.length ?? 0;
    const marks = text.match(/[.!?;:…]+/g)?.length ?? 0;
    const lines = text.split('\n').filter((line) => line.trim() !== '').length;
    return [Math.max(1, Math.min(sure, marks)), Math.max(1, sure, marks + lines)];
  },
  paragraphs: (text) => {
    const blocks = text.split(/\n[^\S\n]*\n/).filter((block) => block.trim() !== '');
    const lines = text.split('\n').filter((line) => line.trim() !== '').length;
    const titles = blocks.filter((block) => /^\s*(?:#|\*\*[^\n]*\*\*\s*$|[^\n.!?]{1,60}\s*$)/.test(block)).length;
    return [Math.max(1, blocks.length - titles), Math.max(1, lines)];
  },
  'bullet points': (text) => points(text, /^(\s*)(?:[-*•–—▪◦+]|\d+[.)])\s+\S/gm),
  'numbered points': (text) => points(text, /^(\s*)\d+[.):]\s*\S/gm),
};

/** Points without those inside of others, and all of them; without marks every line may be a point. */
function points(text: string, pattern: RegExp): Range {
  const indents = [...text.matchAll(pattern)].map((m) => m[1]!.replace(/\n/g, '').length);
  if (indents.length === 0) return [0, text.split('\n').filter((line) => line.trim() !== '').length];
  const least = Math.min(...indents);
  return [indents.filter((indent) => indent === least).length, indents.length];
}
