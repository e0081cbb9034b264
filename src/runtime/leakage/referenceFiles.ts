// The evaluation sets that a configuration names: each file is one set.
import { stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import type { EvaluationRef } from '../../protocol/hostApi.ts';
import { type ConfigOptions, type FoundConfig, staysInside } from '../config.ts';

/** What is looked for in a folder. */
const FOLDER_PATTERN = '**/*.{jsonl,ndjson,json,txt}';
const IGNORED = ['**/node_modules/**', '**/*.report.json'];

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
    if (there?.isDirectory()) found.push(...(await list(FOLDER_PATTERN, target)));
    else if (!there && isDynamicPattern(word)) found.push(...(await list(word, folder)));
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

async function list(pattern: string, cwd: string): Promise<string[]> {
  const names = await glob(pattern, { cwd, ignore: IGNORED, onlyFiles: true, expandDirectories: false });
  return names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map((name) => join(cwd, name));
}
