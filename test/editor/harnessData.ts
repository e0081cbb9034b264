// The shared corpora for editor tests: copied into the test's folder, so that nothing is written beside them.
import { copyFileSync, existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

// `npm test` runs in the project's folder; the bundled tests lie elsewhere.
function dataPath(...parts: string[]): string {
  return resolve(process.cwd(), '..', 'shared', 'data', ...parts);
}

const hasData = existsSync(dataPath('README.md'));

/** A suite over the shared corpora; skipped, by name, where they are absent. */
export function describeWithData(name: string, body: (this: Mocha.Suite) => void): void {
  if (hasData) describe(name, body);
  else describe.skip(`${name} (skipped: the shared corpora are not beside this folder)`, body);
}

/** Copies a shared corpus into the folder; answers its path there. */
export function copyData(folder: string, ...parts: string[]): string {
  const path = join(folder, basename(parts.at(-1) ?? ''));
  copyFileSync(dataPath(...parts), path);
  return path;
}
