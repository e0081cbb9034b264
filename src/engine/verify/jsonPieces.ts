// JSON values that stand one after another or among words: tool definitions in a system prompt, calls in an answer.

export interface JsonPiece {
  /** UTF-16 offsets of the piece in the text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Where an object or a list starts at `from` or later, up to its matching bracket (strings are skipped); an unclosed one goes
 * to the end. The pieces are not parsed. Linear in the length of the text.
 */
export function jsonPieces(text: string, from = 0, most = 1000): JsonPiece[] {
  const found: JsonPiece[] = [];
  for (let at = from; at < text.length && found.length < most; at++) {
    if (text[at] !== '{' && text[at] !== '[') continue;
    const end = endOfPiece(text, at);
    found.push({ start: at, end, text: text.slice(at, end) });
    at = end - 1;
  }
  return found;
}

function endOfPiece(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const unit = text[at];
    if (quoted) {
      if (unit === '\\') at++;
      else if (unit === '"') quoted = false;
    } else if (unit === '"') quoted = true;
    else if (unit === '{' || unit === '[') depth++;
    else if ((unit === '}' || unit === ']') && --depth === 0) return at + 1;
  }
  return text.length;
}

/** JSON.parse without its exception: undefined where the text is not JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
