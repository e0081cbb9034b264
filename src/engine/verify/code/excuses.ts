// Why a text that does not parse may be right all the same: answers show parts, sessions and blanks to fill in. Such a text is
// not checkable, because a false alarm costs more than a fault that is missed.

interface Excuse {
  readonly pattern: RegExp;
  /** Ends "… and does not parse: ". */
  readonly why: string;
  /** Languages it holds for; all without them. */
  readonly only?: readonly string[];
}

const EXCUSES: readonly Excuse[] = [
  { pattern: /(?<![.\w)\]])\.\.\.(?![.\w[({*&])|…/, why: 'it leaves something out (`...`)' },
  {
    pattern: /^[ \t]*(?:>>>|In \[\d+\]:|irb\(|mysql>|sqlite>|postgres=#|PS [A-Z]:\\|[A-Z]:\\[^\n]*>)/m,
    why: 'it shows a session',
  },
  { pattern: /^[ \t]*(?:\$|%|#|❯|➜|[\w.-]+@[\w.-]+:[^\n]*\$) \S/m, why: 'it shows a session', only: ['Bash'] },
  { pattern: /\{\{[^\n]*\}\}|\{%[^\n]*%\}|<%[^\n]*%>/, why: 'it is a template' },
  {
    pattern:
      /<(?:your|my|the|some|insert|path|file|name|user|host|port|id|key|url|repo|branch|value)\b[^<>\n]{0,40}>|\[(?:your|insert)\b[^\]\n]{0,40}\]/i,
    why: 'it holds blanks to fill in',
  },
  {
    pattern: /<[a-zA-Z][\w -]{0,40}>/,
    why: 'it holds blanks to fill in',
    only: ['Bash', 'Python', 'SQL', 'PowerShell'],
  },
  { pattern: /^@@ |^(?:\+\+\+|---) \S|^[+-] ?\S[^\n]*\n(?:[^\n]*\n)*?[+-] ?\S/m, why: 'it shows a change' },
  {
    pattern:
      /^Traceback \(most recent call last\)|^(?:Sample )?(?:Output|Input|Result|Example|Usage|Explanation|Note)\b[^\n(=]{0,20}:/im,
    why: 'it holds more than code',
  },
  {
    pattern: /^\s*<(?:!DOCTYPE|html|head|body|div|script|style|\?xml)\b/im,
    why: 'it holds HTML',
    only: ['JavaScript', 'CSS', 'Python', 'Java', 'TypeScript', 'SQL', 'C#', 'Ruby'],
  },
  {
    pattern: /^(?![ \t]*#)[^\n]*?\b(?:__\w+|[A-Z][A-Z0-9_]{2,})[ \t]+[A-Za-z_]\w*/m,
    why: 'it holds macros',
    only: ['C', 'C++'],
  },
  { pattern: /```/, why: 'it holds a fence' },
];
/** A line of plain words: six of them with nothing that programs are made of. */
const PROSE = /^(?:[-*•]|\d+[.)])?[ \t]*(?:[A-Za-z][A-Za-z'’-]*[,.:]? +){5,}[A-Za-z][A-Za-z'’-]*[.:!?,]?[ \t]*\r?$/m;
/** Markup of running text. */
const MARKDOWN = /^(?:#{1,6} +[A-Z][^\n;{}()]*|\*\*[^\n*]+\*\*:?[^\n]*|\d+[.)] +[A-Z][^\n;{}]*)$/m;
/** In these, lines of plain words are statements. */
const WORDY: ReadonlySet<string> = new Set(['SQL', 'HTML']);

const POWERSHELL =
  /<#[\s\S]*?#>|#[^\n]*|@(["'])\r?\n[\s\S]*?\n\1@|"(?:[^"`]|`[\s\S]|"")*"|'(?:[^']|'')*'|["'(){}[\]]|<#/g;
const OPENER: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Whether quotes and brackets of PowerShell are paired: its grammar takes some programs for wrong that are right. */
function paired(code: string): boolean {
  const open: string[] = [];
  for (const [token] of code.matchAll(POWERSHELL)) {
    if (token === '"' || token === "'" || token === '<#') return false;
    if ('([{'.includes(token)) open.push(token);
    else if (OPENER[token] !== undefined && open.pop() !== OPENER[token]) return false;
  }
  return open.length === 0;
}

/** Why a text that does not parse is not called wrong; null where nothing speaks for it. */
export function excuseOf(language: string, code: string): string | null {
  for (const { pattern, why, only } of EXCUSES) {
    if ((!only || only.includes(language)) && pattern.test(code)) return why;
  }
  if (!WORDY.has(language) && PROSE.test(code)) return 'it holds more than code';
  if (language === 'PowerShell' && paired(code)) return 'the parser does not know all of PowerShell';
  const comments = language === 'Python' || language === 'Bash' || language === 'Ruby' || language === 'PowerShell';
  return !comments && MARKDOWN.test(code) ? 'it holds more than code' : null;
}
