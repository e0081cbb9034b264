// Where a text that is shown holds what was searched for.
import { html, type TemplateResult } from 'lit';
import { piecesOf, type Stretch } from '../views/pieces.ts';

export interface Needle {
  readonly text: string;
  readonly matchCase: boolean;
}

const MAX_MARKS = 200;

export function stretchesOf(text: string, { text: words, matchCase }: Needle): Stretch[] {
  if (words === '') return [];
  const fold = (s: string) => (matchCase ? s : s.toLowerCase());
  const folded = fold(text);
  // Letters that change their length with case would move the marks.
  const hay = folded.length === text.length ? folded : text;
  const needle = folded.length === text.length ? fold(words) : words;
  const found: Stretch[] = [];
  for (
    let at = hay.indexOf(needle);
    at >= 0 && found.length < MAX_MARKS;
    at = hay.indexOf(needle, at + needle.length)
  ) {
    found.push({ start: at, end: at + needle.length });
  }
  return found;
}

export function marked(text: string, needle: Needle | null): string | TemplateResult {
  if (!needle) return text;
  const stretches = stretchesOf(text, needle);
  if (stretches.length === 0) return text;
  return html`${piecesOf(text, stretches).map((piece) => (piece.stretch ? html`<mark class="found">${piece.text}</mark>` : piece.text))}`;
}

/** What a pattern matched in a row of JSON, as it is shown: with its escapes resolved, where they are whole. */
export function shownText(raw: string, json: boolean): string {
  if (!json) return raw;
  try {
    return JSON.parse(`"${raw.replace(/(?<!\\)"/g, '\\"')}"`) as string;
  } catch {
    return raw;
  }
}
