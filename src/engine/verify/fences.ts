// Fenced code blocks of a Markdown text, with their places: what verifiers of code and data look into.

export interface Fence {
  /** First word of the info string, lower case: "json", "c++"; empty without one. */
  readonly language: string;
  /** The lines between the fences, without the indentation of the opening fence and without the last line break. */
  readonly code: string;
  /** UTF-16 offsets in the text: where the first line of the code starts, and where its last line ends. */
  readonly start: number;
  readonly end: number;
  /** False where the text ends before the closing fence. */
  readonly closed: boolean;
  /** The offset in the text of an offset in `code`. */
  place(at: number): number;
}

/** An opening fence: three or more backticks or tildes, at any indentation, since fences stand in list items. */
const OPEN = /^([ \t]*)(`{3,}|~{3,})[ \t]*([^\r\n]*?)[ \t]*\r?$/;
/** "json", "{.json}", "js title=x", "python:main.py", "c++". */
const LANGUAGE = /^[{.\s]*([\p{L}\p{N}+#_.-]+)/u;

/** The fenced blocks of a text in their order; rules of CommonMark 0.31 §4.5, but for the indentation. Linear in the length. */
export function fences(text: string): Fence[] {
  const found: Fence[] = [];
  if (!text.includes('```') && !text.includes('~~~')) return found;
  let open: { indent: string; marks: string; info: string; lines: number[] } | null = null;
  for (let at = 0; at <= text.length; ) {
    const brk = text.indexOf('\n', at);
    const end = brk < 0 ? text.length : brk;
    const line = text.slice(at, end);
    if (open === null) {
      const match = mayBeFence(line) ? OPEN.exec(line) : null;
      // A backtick in the info string makes it inline code: ```like this```.
      if (match && !(match[2]![0] === '`' && match[3]!.includes('`'))) {
        open = { indent: match[1]!, marks: match[2]!, info: match[3]!, lines: [] };
      }
    } else if (closes(line, open.marks)) {
      found.push(fence(text, open, at, true));
      open = null;
    } else {
      open.lines.push(at);
    }
    at = end + 1;
  }
  if (open !== null) found.push(fence(text, open, text.length + 1, false));
  return found;
}

function mayBeFence(line: string): boolean {
  const start = line.trimStart();
  return start.startsWith('```') || start.startsWith('~~~');
}

function closes(line: string, marks: string): boolean {
  const bare = line.trim();
  if (bare.length < marks.length || !mayBeFence(bare)) return false;
  for (let i = 0; i < bare.length; i++) if (bare[i] !== marks[0]) return false;
  return true;
}

function fence(
  text: string,
  { indent, info, lines }: { indent: string; info: string; lines: readonly number[] },
  next: number,
  closed: boolean,
): Fence {
  const starts: number[] = [];
  const places: number[] = [];
  let code = '';
  lines.forEach((at, i) => {
    const end = (lines[i + 1] ?? next) - 1;
    let from = at;
    while (from < end && from - at < indent.length && (text[from] === ' ' || text[from] === '\t')) from++;
    starts.push(code.length);
    places.push(from);
    code += text.slice(from, i === lines.length - 1 ? end : end + 1);
  });
  const start = lines[0] ?? Math.min(next, text.length);
  return {
    language: (LANGUAGE.exec(info)?.[1] ?? '').replace(/\.$/, '').toLowerCase(),
    code,
    start,
    end: Math.max(start, Math.min(next - 1, text.length)),
    closed,
    place(at) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= at) low = middle;
        else high = middle - 1;
      }
      return (places[low] ?? start) + (at - (starts[low] ?? 0));
    },
  };
}
