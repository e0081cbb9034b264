// Spans that a row takes from its own text: answers with a start as in SQuAD, entities with start and end.
import { isObject } from '../jsonPieces.ts';

export interface Span {
  /** What the row says it is. */
  readonly text: string;
  /** Where the row says it starts; null without. */
  readonly start: number | null;
  /** The text it is taken from. */
  readonly source: string;
}

const SOURCES = ['context', 'passage', 'text', 'document', 'paragraph', 'article', 'sentence'];
const STARTS = ['answer_start', 'start', 'start_char', 'begin', 'offset'];
const LISTS = ['answers', 'answer', 'entities', 'spans', 'ner', 'labels'];
const TEXTS = ['text', 'span', 'value', 'word', 'mention'];
const MOST = 1000;

/** The spans with a start that a row claims to take from one of its texts. */
export function spansOf(row: unknown): Span[] {
  if (!isObject(row)) return [];
  const field = SOURCES.find((name) => typeof row[name] === 'string');
  if (field === undefined) return [];
  const source = row[field] as string;
  return LISTS.flatMap((name) => spansIn(row[name], source)).slice(0, MOST);
}

function spansIn(value: unknown, source: string): Span[] {
  if (Array.isArray(value)) return value.flatMap((one) => (isObject(one) ? spansIn(one, source) : []));
  if (!isObject(value)) return [];
  const texts = value[TEXTS.find((name) => Object.hasOwn(value, name)) ?? ''];
  const starts = value[STARTS.find((name) => Object.hasOwn(value, name)) ?? ''];
  if (Array.isArray(texts) && Array.isArray(starts)) {
    return texts.flatMap((text, i) => span(text, starts[i], source));
  }
  return span(texts, starts, source);
}

function span(text: unknown, start: unknown, source: string): Span[] {
  if (typeof text !== 'string' || text === '' || typeof start !== 'number' || !Number.isInteger(start) || start < 0)
    return [];
  return [{ text, start, source }];
}

/** What is wrong with a span; null where it stands where the row says. Starts may count UTF-16 units, characters or bytes. */
export function spanFault({ text, start, source }: Span): string | null {
  if (start === null || source.startsWith(text, start)) return null;
  const shown = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  const first = source.indexOf(text);
  if (first < 0) return `"${shown}" does not occur in the text that it is taken from`;
  for (let at = first, tries = 0; at >= 0 && tries < 20; at = source.indexOf(text, at + 1), tries++) {
    if (counted(source, at) === start || bytes(source, at) === start) return null;
  }
  return `"${shown}" starts at ${first}, not at ${start}`;
}

/** Characters before a place. */
function counted(text: string, at: number): number {
  let n = 0;
  for (let i = 0; i < at; i += text.codePointAt(i)! > 0xffff ? 2 : 1) n++;
  return n;
}

/** UTF-8 bytes before a place. */
function bytes(text: string, at: number): number {
  let n = 0;
  for (let i = 0; i < at; i++) {
    const unit = text.charCodeAt(i);
    n +=
      unit < 0x80
        ? 1
        : unit < 0x800
          ? 2
          : unit >= 0xd800 && unit < 0xdc00
            ? 4
            : unit >= 0xdc00 && unit < 0xe000
              ? 0
              : 3;
  }
  return n;
}
