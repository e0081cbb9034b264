// From the words on the command line to the files that are meant: paths, patterns, folders.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { CorpusError } from '../engine/errors.ts';
import type { SourceRef } from '../runtime/sources/source.ts';
import { UsageError } from './exitCodes.ts';

/** What is looked for in a folder. */
export const FOLDER_PATTERN = '**/*.{jsonl,ndjson,json,txt}';
/** What `clean` wrote beside a corpus is no part of it. tinyglobby leaves out dot folders (so `.corpus-inspector` too) by itself. */
const IGNORED = ['**/node_modules/**', '**/*.report.json', '**/*.dropped.{jsonl,ndjson,json,txt}'];

export interface NamedSource {
  readonly source: SourceRef;
  /** Found in a folder or by a pattern: a file that is no corpus is then left out with a note, not an error. */
  readonly found: boolean;
}

/**
 * The files meant by `words`, each once, in the order of the words; those found in a folder or by a pattern are sorted.
 * A path that is not there is kept: reading it gives the sentence that says so.
 * Throws CorpusError 'not-found' where a folder holds nothing, UsageError where a pattern matches nothing.
 */
export async function resolveFiles(words: readonly string[], cwd: string): Promise<NamedSource[]> {
  const byPath = new Map<string, NamedSource>();
  const add = (shown: string, found: boolean) => {
    const path = resolve(cwd, shown);
    if (!byPath.has(path)) byPath.set(path, { source: { kind: 'file', path, shown }, found });
  };
  for (const word of words) {
    const there = await stat(resolve(cwd, word)).catch(() => undefined);
    if (there?.isDirectory()) {
      const names = await list(FOLDER_PATTERN, resolve(cwd, word));
      if (names.length === 0) {
        throw new CorpusError(
          'not-found',
          `The folder ${word} holds no .jsonl, .ndjson, .json or .txt file; name a file in it.`,
        );
      }
      for (const name of names) add(join(word, name), true);
    } else if (!there && isDynamicPattern(word)) {
      const names = await list(word, cwd);
      if (names.length === 0) throw new UsageError(`No file matches ${word}.`);
      for (const name of names) add(name, true);
    } else {
      add(word, false);
    }
  }
  return [...byPath.values()];
}

async function list(pattern: string, cwd: string): Promise<string[]> {
  const names = await glob(pattern, { cwd, ignore: IGNORED, onlyFiles: true, expandDirectories: false });
  return names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Keeps the word as it was typed, so that the report shows `data/a.jsonl` for `data` and `./data/a.jsonl` for `./data`. */
function join(folder: string, name: string): string {
  if (folder === '.') return name;
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}
