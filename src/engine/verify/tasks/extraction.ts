// Answers that are taken word for word from a text of the row, where that is so as a rule.
import { isObject } from '../jsonPieces.ts';
import type { Verifiable } from '../verifier.ts';

export interface Extraction {
  readonly source: string;
  readonly answer: string;
  /** Share of the drawn answers that occur, and their number. */
  readonly share: number;
  readonly drawn: number;
}

const SOURCES = ['context', 'passage', 'document', 'paragraph', 'article'];
const ANSWERS = ['answer', 'answers', 'span', 'extracted', 'target', 'output', 'response'];
const LEAST_ROWS = 50;
const SHARE = 0.98;
const LONGEST = 300;
/** Answers that are no span whatever the task. */
const NO_SPAN =
  /^(?:yes|no|none|n\/a|unknown|unanswerable|not (?:mentioned|stated|given|available)|true|false)?[.!]?$/i;

/** The field that is copied and the one it is copied into; null where fewer than 98 % of at least 50 drawn answers occur word for word. */
export function extractionIn(drawn: readonly Verifiable[]): Extraction | null {
  for (const source of SOURCES) {
    for (const answer of ANSWERS) {
      let n = 0;
      let found = 0;
      for (const { row } of drawn) {
        const held = occurs(row, source, answer);
        if (held === null) continue;
        n++;
        if (held) found++;
      }
      if (n >= LEAST_ROWS && n >= drawn.length / 2 && found >= n * SHARE)
        return { source, answer, share: found / n, drawn: n };
    }
  }
  return null;
}

/** Whether a row's answer occurs in its source, case and white space folded; null where there is nothing to ask. */
export function occurs(row: unknown, source: string, answer: string): boolean | null {
  if (!isObject(row)) return null;
  const [from, taken] = [row[source], row[answer]];
  if (typeof from !== 'string' || typeof taken !== 'string' || taken.length > LONGEST || NO_SPAN.test(taken.trim()))
    return null;
  return fold(from).includes(fold(taken));
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.,;:!?"'”’]+$/, '')
    .trim();
}
