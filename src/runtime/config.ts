// Reads `corpus-inspector.json`: the nearest one, from a file's folder upwards.
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import * as v from 'valibot';
import { type Config, ConfigSchema } from '../engine/config.ts';
import { CorpusError } from '../engine/errors.ts';

export const CONFIG_FILE = 'corpus-inspector.json';

export interface FoundConfig {
  /** Of the file. */
  readonly path: string;
  readonly config: Config;
  /** What its paths mean, absolute; absent where it names none, or where it was ignored. */
  readonly calibration?: string;
  readonly human?: string;
  readonly llm?: string;
  /** Files, folders and patterns of evaluation sets, as they are written, relative to the configuration. */
  readonly evaluation?: readonly string[];
  readonly schema?: string;
  /** Keys whose paths lie outside of `root` and were ignored. */
  readonly ignored: readonly string[];
}

export interface ConfigOptions {
  /** The folder that is looked in last; without it the search ends at the root of the file system. */
  readonly root?: string;
  /** Ignore paths that lead out of `root`, by links too: for folders that are not trusted. Needs `root`. */
  readonly insideOnly?: boolean;
}

/** The nearest configuration, from `folder` upwards; undefined without one. Throws as `parseConfig`, and 'not-readable'. */
export async function findConfig(folder: string, options: ConfigOptions = {}): Promise<FoundConfig | undefined> {
  const root = options.root === undefined ? undefined : resolve(options.root);
  let at = resolve(folder);
  if (root !== undefined && !isInside(at, root)) return undefined;
  for (;;) {
    const path = join(at, CONFIG_FILE);
    if (await isFile(path)) return readConfig(path, options);
    const above = dirname(at);
    if (at === root || above === at) return undefined;
    at = above;
  }
}

/** One configuration file. Throws as `findConfig`. */
export async function readConfig(path: string, { root, insideOnly = false }: ConfigOptions = {}): Promise<FoundConfig> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new CorpusError('not-readable', `${path} could not be read (${code}): check its permissions.`, {
      file: path,
    });
  }
  const config = parseConfig(text, path);
  const named = {
    calibration: ['traits.calibration', config.traits?.calibration],
    human: ['references.human', config.references?.human],
    llm: ['references.llm', config.references?.llm],
    schema: ['verification.schema', config.verification?.schema],
  } as const;
  const ignored: string[] = [];
  const paths: { calibration?: string; human?: string; llm?: string; schema?: string } = {};
  for (const [name, [key, word]] of Object.entries(named) as [keyof typeof named, readonly [string, string?]][]) {
    if (word === undefined) continue;
    const target = resolve(dirname(path), word);
    const allowed = !insideOnly || (root !== undefined && (await staysInside(target, root)));
    if (allowed) paths[name] = target;
    else ignored.push(key);
  }
  const words = [config.references?.evaluation ?? []].flat();
  const evaluation: string[] = [];
  for (const word of words) {
    const inside = root !== undefined && (await staysInside(resolve(dirname(path), word), root));
    if (!insideOnly || inside) evaluation.push(word);
    else if (!ignored.includes('references.evaluation')) ignored.push('references.evaluation');
  }
  return { path, config, ...paths, ...(evaluation.length > 0 ? { evaluation } : {}), ignored };
}

/**
 * Checks the text of a configuration; comments and trailing commas are allowed.
 * @param name as the errors call the file
 * Throws CorpusError 'bad-format' with the line, or the key that is wrong.
 */
export function parseConfig(text: string, name: string): Config {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first) {
    const line = text.slice(0, first.offset).split('\n').length;
    const what = printParseErrorCode(first.error)
      .replace(/(?<=[a-z])[A-Z]/g, (c) => ` ${c.toLowerCase()}`)
      .toLowerCase();
    throw new CorpusError('bad-format', `${name}, line ${line}: not JSON (${what}).`, { file: name, line });
  }
  if (Array.isArray(value))
    throw new CorpusError('bad-format', `${name} has to be an object, not a list.`, { file: name });
  const read = v.safeParse(ConfigSchema, value);
  if (read.success) return read.output;
  const [issue] = read.issues;
  const key = v.getDotPath(issue);
  const unknown = issue.type === 'strict_object' && issue.expected === 'never';
  const why = unknown ? 'there is no such key' : issue.message;
  throw new CorpusError('bad-format', `${name}: ${key === null ? '' : `"${key}": `}${why}.`, { file: name });
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}

/** Whether a path lies in a folder. Links are followed; what is not there stays where its words say. */
export async function staysInside(target: string, root: string): Promise<boolean> {
  const real = async (path: string): Promise<string> =>
    realpath(path).catch(async () =>
      dirname(path) === path ? path : join(await real(dirname(path)), relative(dirname(path), path)),
    );
  return isInside(await real(target), await real(resolve(root)));
}

function isInside(path: string, root: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
