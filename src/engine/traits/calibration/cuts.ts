// Human rows are also measured cut to shorter lengths, so that a short row is judged against short text: scores of long
// text are steadier, and a threshold from them is wrong for short rows.
import { TokenBuffer, tokenise } from '../../text/words.ts';
import { MIN_WORDS, type TraitReader } from '../reading.ts';

/** Lengths to which human rows are cut, in words: steps of about the square root of two. */
export const CUTS = [MIN_WORDS, 70, 100, 140, 200, 280, 400, 560, 800, 1120, 1600] as const;
/** A row that is hardly longer than a cut stands for it itself. */
const CLEARLY_LONGER = 0.9;

/** The grid lengths to which a row of so many words is cut. */
export function cutsOf(words: number): number[] {
  return CUTS.filter((cut) => cut < CLEARLY_LONGER * words);
}

/** The head of a text for each of `lengths` (ascending, in words), ending with its last word. */
export function cutSegments(
  segments: readonly { readonly text: string }[],
  lengths: readonly number[],
): { text: string }[][] {
  const tokens = new TokenBuffer();
  const heads: { text: string }[][] = [];
  const before: { text: string }[] = [];
  let words = 0;
  for (const { text } of segments) {
    if (heads.length === lengths.length) break;
    tokens.clear();
    tokenise(text, tokens);
    while (heads.length < lengths.length && (lengths[heads.length] as number) <= words + tokens.length) {
      const last = (lengths[heads.length] as number) - words - 1;
      heads.push([...before, { text: text.slice(0, last < 0 ? 0 : tokens.end[last]) }]);
    }
    words += tokens.length;
    before.push({ text });
  }
  return heads;
}

/** A reading's numbers as a calibration keeps them: the score, then the parts. Empty where nothing was measured. */
export function numbersOf({ score, parts }: { readonly score: number; readonly parts?: ArrayLike<number> }): number[] {
  if (Number.isNaN(score)) return [];
  return [score, ...Array.from(parts ?? [])].map((x) => Math.round(x * 1e4) / 1e4);
}

/** What the reader says of a text cut to each length of the grid below its own. */
export function readCuts(
  reader: TraitReader,
  segments: readonly { readonly text: string }[],
  words: number,
): number[][] {
  return cutSegments(segments, cutsOf(words)).map((head) => numbersOf(reader.read(head)));
}
