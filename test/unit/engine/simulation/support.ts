// Small corpora for simulations.
import type { NumberedCorpus, NumberedText } from '../../../../src/engine/compare/simulation/numberedText.ts';
import { words } from '../../../../src/engine/text/words.ts';

/** One document per text; texts without a word are none. */
export function corpusOf(texts: readonly string[]): NumberedCorpus {
  const numbers = new Map<string, number>();
  const all: number[] = [];
  const starts = [0];
  for (const text of texts) {
    for (const word of words(text)) {
      const number = numbers.get(word) ?? numbers.size;
      numbers.set(word, number);
      all.push(number);
    }
    if (all.length > (starts.at(-1) as number)) starts.push(all.length);
  }
  return { words: Uint32Array.from(all), starts: Uint32Array.from(starts), types: numbers.size };
}

export function documentsOf({ words, starts }: NumberedText): number[][] {
  return Array.from({ length: starts.length - 1 }, (_, i) => [...words.subarray(starts[i], starts[i + 1])]);
}
