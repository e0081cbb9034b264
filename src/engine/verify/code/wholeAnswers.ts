// Answers that are code from end to end, without a fence: in which language, as far as the prompt names one.
import { isMostlyCode } from '../../text/code.ts';
import { TokenBuffer, tokenise } from '../../text/words.ts';
import type { Verifiable, VerifyTools } from '../verifier.ts';

/** How prompts name a language; a prompt that names two says nothing. */
const NAMED: readonly (readonly [language: string | null, pattern: RegExp])[] = [
  ['python', /\bpython\b/i],
  ['java', /\bjava\b(?![ -]?script)/i],
  ['javascript', /\bjava[ -]?script\b|\bnode\.?js\b|\bjs\b|\bjquery\b|\breact(?:\.?js)?\b/i],
  ['typescript', /\btypescript\b/i],
  ['c++', /\bc\+\+/i],
  ['c#', /\bc#|\bcsharp\b|\.net\b/i],
  ['c', /\bC (?:program|function|code|language)\b|\bin C\b(?![+#])/],
  ['go', /\bGo (?:program|function|code|language)\b|\bin Go\b|\bgolang\b/i],
  ['rust', /\brust\b/i],
  ['php', /\bphp\b/i],
  ['ruby', /\bruby\b/i],
  ['bash', /\bbash\b|\bshell script\b/i],
  ['powershell', /\bpowershell\b/i],
  ['sql', /\b(?:my)?sql\b|\bsqlite\b|\bpostgres(?:ql)?\b/i],
  ['css', /\bcss3?\b/i],
  ['html', /\bhtml5?\b/i],
  [
    null,
    /\b(?:swift|kotlin|scala|perl|matlab|haskell|lua|dart|elixir|clojure|julia|cobol|fortran|assembly|verilog|vhdl|lisp|prolog|vba|regex|regular expression|json|xml|yaml|objective-c|R (?:program|function|code|script)|in R)\b|\bin R\b/i,
  ],
];
/** Answers below this length are names and numbers, not programs. */
const SHORTEST = 30;
const ENOUGH = 20;
const SHARE = 0.6;

/** The one language that a prompt names; null where it names none, several, or one that is not known. */
export function namedLanguage(prompt: string): string | null {
  const named = NAMED.filter(([, pattern]) => pattern.test(prompt));
  return named.length === 1 ? named[0]![0] : null;
}

/** The texts of a sample that say what is wanted. */
export function promptOf({ views }: Verifiable): string {
  const prompts = views.filter(({ view }) => view === 'prompt' || view === 'system');
  return prompts.flatMap(({ segments }) => segments.map((s) => s.text)).join('\n');
}

export function isCode(text: string): boolean {
  if (text.length < SHORTEST) return false;
  const words = new TokenBuffer();
  tokenise(text, words);
  return isMostlyCode({ segments: [{ text, path: [] }], words });
}

/** Whether answers are code as a rule: of at least 20, at least 60 % are, and fences are rare. */
export function answersAreCode(texts: readonly string[]): boolean {
  const long = texts.filter((text) => text.length >= SHORTEST);
  if (long.length < ENOUGH) return false;
  const bare = long.filter((text) => !text.includes('```') && isCode(text));
  return bare.length >= long.length * SHARE;
}

/** A line that a person says: "Corrected function:", "The output would be 4.", "To fix it, add `x`." */
const SAID =
  /^[ \t]*(?:[A-Z][\w'’]*(?:[ ,]+[\w'’`]+)+[.:!]|[A-Z][a-z'’]+:?(?: [a-z'’]+){2,}.*|[A-Z][a-z]+(?: [\w'’]+)*:)[ \t]*\r?$|`[^`\n]+`[ :.,]/m;
/** Languages of which a text that is meant as another one hardly parses as. */
const STRICT = ['python', 'java', 'javascript', 'c++', 'c#', 'go', 'rust'];

/** Whether the answer explains as well, so that a fault in it says nothing. */
export function explains(language: string, text: string): boolean {
  if (language === 'html' || language === 'php')
    return !text.trimStart().startsWith('<') && /^[A-Z]/.test(text.trimStart());
  if (language === 'sql') return /^[ \t]*[A-Z][a-z]+ [a-z]+ /m.test(text);
  return SAID.test(text);
}

const LONGEST_OTHER = 10_000;

/** Whether it is a program in another language than the prompt names: it asks to turn one into the other. */
export function isOther(language: string, text: string, tools: VerifyTools): boolean {
  if (/^\s*#include\b/m.test(text) && !language.startsWith('c')) return true;
  if (text.length > LONGEST_OTHER) return false;
  return STRICT.some((name) => name !== language && tools.languages.has(name) && tools.parseCode(name, text) === null);
}
