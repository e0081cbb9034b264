// Cuts the text of a document into pieces small enough for one message, line by line, so that no piece takes long.

/** The part of a TextDocument that is needed to read it. */
export interface ReadableText {
  readonly version: number;
  readonly lineCount: number;
  readonly eol: '\n' | '\r\n';
  line(index: number): string;
}

/** UTF-16 units per piece: joining and sending one takes a millisecond or two, while the editor waits. */
export const CHUNK_UNITS = 100_000;
/** Lines per piece: reading a line costs a little even when it is empty. */
const CHUNK_LINES = 2000;

export interface Chunk {
  readonly text: string;
  readonly done: boolean;
}

/**
 * Yields the text in order; the last piece has `done`. Never cuts between the halves of a surrogate pair.
 * Each step reads only the lines of its piece, so the caller can yield to the event loop in between.
 */
export function* chunksOf(text: ReadableText, units = CHUNK_UNITS): Generator<Chunk> {
  let parts: string[] = [];
  let size = 0;
  let lines = 0;
  const flush = (done: boolean): Chunk => {
    const chunk = { text: parts.join(''), done };
    parts = [];
    size = 0;
    lines = 0;
    return chunk;
  };
  const last = text.lineCount - 1;
  for (let i = 0; i <= last; i++) {
    const line = i < last ? text.line(i) + text.eol : text.line(i);
    if (size > 0 && (size + line.length > units || lines >= CHUNK_LINES)) yield flush(false);
    let from = 0;
    while (line.length - from > units) {
      const to = safeCut(line, from + units);
      parts.push(line.slice(from, to));
      yield flush(false);
      from = to;
    }
    parts.push(from === 0 ? line : line.slice(from));
    size += line.length - from;
    lines++;
  }
  yield flush(true);
}

function safeCut(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code <= 0xdbff ? at - 1 : at;
}
