// The evaluation sets that a configuration names: each file is one set.
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import picomatch from 'picomatch';
import type { EvaluationRef } from '../../protocol/hostApi.ts';
import { type ConfigOptions, type FoundConfig, staysInside } from '../config.ts';

/** What is looked for in a folder. */
const FOLDER_PATTERN = '**/*.{jsonl,ndjson,json,txt}';
const IGNORED = '**/*.report.json';

/**
 * Files in the order of the words, those of a folder or a pattern sorted; named relative to `shownFrom`. A file that is not
 * there is named, too: whoever reads it says so.
 */
export async function evaluationFiles(
  { path, evaluation = [] }: Pick<FoundConfig, 'path' | 'evaluation'>,
  shownFrom: string,
  { root, insideOnly = false }: ConfigOptions = {},
): Promise<EvaluationRef[]> {
  const folder = dirname(path);
  const found: string[] = [];
  for (const word of evaluation) {
    const target = resolve(folder, word);
    const there = await stat(target).catch(() => undefined);
    const { base, glob, isGlob } = picomatch.scan(word.replaceAll('\\', '/'));
    if (there?.isDirectory()) found.push(...(await list(FOLDER_PATTERN, target)));
    else if (!there && isGlob) found.push(...(await list(glob, resolve(folder, base))));
    else found.push(target);
  }
  const refs: EvaluationRef[] = [];
  for (const file of new Set(found)) {
    if (insideOnly && !(root !== undefined && (await staysInside(file, root)))) continue;
    const modified = (await stat(file).catch(() => undefined))?.mtimeMs;
    const name = relative(shownFrom, file).replaceAll('\\', '/');
    refs.push({ path: file, name, ...(modified === undefined ? {} : { modified }) });
  }
  return refs;
}

/** Files below a folder that a pattern names, sorted. The activation bundle has a matcher already, but no room for a globber. */
async function list(pattern: string, folder: string): Promise<string[]> {
  const isMatch = picomatch(pattern, { ignore: IGNORED });
  const names: string[] = [];
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true }).catch(() => [])) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) await walk(name);
      } else if (
        isMatch(name) &&
        (entry.isFile() || (await stat(join(folder, name)).catch(() => undefined))?.isFile())
      ) {
        names.push(name);
      }
    }
  };
  await walk('');
  return names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map((name) => join(folder, name));
}
