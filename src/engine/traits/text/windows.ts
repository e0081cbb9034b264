// Cuts a text into windows of about the length that the model was trained on, at sentence ends where it can.
import { TokenBuffer, tokenise } from '../../text/words.ts';

/** Words of a window: what is longer is cut into equal parts. */
export const WINDOW_WORDS = 200;

export interface Window {
  readonly start: number;
  readonly end: number;
  readonly words: number;
  /** Its first token among those of the text. */
  readonly first: number;
}

const own = new TokenBuffer();
/** A cut may move by so many words to meet the end of a sentence. */
const SLACK = 25;

/** Windows of a text in order, without gaps; one where the text is short. `known`: its tokens, where they are at hand. */
export function windowsOf(text: string, known?: TokenBuffer): Window[] {
  const tokens = known ?? own;
  if (!known) {
    own.clear();
    tokenise(text, own);
  }
  const n = tokens.length;
  const parts = Math.max(1, Math.round(n / WINDOW_WORDS));
  const out: Window[] = [];
  let start = 0;
  let first = 0;
  for (let part = 1; part <= parts; part++) {
    const cut = part === parts ? n : sentenceNear(text, tokens, Math.round((n * part) / parts), n);
    const end = part === parts ? text.length : (tokens.start[cut] as number);
    if (cut > first || part === parts) out.push({ start, end, words: cut - first, first });
    start = end;
    first = cut;
  }
  return out;
}

/** Windows that are read of a long text. */
const MOST_READ = 16;

/** All windows of a text, or of a long one sixteen that are spread evenly over it: their mean hardly moves with more. */
export function windowsRead(text: string, known?: TokenBuffer): Window[] {
  const all = windowsOf(text, known);
  if (all.length <= MOST_READ) return all;
  return Array.from({ length: MOST_READ }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / MOST_READ)] as Window);
}

/** The token nearest to `at` before which a sentence ends; `at` itself without one. */
function sentenceNear(text: string, tokens: TokenBuffer, at: number, n: number): number {
  for (let step = 0; step <= SLACK; step++) {
    for (const i of step === 0 ? [at] : [at - step, at + step]) {
      if (i <= 0 || i >= n) continue;
      const gap = text.slice(tokens.end[i - 1], tokens.start[i]);
      if (/[.!?…\n]/.test(gap)) return i;
    }
  }
  return at;
}
