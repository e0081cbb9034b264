// What we take from `natural`, by subpath: English stopwords and the Porter stemmer.
import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';
import stopwords from 'natural/lib/natural/util/stopwords.js';
import { hashString, toKey } from './hash.ts';
import type { TokenBuffer } from './words.ts';

let keys: Set<number> | undefined;

function stopwordKeys(): Set<number> {
  keys ??= new Set(
    stopwords.words
      .filter((w) => /^[a-z]{2,}$|^[ai]$/.test(w))
      .map((w) => {
        const [lo, hi] = hashString(w);
        return toKey(lo, hi);
      }),
  );
  return keys;
}

/** Whether a token, by its lanes, is an English stopword. */
export function isStopword(lo: number, hi: number): boolean {
  return stopwordKeys().has(toKey(lo, hi));
}

/** Share of the tokens that are English stopwords, 0..1; about 0.4 in prose, below 0.2 in code and tables. */
export function stopwordShare(tokens: TokenBuffer): number {
  if (tokens.length === 0) return 0;
  const set = stopwordKeys();
  let n = 0;
  for (let i = 0; i < tokens.length; i++) if (set.has(toKey(tokens.lo[i] as number, tokens.hi[i] as number))) n++;
  return n / tokens.length;
}

/** Porter stem of a lower-cased English word. */
export function stem(word: string): string {
  return porter.stem(word);
}
