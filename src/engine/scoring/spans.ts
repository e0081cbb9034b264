// Which stretches of a text other texts hold too: runs of shared word 4-grams.
import { chain, toKey } from '../text/hash.ts';
import { TokenBuffer, tokenise } from '../text/words.ts';

const ORDER = 4;

/** UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Longest runs of `text` whose every word 4-gram stands in one of `others`, in order; runs that touch are one. */
export function sharedSpans(text: string, others: readonly string[]): Span[] {
  const known = new Set<number>();
  for (const other of others) for (const key of gramKeys(other).keys) known.add(key);
  const { keys, tokens } = gramKeys(text);
  const spans: { start: number; end: number }[] = [];
  let lastToken = -1;
  keys.forEach((key, i) => {
    if (!known.has(key)) return;
    const end = tokens.end[i + ORDER - 1] as number;
    const last = spans[spans.length - 1];
    if (last && i <= lastToken + 1) last.end = end;
    else spans.push({ start: tokens.start[i] as number, end });
    lastToken = i + ORDER - 1;
  });
  return spans;
}

function gramKeys(text: string): { keys: number[]; tokens: TokenBuffer } {
  const tokens = new TokenBuffer();
  tokenise(text, tokens);
  const keys: number[] = [];
  for (let i = 0; i + ORDER <= tokens.length; i++) {
    let lo = tokens.lo[i] as number;
    let hi = tokens.hi[i] as number;
    for (let k = 1; k < ORDER; k++) {
      lo = chain(lo, tokens.lo[i + k] as number);
      hi = chain(hi, tokens.hi[i + k] as number);
    }
    keys.push(toKey(lo, hi));
  }
  return { keys, tokens };
}
