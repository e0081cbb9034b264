// Does a piece of code parse? As it stands, or as the part of a program that answers show: a method without its class, a
// statement without its function.
import type { SyntaxFault, VerifyTools } from '../verifier.ts';
import { excuseOf } from './excuses.ts';
import { languageOf } from './languages.ts';
import { indentFault, NO_BLOCK } from './pythonIndent.ts';
import { readable } from './readable.ts';

export type Outcome =
  | { readonly verdict: 'verified' }
  | { readonly verdict: 'failed'; readonly fault: SyntaxFault }
  | { readonly verdict: 'not checkable'; readonly why: string };

/** What a part is put into, so that it becomes a program. */
interface Frame {
  readonly before: string;
  readonly after: string;
}

const CLASS: Frame = { before: 'class X { ', after: '\n}' };
const METHOD: Frame = { before: 'class X { void f() { ', after: '\n}}' };

const FRAMES: Readonly<Record<string, readonly Frame[]>> = {
  JavaScript: [
    CLASS,
    { before: 'x = { ', after: '\n}' },
    { before: 'async function* f() { ', after: '\n}' },
    { before: 'x = ', after: '' },
  ],
  TypeScript: [CLASS, { before: 'x = { ', after: '\n}' }, { before: 'async function* f() { ', after: '\n}' }],
  TSX: [CLASS, { before: 'x = { ', after: '\n}' }, { before: 'async function* f() { ', after: '\n}' }],
  Java: [CLASS, METHOD],
  'C#': [CLASS, { before: 'class X { async Task F() { ', after: '\n}}' }],
  'C++': [
    { before: 'class X { ', after: '\n};' },
    { before: 'void f() { ', after: '\n}' },
  ],
  C: [{ before: 'void f() { ', after: '\n}' }],
  PHP: [
    { before: '<?php ', after: '' },
    { before: '<?php class X { ', after: '\n}' },
  ],
  CSS: [{ before: 'a { ', after: '\n}' }],
  Python: [
    { before: 'if x:\n', after: '' },
    { before: 'async def f():\n while x:\n  pass\n', after: '' },
  ],
  Rust: [
    { before: 'impl X { ', after: '\n}' },
    { before: 'fn f() { ', after: '\n}' },
  ],
  Go: [{ before: 'func f() { ', after: '\n}' }],
  Ruby: [],
};
/** Lines that have to stay before the frame. */
const HEAD = /^(?:\s*(?:import|using|package|#include)\b[^\n]*(?:\n|$)|[ \t]*(?:\/\/[^\n]*)?\n)*/;
/** UTF-16 units; answers are shorter by far. */
const MOST = 50_000;
/** Longer texts are whole programs, and frames cost a parse each. */
const MOST_FRAMED = 10_000;

/** `language`: a name of `languages.ts` for which `tools` has a parser. */
export function checkSnippet(language: string, code: string, tools: VerifyTools): Outcome {
  const { name } = languageOf(language)!;
  if (code.length > MOST) return { verdict: 'not checkable', why: 'it is more than the parser is trusted with' };
  const text = readable(name, code);
  if (text.trim() === '') return { verdict: 'not checkable', why: 'it is empty' };
  const whole = firstFault(name, language, text, tools);
  if (whole === null) return { verdict: 'verified' };
  if (whole === 'gave up') return { verdict: 'not checkable', why: 'it is more than the parser is trusted with' };
  if (whole.what === NO_BLOCK) return { verdict: 'not checkable', why: whole.what };
  const why = excuseOf(name, text);
  // The brackets of a frame would make up for those that are missing.
  for (const frame of whole.unpaired || text.length > MOST_FRAMED ? [] : (FRAMES[name] ?? [])) {
    const head = name === 'PHP' || name === 'Python' ? 0 : (HEAD.exec(text)?.[0].length ?? 0);
    const framed = text.slice(0, head) + frame.before + text.slice(head) + frame.after;
    if (firstFault(name, language, framed, tools) === null) return { verdict: 'verified' };
  }
  return why === null ? { verdict: 'failed', fault: asWritten(whole, text, code) } : { verdict: 'not checkable', why };
}

/** A fault with the words of the code, where it quotes what was put in their place. */
function asWritten(fault: SyntaxFault, text: string, code: string): SyntaxFault {
  const quoted = /`([^`]+)`/.exec(fault.what)?.[1];
  if (quoted === undefined || !text.startsWith(quoted, fault.at)) return fault;
  const written = code.slice(fault.at, fault.at + quoted.length);
  return { ...fault, what: fault.what.replace(quoted, () => written) };
}

const CSS_QUOTES = /\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|url\([^)"']*\)|["']/g;

/** A quote without its partner, which the grammar of CSS forgives. */
function quoteFault(text: string): SyntaxFault | null {
  for (const { 0: token, index } of text.matchAll(CSS_QUOTES)) {
    if (token.length === 1) return { at: index, what: `the quote \`${token}\` is not closed` };
  }
  return null;
}

/** Text outside of `<?php` is HTML, in which anything goes: PHP without the mark is read with it. */
function firstFault(name: string, language: string, text: string, tools: VerifyTools): SyntaxFault | null | 'gave up' {
  if (name === 'PHP' && !text.includes('<?')) {
    const found = tools.parseCode(language, `<?php ${text}`);
    return found === null || found === 'gave up' ? found : { ...found, at: Math.max(0, found.at - 6) };
  }
  const found = tools.parseCode(language, text);
  if (found !== null) return found;
  return name === 'Python' ? indentFault(text) : name === 'CSS' ? quoteFault(text) : null;
}
