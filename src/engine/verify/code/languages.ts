// Programming languages that can be parsed: the names that stand on code fences, and the grammar of each.
import type { Facts } from '../verifier.ts';

export const GRAMMARS = [
  'javascript',
  'typescript',
  'tsx',
  'python',
  'java',
  'go',
  'rust',
  'cpp',
  'c-sharp',
  'php',
  'ruby',
  'bash',
  'powershell',
  'css',
  'html',
  'sql',
] as const;
/** A grammar by the name of its file in `@vscode/tree-sitter-wasm`; `html` and `sql` have parsers of their own. */
export type Grammar = (typeof GRAMMARS)[number];

export interface Language {
  /** As a reader knows it. */
  readonly name: string;
  /** Tried in this order; a text parses where one of them takes it. */
  readonly grammars: readonly Grammar[];
}

const KNOWN: readonly (readonly [aliases: string, name: string, ...grammars: Grammar[]])[] = [
  ['javascript js jsx mjs cjs node nodejs node.js ecmascript', 'JavaScript', 'javascript'],
  ['typescript ts mts cts', 'TypeScript', 'typescript', 'tsx'],
  ['tsx', 'TSX', 'tsx', 'typescript'],
  ['python py python3 python2 py3 py2', 'Python', 'python'],
  ['java', 'Java', 'java'],
  ['go golang', 'Go', 'go'],
  ['rust rs', 'Rust', 'rust'],
  ['c', 'C', 'cpp'],
  ['cpp c++ cc cxx hpp h++', 'C++', 'cpp'],
  ['csharp c# cs', 'C#', 'c-sharp'],
  ['php', 'PHP', 'php'],
  ['ruby rb', 'Ruby', 'ruby'],
  ['bash sh shell zsh', 'Bash', 'bash'],
  ['powershell ps1 pwsh posh', 'PowerShell', 'powershell'],
  ['css', 'CSS', 'css'],
  ['html htm html5', 'HTML', 'html'],
  ['sql mysql postgresql postgres psql sqlite tsql t-sql', 'SQL', 'sql'],
];

const BY_ALIAS: ReadonlyMap<string, Language> = new Map(
  KNOWN.flatMap(([aliases, name, ...grammars]) =>
    aliases.split(' ').map((alias) => [alias, { name, grammars }] as const),
  ),
);

/** Every name that is known, lower case. */
export const LANGUAGE_NAMES: readonly string[] = [...BY_ALIAS.keys()];

/** The language of a fence's name, in any case; null where no parser is at hand. */
export function languageOf(name: string): Language | null {
  return BY_ALIAS.get(name.toLowerCase()) ?? null;
}

/** The languages that the facts of verifiers ask parsers for: their `languages`, each once. */
export function wantedLanguages(facts: readonly Facts[]): string[] {
  const names = facts.flatMap(({ languages }) => (Array.isArray(languages) ? languages : []));
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}
