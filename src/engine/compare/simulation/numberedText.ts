// A text as numbers: what a simulation draws from, and what it draws.
import type { RandomIndex } from '../../statistics/sfc32.ts';

export interface NumberedText {
  /** Type numbers of the words of all documents, one behind the other. */
  readonly words: Uint32Array;
  /** Where each document starts, and the number of words at the end: documents + 1 entries. No document is empty. */
  readonly starts: Uint32Array;
}

/** The corpus of a simulation: its types have the numbers 0..types − 1, and each of them occurs. */
export interface NumberedCorpus extends NumberedText {
  readonly types: number;
}

export const NO_TEXT: NumberedText = { words: new Uint32Array(0), starts: new Uint32Array(1) };

/** The documents of `first`, then those of `second`. */
export function join(first: NumberedText, second: NumberedText): NumberedText {
  if (first.words.length === 0) return second;
  if (second.words.length === 0) return first;
  const words = new Uint32Array(first.words.length + second.words.length);
  words.set(first.words);
  words.set(second.words, first.words.length);
  const starts = new Uint32Array(first.starts.length + second.starts.length - 1);
  starts.set(first.starts);
  for (let i = 1; i < second.starts.length; i++) {
    starts[first.starts.length - 1 + i] = first.words.length + (second.starts[i] as number);
  }
  return { words, starts };
}

/**
 * Whole documents without replacement, in random order, until there are so many words; the last one is cut to end there. The text itself,
 * in its order, where it holds no more.
 */
export function drawDocuments(text: NumberedText, words: number, random: RandomIndex): NumberedText {
  if (words >= text.words.length) return text;
  if (words === 0) return NO_TEXT;
  const documents = text.starts.length - 1;
  const order = Uint32Array.from({ length: documents }, (_, i) => i);
  const out = new Uint32Array(words);
  const starts = [0];
  let at = 0;
  for (let i = 0; at < words; i++) {
    const j = i + random.below(documents - i);
    const drawn = order[j] as number;
    order[j] = order[i] as number;
    const from = text.starts[drawn] as number;
    const to = Math.min(text.starts[drawn + 1] as number, from + words - at);
    out.set(text.words.subarray(from, to), at);
    at += to - from;
    starts.push(at);
  }
  return { words: out, starts: Uint32Array.from(starts) };
}
