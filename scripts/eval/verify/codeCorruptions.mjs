// One seeded corruption of a program, of the kinds that generated code shows: a bracket lost, the end cut, a quote lost, a
// keyword misspelled, a line indented wrongly.
import { DOCUMENTS } from './documents.mjs';
import { PRINTED, printed } from './printers.mjs';
import { program } from './routines.mjs';
import { randomFrom } from './seeded.mjs';

export const CODE_LANGUAGES = [...PRINTED, ...Object.keys(DOCUMENTS)];

/**
 * Keywords whose misspelling no grammar could take for a name. In PowerShell every misspelled keyword is a command, and in CSS
 * there are none.
 * @type {Record<string, string[]>}
 */
const KEYWORDS = {
  python: ['def', 'for', 'if'],
  javascript: ['function', 'for', 'if'],
  typescript: ['function', 'for', 'if'],
  java: ['class', 'for', 'if', 'static'],
  csharp: ['class', 'for', 'if'],
  cpp: ['for', 'if'],
  c: ['for', 'if'],
  go: ['func', 'for', 'if'],
  rust: ['fn', 'for', 'let'],
  php: ['function', 'for', 'if'],
  ruby: ['def', 'end'],
  bash: ['then', 'done', 'fi'],
  sql: ['FROM', 'SELECT', 'WHERE', 'VALUES', 'SET'],
  html: ['div', 'body', 'ul', 'h1'],
};

/**
 * A right program in a language of `CODE_LANGUAGES`.
 * @param {string} language
 * @param {string} seed
 */
export function codeSample(language, seed) {
  return DOCUMENTS[language]?.(`${language}:${seed}`) ?? printed(program(`${language}:${seed}`), language);
}

/**
 * The program with one fault; null where it has no place for a fault of this kind.
 * @param {string} language
 * @param {string} code
 * @param {'bracket' | 'cut' | 'quote' | 'keyword' | 'indentation'} kind
 * @param {string} seed
 * @returns {string | null}
 */
export function corruptedCode(language, code, kind, seed) {
  const random = randomFrom(`${kind}:${seed}`);
  // What stands in quotes is text.
  const bare = language === 'html' ? code : code.replace(/"[^"\n]*"|'[^'\n]*'/g, (part) => ' '.repeat(part.length));
  switch (kind) {
    case 'bracket': {
      const brackets = language === 'html' ? '<>' : language === 'bash' ? '{}' : '()[]{}';
      return without(
        code,
        places(bare, (char) => brackets.includes(char)),
        random,
      );
    }
    case 'quote':
      return without(
        code,
        places(code, (char) => char === '"' || (char === "'" && language === 'sql')),
        random,
      );
    case 'cut': {
      // Behind an operator, an opening bracket or a comma, in the second half.
      const open = places(
        code,
        (char, i) =>
          i > code.length / 2 && (language === 'html' ? char === '<' || char === '"' : '([{=+*,'.includes(char)),
      );
      return open.length === 0 ? null : code.slice(0, random.pick(open) + 1);
    }
    case 'keyword': {
      const words = KEYWORDS[language] ?? [];
      const found = [...bare.matchAll(new RegExp(`(?<![\\w$])(?:${words.join('|')})(?![\\w$])`, 'g'))];
      if (words.length === 0 || found.length === 0) return null;
      const { 0: word, index } = random.pick(found);
      return `${code.slice(0, index)}${word[1]}${word[0]}${word.slice(2)}${code.slice(index + word.length)}`;
    }
    default:
      return language === 'python' ? misindented(code, random) : null;
  }
}

export const CODE_FAULTS = /** @type {const} */ (['bracket', 'cut', 'quote', 'keyword', 'indentation']);

function places(code, is) {
  const found = [];
  for (let i = 0; i < code.length; i++) if (is(code[i], i)) found.push(i);
  return found;
}

function without(code, found, random) {
  if (found.length === 0) return null;
  const at = random.pick(found);
  return code.slice(0, at) + code.slice(at + 1);
}

/** A line inside of a block, moved by two columns. */
function misindented(code, random) {
  const lines = code.split('\n');
  const inner = lines.flatMap((line, i) => (/^ {4}/.test(line) && !lines[i - 1].endsWith(':') ? [i] : []));
  if (inner.length === 0) return null;
  const at = random.pick(inner);
  lines[at] = random.below(2) === 0 ? `  ${lines[at]}` : lines[at].slice(2);
  return lines.join('\n');
}
