// What a mixture covers: the content words and the word n-grams of a sample as hashes, each once; values of fields have numbers of
// their own. Stopwords and tokens with digits are no terms: they tell nothing of what a corpus lacks.
import { ScratchSet } from '../sketch/scratchSet.ts';
import { chain } from '../text/hash.ts';
import { isStopword } from '../text/natural.ts';
import type { Prepared } from '../text/prepare.ts';

/** Kinds of items, in the order in which they are shown; `values` are values of fields. */
export const ITEM_KINDS = ['terms', 'pairs', 'triples', 'fours', 'values'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
export const VALUES = ITEM_KINDS.indexOf('values');

/** Longer tokens are keys, hashes and addresses, not words. */
const LONGEST_TERM = 24;
/** Keeps the kinds apart in one table: a term and a pair never have the same hash. */
const SALT = [0, 0x51ed270b, 0x2545f491, 0x6c62272e];

export type VisitItem = (kind: number, lo: number, hi: number, at: number, segment: number) => void;

export interface WordCounts {
  /** Different words of letters, stopwords among them. */
  distinct: number;
}

const NONE = 0;
const STOPWORD = 1;
const TERM = 2;

/** Visits the items of a sample; keeps its memory from one sample to the next. */
export class ItemReader {
  private readonly seen = new ScratchSet();

  /**
   * Each item once, in the order of the text, an item that starts at the same word as another by kind; n-grams never cross
   * segments. `at` is the index of the item's first token.
   */
  each(x: Pick<Prepared, 'words' | 'borders' | 'segments'>, visit: VisitItem): WordCounts {
    const { seen } = this;
    const { words, borders, segments } = x;
    seen.clear();
    let distinct = 0;
    for (let s = 0; s < segments.length; s++) {
      const to = borders[s + 1] as number;
      const { text } = segments[s] as { text: string };
      for (let i = borders[s] as number; i < to; i++) {
        let lo = words.lo[i] as number;
        let hi = words.hi[i] as number;
        if (seen.add(lo, hi) === 1) {
          const what = wordKind(text, words.start[i] as number, words.end[i] as number, lo, hi);
          if (what !== NONE) distinct++;
          if (what === TERM) visit(0, lo, hi, i, s);
        }
        for (let kind = 1; kind < 4 && i + kind < to; kind++) {
          lo = chain(lo, words.lo[i + kind] as number);
          hi = chain(hi, words.hi[i + kind] as number);
          const saltedLo = (lo ^ (SALT[kind] as number)) | 0;
          if (seen.add(saltedLo, hi) === 1) visit(kind, saltedLo, hi, i, s);
        }
      }
    }
    return { distinct };
  }
}

function wordKind(text: string, start: number, end: number, lo: number, hi: number): number {
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 48 && unit <= 57) return NONE;
  }
  if (isStopword(lo, hi)) return STOPWORD;
  return end - start <= LONGEST_TERM && end - start > 1 ? TERM : STOPWORD;
}
