// Indentation of Python, which tree-sitter forgives: the rules of INDENT and DEDENT in Python's reference, §2.1.8.
import type { SyntaxFault } from '../verifier.ts';

/** Strings (with their ends or to the end of line or text), comments, brackets, line breaks that do not end a statement. */
const TOKEN =
  /"""[\s\S]*?(?:"""|$(?![\s\S]))|'''[\s\S]*?(?:'''|$(?![\s\S]))|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|#[^\n]*|\\\r?\n|[([{]|[)\]}]|\n|[^\s"'#\\([{)\]}]+|\\/g;
const TAB = 8;
/** What is said of a program that ends behind a colon. */
export const NO_BLOCK = 'it ends where an indented block should stand';

interface Line {
  readonly at: number;
  /** Columns of white space before it. */
  readonly indent: number;
  /** Whether a block has to follow: it ends in a colon. */
  opens: boolean;
  /** Nothing but a comment. */
  readonly comment: boolean;
}

/**
 * The first line of a program that is not indented as the lines around it demand; null where all are. The first line may stand
 * anywhere, so that a part of a program is none the worse, and a comment may stand for a block. Linear in the length.
 */
export function indentFault(code: string): SyntaxFault | null {
  const open: number[] = [];
  let opens = false;
  let stub = false;
  for (const line of logicalLines(code)) {
    const outer = open.at(-1);
    if (line.comment) stub ||= opens && outer !== undefined && line.indent > outer;
    else {
      if (outer === undefined) open.push(line.indent);
      else if (line.indent > outer) {
        if (!opens) return { at: line.at, what: 'the indentation is unexpected' };
        open.push(line.indent);
      } else {
        if (opens && !stub) return { at: line.at, what: 'an indented block is missing' };
        while (open.length > 1 && open.at(-1)! > line.indent) open.pop();
        if (open.at(-1)! < line.indent) return { at: line.at, what: 'the indentation fits no line above' };
        // A part may start deeper than it ends.
        if (open.length === 1) open[0] = line.indent;
      }
      opens = line.opens;
      stub = false;
    }
  }
  return opens && !stub ? { at: code.length, what: NO_BLOCK } : null;
}

function* logicalLines(code: string): Generator<Line> {
  let line: Line | null = null;
  let depth = 0;
  for (const m of code.matchAll(TOKEN)) {
    const [token] = m;
    const at = m.index;
    if (token === '\n') {
      if (depth === 0 && line) {
        yield line;
        line = null;
      }
    } else if (token.startsWith('#')) {
      if (depth === 0 && !line) yield { at, indent: columns(code, at), opens: false, comment: true };
    } else if (!token.startsWith('\\')) {
      line ??= { at, indent: columns(code, at), opens: false, comment: false };
      if ('([{'.includes(token)) depth++;
      else if (')]}'.includes(token)) depth = Math.max(0, depth - 1);
      line.opens = depth === 0 && token.endsWith(':');
    }
  }
  if (line) yield line;
}

function columns(code: string, at: number): number {
  let n = 0;
  for (let i = code.lastIndexOf('\n', at - 1) + 1; i < at; i++) {
    n = code[i] === '\t' ? (Math.floor(n / TAB) + 1) * TAB : n + 1;
  }
  return n;
}
