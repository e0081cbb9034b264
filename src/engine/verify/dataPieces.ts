// Where data stands in an answer: fenced blocks, and whole answers that look like data or were asked for as such.
import { fences } from './fences.ts';
import { answers, type CheckPlace, type Verifiable } from './verifier.ts';

export type Format = 'json' | 'jsonc' | 'jsonl' | 'yaml' | 'xml' | 'csv' | 'tsv';

export interface DataPiece {
  readonly format: Format;
  readonly text: string;
  /** A whole answer rather than a block of it. */
  readonly whole: boolean;
  /** The language of its fence, or the prompt, says that it is data. */
  readonly named: boolean;
  readonly place: Pick<CheckPlace, 'view' | 'segment'>;
  /** The offset in the segment of an offset in `text`. */
  at(offset: number): number;
}

const LANGUAGES: ReadonlyMap<string, Format> = new Map([
  ['json', 'json'],
  ['geojson', 'json'],
  ['jsonc', 'jsonc'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
  ['jsonlines', 'jsonl'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['xml', 'xml'],
  ['xsd', 'xml'],
  ['svg', 'xml'],
  ['rss', 'xml'],
  ['csv', 'csv'],
  ['tsv', 'tsv'],
]);

/** Names of languages on fences that the verifier of data checks. */
export const DATA_LANGUAGES: ReadonlySet<string> = new Set(LANGUAGES.keys());

/** The pieces of data in the answers of a sample. */
export function dataPieces(x: Verifiable): DataPiece[] {
  const found: DataPiece[] = [];
  let asked: ReadonlySet<Format> | null = null;
  for (const { view, segment, text } of answers(x)) {
    const place = { view, segment };
    const blocks = fences(text);
    for (const { language, code, place: at } of blocks) {
      const format = LANGUAGES.get(language);
      if (format && code.trim() !== '') found.push({ format, text: code, whole: false, named: true, place, at });
    }
    if (blocks.length > 0) continue;
    asked ??= askedFor(x);
    const format = wholeFormat(text, asked);
    if (format) found.push({ format, text, whole: true, named: asked.has(format), place, at: (offset) => offset });
  }
  return found;
}

const ASKED: readonly [Format, RegExp][] = [
  ['json', /\bjson\b/i],
  ['yaml', /\b(?:in|as|into|to|valid|output|return|format(?:ted)?)\s(?:[\w,]+\s){0,3}ya?ml\b/i],
  ['xml', /\b(?:in|as|into|to|valid|output|return|format(?:ted)?)\s(?:[\w,]+\s){0,3}xml\b/i],
  ['csv', /\b(?:in|as|into|to|valid|output|return|format(?:ted)?)\s(?:[\w,]+\s){0,3}csv\b/i],
];

function askedFor(x: Verifiable): ReadonlySet<Format> {
  const prompts = x.views.filter(({ view }) => view === 'prompt' || view === 'system').flatMap((v) => v.segments);
  const said = prompts.map((s) => s.text.slice(0, 20_000));
  return new Set(ASKED.filter(([, pattern]) => said.some((t) => pattern.test(t))).map(([format]) => format));
}

/** The format of an answer that is data as a whole: by its shape, and where that could be prose, because the prompt asks for it. */
function wholeFormat(text: string, asked: ReadonlySet<Format>): Format | null {
  const trimmed = text.trim();
  const [first, last] = [trimmed[0], trimmed.at(-1)];
  if (first === '{' || first === '[') {
    const opens = first === '{' ? /^\{\s*(?:"|\}|$)/ : /^\[\s*(?:[{["\]]|$)/;
    const closes = first === '{' ? last === '}' : last === ']';
    if (!asked.has('json') && !(opens.test(trimmed) && closes)) return null;
    const lines = trimmed.split('\n').filter((line) => line.trim() !== '');
    return lines.length > 1 && lines.every((line) => /^[{[].*[}\]]\s*$/.test(line)) ? 'jsonl' : 'json';
  }
  // An object that lost its first bracket.
  if (asked.has('json') && (last === '}' || last === ']') && /^[^\w\s]?\s*"[^"\n]*"\s*:/.test(trimmed)) return 'json';
  if (/^<\?xml\s/.test(trimmed) || (asked.has('xml') && /^<[a-z_][\s\S]*>$/i.test(trimmed))) return 'xml';
  const lines = trimmed.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2) return null;
  if (asked.has('yaml') && lines.every((line) => /^\s*(?:- |[\w"'.-]+\s*:(?:\s|$)|#|---|\.\.\.)/.test(line)))
    return 'yaml';
  return asked.has('csv') && lines.every((line) => line.includes(',') && !/[.:]\s*$/.test(line)) ? 'csv' : null;
}
