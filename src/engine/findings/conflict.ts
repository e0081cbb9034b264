// conflict: the same prompt with different responses.
import { VIEW_NAMES } from '../sample.ts';
import { FirstRows } from '../sketch/firstRows.ts';
import { toKey } from '../text/hash.ts';
import { hashFolded } from '../text/normalise.ts';
import { placesOf, type RowHit, type ScoredRows } from './rows.ts';

const PROMPT = VIEW_NAMES.indexOf('prompt');
const RESPONSE = VIEW_NAMES.indexOf('response');
const SYSTEM = VIEW_NAMES.indexOf('system');
/** A prompt of nothing but white space. */
const EMPTY = toKey(...hashFolded([{ text: '' }]));
const MOST_NAMED = 5;

interface Group {
  readonly row: number;
  readonly response: number;
}

/** One finding per later sample whose response differs from an earlier one's; `related` are earlier, differing samples. */
export function conflicts(rows: ScoredRows): RowHit[] {
  const prompts = new FirstRows(rows.length);
  /** By row of the prompt. */
  const answers = new Float64Array(rows.length);
  const systems = new Float64Array(rows.length);
  /** Prompts that come more than once: most come once, and need no list. */
  const byPrompt = new Map<string, Group[]>();
  const hits: RowHit[] = [];
  for (let row = 0; row < rows.length; ) {
    const sample = rows.sample[row] as number;
    let prompt = -1;
    let response = -1;
    let system = 0;
    for (; row < rows.length && rows.sample[row] === sample; row++) {
      if (rows.view[row] === PROMPT) prompt = row;
      if (rows.view[row] === RESPONSE) response = row;
      if (rows.view[row] === SYSTEM) system = rows.text[row] as number;
    }
    if (prompt < 0 || response < 0 || rows.text[prompt] === EMPTY) continue;
    const answer = rows.text[response] as number;
    answers[prompt] = answer;
    systems[prompt] = system;
    const text = rows.text[prompt] as number;
    const first = prompts.first(text, prompt);
    if (first === prompt) continue;
    const ofFirst = `${text}:${systems[first]}`;
    if (!byPrompt.has(ofFirst)) byPrompt.set(ofFirst, [{ row: first, response: answers[first] as number }]);
    const key = `${text}:${system}`;
    const earlier = byPrompt.get(key);
    if (!earlier) {
      byPrompt.set(key, [{ row: prompt, response: answer }]);
      continue;
    }
    const different = earlier.filter((g) => g.response !== answer).slice(0, MOST_NAMED);
    if (different.length > 0) {
      hits.push({
        kind: 'conflict',
        row: prompt,
        message: `Conflict: the same prompt has a different response in ${placesOf(
          rows,
          different.map((g) => g.row),
          prompt,
        )}.`,
        score: 0.5,
        related: different.map((g) => ({ row: g.row, share: 1 })),
      });
    }
    if (earlier.length < 64) earlier.push({ row: prompt, response: answer });
  }
  return hits;
}
