// Whether the references are about as long as the corpus: scores of much shorter or longer rows mean something else, and
// an estimate would be far off without any other sign.
import { quantileOf } from './random.ts';
import type { Pick, ScoredRows } from './rows.ts';

/** Share of the rows that may be shorter or longer than nearly all references. */
const MOST_OUTSIDE = 0.3;
const TAIL = 0.025;

/**
 * A sentence where more than three tenths of the picked rows are shorter or longer than 97.5 % of the rows of either reference. Only
 * where both references fail: which rows of the corpus are human is not known, and LLM rows are often the longer ones.
 */
export function lengthMismatch(rows: ScoredRows, pick: Pick, human: ScoredRows, llm: ScoredRows): string | undefined {
  const low = Math.min(quantileOf(human.words, TAIL), quantileOf(llm.words, TAIL));
  const high = Math.max(quantileOf(human.words, 1 - TAIL), quantileOf(llm.words, 1 - TAIL));
  const words = Float64Array.from(pick, (i) => rows.words[i] as number);
  const shorter = words.filter((n) => n < low).length / words.length;
  const longer = words.filter((n) => n > high).length / words.length;
  if (shorter + longer <= MOST_OUTSIDE) return undefined;
  const [share, how] = shorter > longer ? [shorter, 'shorter'] : [longer, 'longer'];
  return (
    `${Math.round(100 * share)} % of the rows are ${how} than the references (${Math.round(low)} to ${Math.round(high)} words; ` +
    `half of the rows have at most ${Math.round(quantileOf(words, 0.5))}): add ${how} references.`
  );
}
