// Verifier of code: fenced blocks parse in the language that they name, and so do answers that are code as a whole.
import { fences } from '../fences.ts';
import { answers, type Check, type Facts, type Verifier, type VerifyTools } from '../verifier.ts';
import { languageOf } from './languages.ts';
import { checkSnippet, type Outcome } from './snippet.ts';
import { answersAreCode, explains, isCode, isOther, namedLanguage, promptOf } from './wholeAnswers.ts';

/** Parsers that are loaded wherever a corpus holds code at all: small, and their languages stand in any set. */
const ALWAYS = ['bash', 'css', 'html', 'java', 'javascript', 'python', 'sql'];

/** Languages whose parsers `check` needs, and whether answers are code from end to end. */
interface CodeFacts extends Facts {
  readonly languages: readonly string[];
  readonly whole: boolean;
}

export const code: Verifier = {
  id: 'code',
  about: {
    label: 'Code',
    explains:
      'Code blocks are parsed in the language that their fence names; nothing is executed. Where answers are code as a whole, the language is the one that the prompt names.',
    limits:
      'That code parses does not say that it runs or does what was asked. Blocks without a language, languages without a parser, sessions, templates, changes and blocks with gaps (`...`) are not checkable.',
  },

  detect(drawn): CodeFacts | null {
    const texts = drawn.flatMap((x) => answers(x).map((a) => a.text));
    const whole = answersAreCode(texts);
    const languages = new Set(texts.flatMap((text) => fences(text).map((f) => f.language)).filter(languageOf));
    if (whole) {
      for (const x of drawn) {
        const named = namedLanguage(promptOf(x));
        if (named !== null) languages.add(named);
      }
    }
    if (languages.size === 0) return null;
    return { languages: [...new Set([...languages, ...ALWAYS])].sort(), whole };
  },

  check(x, facts, tools) {
    const { whole } = facts as CodeFacts;
    const checks: Check[] = [];
    for (const { view, segment, text } of answers(x)) {
      const blocks = fences(text);
      for (const { language, code, place, end } of blocks) {
        if (language === '' || code.trim() === '') continue;
        const found = checkBlock(language, code, tools);
        if (found === null) continue;
        const [start, stop] = spanOf(found, code).map(place);
        checks.push({
          ...said(language, code, found),
          at: { view, segment, start: start!, end: Math.min(end, stop!) },
        });
      }
      if (!whole || blocks.length > 0 || !isCode(text)) continue;
      const language = namedLanguage(promptOf(x));
      if (language === null || !tools.languages.has(language)) continue;
      const found = checkWhole(language, text, tools);
      const [start, end] = spanOf(found, text);
      checks.push({ ...said(language, text, found), at: { view, segment, start, end } });
    }
    return checks;
  },
};

/** Null where the fence names no language that anybody could parse. */
function checkBlock(language: string, code: string, tools: VerifyTools): Outcome | null {
  if (tools.languages.has(language)) return checkSnippet(language, code, tools);
  const known = languageOf(language);
  return known
    ? { verdict: 'not checkable', why: 'no drawn sample holds this language, so its parser was not loaded' }
    : null;
}

function checkWhole(language: string, text: string, tools: VerifyTools): Outcome {
  const found = checkSnippet(language, text, tools);
  if (found.verdict !== 'failed') return found;
  if (explains(language, text)) return { verdict: 'not checkable', why: 'the answer holds more than code' };
  return isOther(language, text, tools) ? { verdict: 'not checkable', why: 'it reads as another language' } : found;
}

/** The fault, one character at least; all of the code where there is none. */
function spanOf(found: Outcome, code: string): [number, number] {
  if (found.verdict !== 'failed') return [0, code.length];
  const at = Math.min(found.fault.at, Math.max(0, code.length - 1));
  const word = /^(?:[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_])/u.exec(code.slice(at, at + 60))?.[0].length ?? 1;
  return [at, at + word];
}

function said(language: string, code: string, found: Outcome): Pick<Check, 'verdict' | 'reason'> {
  const { name } = languageOf(language)!;
  switch (found.verdict) {
    case 'verified': {
      const lines = code.trim().split('\n').length;
      return {
        verdict: 'verified',
        reason: `${lines === 1 ? '1 line' : `${lines} lines`} of ${name} parse${lines === 1 ? 's' : ''}`,
      };
    }
    case 'failed': {
      const line = code.slice(0, found.fault.at).split('\n').length;
      return { verdict: 'failed', reason: `${name} does not parse: ${found.fault.what}, line ${line} of the code` };
    }
    default:
      return { verdict: 'not checkable', reason: `${name} was not judged: ${found.why}` };
  }
}
