// Where things lie: the project's folders and the cache that survives between runs. Node built-ins only.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));
export const dist = join(root, 'dist');
export const out = join(root, 'out');
export const vsix = join(dist, 'corpus-inspector.vsix');

/** Folder for downloaded editors, shared by all clones of the project. */
export function cacheDir() {
  const { CORPUS_INSPECTOR_CACHE, XDG_CACHE_HOME, HOME } = process.env;
  if (CORPUS_INSPECTOR_CACHE) return resolve(CORPUS_INSPECTOR_CACHE);
  return join(XDG_CACHE_HOME || join(HOME || homedir(), '.cache'), 'corpus-inspector');
}
