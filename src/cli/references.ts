// What --human and --llm name: files, or the rows of the corpus whose field has a value.
import { stat } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { CorpusError } from '../engine/errors.ts';
import { findConfig } from '../runtime/config.ts';
import { UsageError } from './exitCodes.ts';
import { type NamedSource, resolveFiles } from './files.ts';

/** Words for `--human` and `--llm` where they are not given, from the nearest corpus-inspector.json of the first file. Throws UsageError. */
export async function configuredReferences(
  named: readonly NamedSource[],
  cwd: string,
): Promise<{ readonly human?: string; readonly llm?: string }> {
  const [first] = named.flatMap(({ source }) => (source.kind === 'file' ? [source.path] : []));
  try {
    const { human, llm } = (await findConfig(first === undefined ? cwd : dirname(first))) ?? {};
    return {
      ...(human === undefined ? {} : { human: relative(cwd, human) }),
      ...(llm === undefined ? {} : { llm: relative(cwd, llm) }),
    };
  } catch (error) {
    throw error instanceof CorpusError ? new UsageError(error.message) : error;
  }
}

export type ReferenceRows =
  | { readonly kind: 'files'; readonly name: string; readonly named: readonly NamedSource[] }
  | { readonly kind: 'field'; readonly name: string; readonly field: string; readonly value: string };

/**
 * "human.jsonl", a folder or a pattern; or "source=human". A file with "=" in its name goes before. Throws as `resolveFiles`, and UsageError for a
 * field without a name or a value.
 */
export async function referenceRows(option: string, word: string, cwd: string): Promise<ReferenceRows> {
  const there = await stat(resolve(cwd, word)).catch(() => undefined);
  const at = word.indexOf('=');
  if (there || at < 0) return { kind: 'files', name: word, named: await resolveFiles([word], cwd) };
  const field = word.slice(0, at).trim();
  const value = word.slice(at + 1).trim();
  if (field === '' || value === '') {
    throw new UsageError(`--${option} ${word}: name a file, or a field and its value as in source=human.`);
  }
  return { kind: 'field', name: `${field}=${value}`, field, value };
}
