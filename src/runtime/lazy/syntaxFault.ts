// Where a tree that tree-sitter made in spite of faults has its first one, and what it is.
import type { Tree } from 'web-tree-sitter';
import type { SyntaxFault } from '../../engine/verify/verifier.ts';

const CLOSER: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const QUOTED = 30;

/**
 * The place and the name of a tree's first fault: a bracket without its partner, else what is missing, else the first part
 * that fits nowhere. Null where the tree has none. `pairs`: whether brackets stand in pairs; in Bash `case` they do not. Linear in the
 * number of nodes.
 */
export function faultOf(tree: Tree, text: string, { pairs }: { pairs: boolean }): SyntaxFault | null {
  const { fault, brackets } = walk(tree);
  if (!fault) return null;
  return (pairs ? unpaired(brackets, text) : null) ?? nameOf(fault, text);
}

/** Words of Ruby that tree-sitter takes for names where nothing is open that they could close or go on with. */
const RESERVED = new Set(['end', 'else', 'elsif', 'then', 'do', 'when', 'def', 'ensure', 'begin']);
/** After these such a word is a name: `range.end`, `def end`. */
const NAMING = /(?:\.|\bdef|::?)\s*$/;

/** A reserved word of Ruby that stands where a name should; null where there is none. */
export function strayWord(tree: Tree, text: string): SyntaxFault | null {
  const cursor = tree.walk();
  try {
    for (;;) {
      if (cursor.nodeType === 'identifier') {
        const { startIndex: at, endIndex: end } = cursor;
        const word = text.slice(at, end);
        if (RESERVED.has(word) && !NAMING.test(text.slice(Math.max(0, at - 8), at)))
          return { at, what: `unexpected \`${word}\`` };
      }
      if (cursor.gotoFirstChild()) continue;
      while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return null;
    }
  } finally {
    cursor.delete();
  }
}

interface Fault {
  readonly at: number;
  readonly end: number;
  /** The kind of token that should stand there; absent where something stands there that should not. */
  readonly missing?: string;
}

interface Bracket {
  readonly type: string;
  readonly at: number;
}

/** The first fault, or the first one inside of it: what tree-sitter gives up on may be a whole program. */
function walk(tree: Tree): { fault: Fault | null; brackets: Bracket[] } {
  const brackets: Bracket[] = [];
  let fault = null as Fault | null;
  const cursor = tree.walk();
  try {
    for (;;) {
      const type = cursor.nodeType;
      const [at, end] = [cursor.startIndex, cursor.endIndex];
      const inside: boolean = fault === null || (fault.missing === undefined && at >= fault.at && end <= fault.end);
      if (cursor.nodeIsMissing) fault = inside ? { at, end, missing: type } : fault;
      else if (type === 'ERROR') fault = inside ? { at, end } : fault;
      else if (type.length === 1 && '()[]{}'.includes(type)) brackets.push({ type, at });
      if (cursor.gotoFirstChild()) continue;
      while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return { fault, brackets };
    }
  } finally {
    cursor.delete();
  }
}

/** The first bracket that closes nothing, or the last one that is not closed. */
function unpaired(brackets: readonly Bracket[], text: string): SyntaxFault | null {
  const open: Bracket[] = [];
  for (const bracket of brackets) {
    if (CLOSER[bracket.type] !== undefined) open.push(bracket);
    else {
      const opener = open.pop();
      if (!opener) return { at: bracket.at, what: `unexpected \`${bracket.type}\``, unpaired: true };
      if (CLOSER[opener.type] !== bracket.type) {
        const where = `the \`${opener.type}\` of line ${lineOf(text, opener.at)}`;
        return { at: bracket.at, what: `unexpected \`${bracket.type}\` where ${where} is open`, unpaired: true };
      }
    }
  }
  const last = open.at(-1);
  return last ? { at: last.at, what: `\`${last.type}\` is never closed`, unpaired: true } : null;
}

function nameOf({ at, end, missing }: Fault, text: string): SyntaxFault {
  if (missing !== undefined) return { at, what: `missing \`${missing}\`` };
  const part = text
    .slice(at, Math.min(end, at + QUOTED))
    .split('\n', 1)[0]!
    .trim();
  if (part === '') return { at, what: 'it ends too early' };
  const whole = at + part.length >= end;
  return { at, what: whole ? `unexpected \`${part}\`` : `it cannot be read from \`${part}\` on` };
}

function lineOf(text: string, at: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++;
  return line;
}
