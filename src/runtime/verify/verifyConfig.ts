// What settings and files say about verification, as the engine takes it: words to choices, a path to a schema.
import { readFile } from 'node:fs/promises';
import { CorpusError } from '../../engine/errors.ts';
import type { VerifyChoice } from '../../engine/verify/settings.ts';

/** "auto", "none", or ids with commas between them; whether they exist is asked elsewhere. */
export function choiceOf(word: string): VerifyChoice {
  const ids = word
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const [only] = ids;
  if (ids.length === 0) return 'auto';
  return ids.length === 1 && (only === 'auto' || only === 'none') ? only : ids;
}

/** A JSON Schema from a file. Throws 'bad-option' where it cannot be read or is none. `shown`: as the errors call it. */
export async function readSchema(path: string, shown: string): Promise<unknown> {
  const fault = (what: string) => new CorpusError('bad-option', `The JSON Schema ${shown} ${what}.`, { file: shown });
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw fault(code === 'ENOENT' ? 'is not there: name another' : `could not be read (${code ?? 'unknown'})`);
  }
  let schema: unknown;
  try {
    schema = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw fault(`is not JSON (${(error as Error).message.split('\n')[0]})`);
  }
  const isSchema =
    typeof schema === 'boolean' || (typeof schema === 'object' && schema !== null && !Array.isArray(schema));
  if (!isSchema) throw fault('has to be an object');
  return schema;
}
