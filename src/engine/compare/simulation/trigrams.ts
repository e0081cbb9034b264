// A word-trigram model without smoothing, with symbols for the start and the end of a document. Every context that writing can reach was
// learnt, so there is nothing to back off to.
import type { RandomIndex } from '../../statistics/sfc32.ts';
import { NO_TEXT, type NumberedText } from './numberedText.ts';
import { PairNumbers } from './pairNumbers.ts';

/** The words learnt from, one behind the other with an end symbol behind each document, and where each context occurs. */
export interface Trigrams {
  readonly symbols: Uint32Array;
  readonly end: number;
  /** Number of the context (the two symbols before) at each place; that of the start of a document is 0. */
  readonly contexts: Uint32Array;
  /** Places by context: those of context c from begins[c] to begins[c + 1]. */
  readonly places: Uint32Array;
  readonly begins: Uint32Array;
}

/** `text` holds at least one word; `types` is above all its numbers. */
export function learnTrigrams({ words, starts }: NumberedText, types: number): Trigrams {
  const end = types;
  const start = types + 1;
  const documents = starts.length - 1;
  const symbols = new Uint32Array(words.length + documents);
  const contexts = new Uint32Array(symbols.length);
  const pairs = new PairNumbers();
  let at = 0;
  for (let d = 0; d < documents; d++) {
    let before = start;
    let last = start;
    const to = starts[d + 1] as number;
    for (let i = starts[d] as number; i <= to; i++) {
      const symbol = i < to ? (words[i] as number) : end;
      contexts[at] = pairs.of(before, last);
      symbols[at++] = symbol;
      before = last;
      last = symbol;
    }
  }
  const begins = new Uint32Array(pairs.size + 1);
  for (const c of contexts) begins[c + 1] = (begins[c + 1] as number) + 1;
  for (let c = 0; c < pairs.size; c++) begins[c + 1] = (begins[c + 1] as number) + (begins[c] as number);
  const fill = begins.slice();
  const places = new Uint32Array(symbols.length);
  for (let i = 0; i < contexts.length; i++) {
    const c = contexts[i] as number;
    const place = fill[c] as number;
    places[place] = i;
    fill[c] = place + 1;
  }
  return { symbols, end, contexts, places, begins };
}

/** Writes documents until there are so many words; the last one is cut to end there. */
export function writeDocuments(model: Trigrams, words: number, random: RandomIndex): NumberedText {
  if (words === 0) return NO_TEXT;
  const { symbols, end, contexts, places, begins } = model;
  const out = new Uint32Array(words);
  const starts = [0];
  let at = 0;
  while (at < words) {
    let context = 0;
    while (at < words) {
      const from = begins[context] as number;
      const place = places[from + random.below((begins[context + 1] as number) - from)] as number;
      const symbol = symbols[place] as number;
      if (symbol === end) break;
      out[at++] = symbol;
      // The next place has just these two words before it.
      context = contexts[place + 1] as number;
    }
    starts.push(at);
  }
  return { words: out, starts: Uint32Array.from(starts) };
}
