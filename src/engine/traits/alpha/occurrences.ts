// Which words occur in which sentence of a row: all that the likelihood method needs of a text, made row by row.
import { blankLineFollows, isEnd, isWideEnd, sentenceEnd } from '../../text/sentences.ts';
import { TokenBuffer, tokenise } from '../../text/words.ts';

/** Hashes of the distinct words of each sentence, one sentence after the other; `ends[i]` is where sentence i ends. */
export interface Occurrences {
  readonly words: Int32Array;
  readonly ends: Int32Array;
}

const buffer = new TokenBuffer();

/** Sentences never cross from one segment into the next; one without words is none. */
export function occurrencesOf(segments: readonly { readonly text: string }[]): Occurrences {
  const words: number[] = [];
  const ends: number[] = [];
  const sentence = new Set<number>();
  const close = () => {
    if (sentence.size === 0) return;
    words.push(...sentence);
    ends.push(words.length);
    sentence.clear();
  };
  for (const { text } of segments) {
    buffer.clear();
    tokenise(text, buffer);
    const units = Uint16Array.from({ length: text.length + 1 }, (_, i) => (i < text.length ? text.charCodeAt(i) : 32));
    for (let i = 0; i < buffer.length; i++) {
      sentence.add(buffer.lo[i] as number);
      const next = i + 1 < buffer.length ? (buffer.start[i + 1] as number) : text.length;
      if (endsBetween(text, units, buffer.end[i] as number, next)) close();
    }
    close();
  }
  return { words: Int32Array.from(words), ends: Int32Array.from(ends) };
}

/** Whether a sentence ends between two words. */
function endsBetween(text: string, units: Uint16Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const unit = units[i] as number;
    if (isWideEnd(unit)) return true;
    if (unit === 10 && blankLineFollows(units, i, text.length)) return true;
    if (!isEnd(unit)) continue;
    const end = sentenceEnd(text, units, i, text.length);
    if (end < 0) return true;
    i = Math.max(i, end - 1);
  }
  return false;
}
