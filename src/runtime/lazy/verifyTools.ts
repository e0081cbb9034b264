// What verifiers may not import themselves, made for the languages that a corpus holds: each library is a bundle beside the
// running one, the grammars stand in the folder `grammars`.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Grammar, LANGUAGE_NAMES, languageOf } from '../../engine/verify/code/languages.ts';
import type { DataTools, SyntaxFault, VerifyTools } from '../../engine/verify/verifier.ts';
import { lazyTools } from './tools.ts';

type Parsers = typeof import('./parsers.ts');
type Html = typeof import('./html.ts');
type Sql = typeof import('./sql.ts');
type Data = typeof import('./data.ts');

/** How the bundles are found; a test that runs the sources gives their modules itself. */
export interface VerifyModules {
  parsers(): Parsers;
  html(): Html;
  sql(): Sql;
  data(): Data;
  guessLanguage: VerifyTools['guessLanguage'];
  /** Folder of the `.wasm.br` files. */
  readonly grammars: string;
}

function bundled(): VerifyModules {
  const load = createRequire(import.meta.url);
  const tools = lazyTools();
  return {
    parsers: () => load('./parsers.cjs') as Parsers,
    html: () => load('./html.cjs') as Html,
    sql: () => load('./sql.cjs') as Sql,
    data: () => load('./data.cjs') as Data,
    guessLanguage: (text) => tools.guessLanguage(text),
    grammars: fileURLToPath(new URL('./grammars', import.meta.url)),
  };
}

type Parse = (text: string) => SyntaxFault | null | 'gave up';

/** Texts beyond this many UTF-16 units are not parsed; it bounds time and memory whatever they hold. */
const MOST = 50_000;

/**
 * Parsers for `languages` (names as on code fences, in any case; names that nobody knows are left out) and the language
 * guesser, which is loaded when it is first asked. Loading takes about 10 ms per language, once per thread.
 */
export async function loadVerifyTools(
  languages: readonly string[],
  modules: VerifyModules = bundled(),
): Promise<VerifyTools> {
  const wanted = new Set(languages.flatMap((name) => languageOf(name)?.grammars ?? []));
  const parsers = new Map<Grammar, Parse>();
  for (const grammar of wanted) parsers.set(grammar, await parserOf(grammar, modules));
  const known = LANGUAGE_NAMES.filter((name) => languageOf(name)!.grammars.every((grammar) => parsers.has(grammar)));
  return {
    languages: new Set(known),
    parseCode(language, code) {
      if (code.length > MOST) return 'gave up';
      let first: SyntaxFault | null | 'gave up' = 'gave up';
      for (const grammar of languageOf(language)?.grammars ?? []) {
        const found = parsers.get(grammar)?.(code) ?? null;
        if (found === null) return null;
        if (first === 'gave up') first = found;
      }
      return first;
    },
    data: lazyData(modules),
    guessLanguage: modules.guessLanguage,
  };
}

/** Loaded when a text of such a format, or a schema, is first met. */
function lazyData(modules: VerifyModules): DataTools {
  let data: DataTools | undefined;
  const tools = (): DataTools => {
    data ??= modules.data().dataTools;
    return data;
  };
  return {
    fault: (format, text) => tools().fault(format, text),
    breaks: (schema, value) => tools().breaks(schema, value),
  };
}

async function parserOf(grammar: Grammar, modules: VerifyModules): Promise<Parse> {
  if (grammar === 'html') return modules.html().htmlFault;
  if (grammar === 'sql') return modules.sql().sqlFault;
  const { parse } = await modules.parsers().treeParser(grammar, modules.grammars);
  return parse;
}
