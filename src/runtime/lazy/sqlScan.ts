// A text of SQL cut into statements, and what is wrong with its quotes and brackets.
import type { SyntaxFault } from '../../engine/verify/verifier.ts';

export interface SqlScan {
  /** A quote or a bracket without its partner. */
  readonly fault: SyntaxFault | null;
  /** Most brackets that are open at once. */
  readonly depth: number;
  /** Each statement's place, and its text with strings and comments blanked out. */
  readonly statements: readonly { readonly at: number; readonly bare: string }[];
}

const TOKEN =
  /--[^\n]*|(?<!\S)#[^\S\n][^\n]*|\/\*[\s\S]*?\*\/|\/\*|'(?:[^'\\]|''|\\[\s\S])*'|"(?:[^"\\]|""|\\[\s\S])*"|`[^`]*`|['"`]|[()]|;/g;

/**
 * Reads a text once; null where it holds `$$`, whose inside is another language, and where a quote is not closed that a
 * backslash may stand before: dialects differ in what that means.
 */
export function scanSql(text: string): SqlScan | null {
  if (text.includes('$$')) return null;
  const open: number[] = [];
  let fault: SyntaxFault | null = null;
  let depth = 0;
  const ends: number[] = [];
  const blanks: (readonly [number, number])[] = [];
  for (const m of text.matchAll(TOKEN)) {
    const [token] = m;
    if (token === '(') depth = Math.max(depth, open.push(m.index));
    else if (token === ')') {
      if (open.pop() === undefined) fault ??= { at: m.index, what: 'unexpected `)`' };
    } else if (token === ';') ends.push(m.index);
    else if (token.length === 1 || token === '/*') {
      if (text.includes('\\')) return null;
      fault ??= {
        at: m.index,
        what: token === '/*' ? 'a comment is not closed' : `the quote \`${token}\` is not closed`,
      };
    } else blanks.push([m.index, m.index + token.length]);
  }
  const left = open.at(-1);
  if (left !== undefined) fault ??= { at: left, what: '`(` is never closed' };
  return { fault, depth, statements: cut(blanked(text, blanks), ends) };
}

function blanked(text: string, spans: readonly (readonly [number, number])[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const [start, end] of spans) {
    parts.push(text.slice(from, start), ' '.repeat(end - start));
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

function cut(bare: string, ends: readonly number[]): SqlScan['statements'] {
  const statements: { at: number; bare: string }[] = [];
  let at = 0;
  for (const end of [...ends, bare.length]) {
    const part = bare.slice(at, end);
    if (part.trim() !== '') statements.push({ at, bare: part });
    at = end + 1;
  }
  return statements;
}
