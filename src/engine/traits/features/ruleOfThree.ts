// Lists of three: "clear, calm, and certain".
import { per100, type Seen, type TraitFeature } from '../feature.ts';
import { AFTER_COMMA, BROKEN, SENTENCE } from '../text/traitText.ts';

/** Words that one item may have. */
const ITEM = 5;

function triples({ text }: Seen, emit: (from: number, to: number) => void): void {
  const { flags } = text;
  for (let i = 2; i + 1 < text.words; i++) {
    if (!((flags[i] as number) & AFTER_COMMA) || !isJoin(text.word(i))) continue;
    const second = lastComma(flags, i);
    if (second < 0) continue;
    // A comma before that makes it a list of four or more.
    if (lastComma(flags, second) >= 0) continue;
    // The other items are taken to be as long as the second, as far as nothing parts their words.
    let from = second - 1;
    while (second - from < i - second && !((flags[from] as number) & BROKEN)) from--;
    let to = i + 2;
    while (to < text.words && to - i <= i - second && !((flags[to] as number) & BROKEN)) to++;
    emit(from, to);
  }
}

function isJoin(word: string): boolean {
  return word === 'and' || word === 'or';
}

/** The token behind the comma before `i`, as far as an item reaches; −1 without. */
function lastComma(flags: Uint8Array, i: number): number {
  for (let k = i - 1; k >= Math.max(1, i - ITEM); k--) {
    const flag = flags[k] as number;
    if (flag & AFTER_COMMA) return k;
    if (flag & SENTENCE) return -1;
  }
  return -1;
}

export const ruleOfThree: TraitFeature = {
  about: {
    id: 'rule-of-three',
    label: 'Lists of three',
    unit: 'per 100 words',
    explains: 'Three items joined by commas and “and”: a cadence that LLM text likes.',
    source: 'our pattern on tokens and commas',
  },
  isRate: true,
  value(x) {
    let n = 0;
    triples(x, () => n++);
    return per100(n, x.text.words);
  },
  mark: triples,
};
