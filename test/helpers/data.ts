// Where the shared corpora are, and how a test says that it cannot run without them.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Path of a file of the shared corpora, beside the project's folder. */
export function dataPath(...parts: string[]): string {
  return resolve(root, 'shared', 'data', ...parts);
}

export const hasData = existsSync(dataPath('README.md'));

/** A suite over the shared corpora; skipped, by name, where they are absent. */
export function describeWithData(name: string, body: () => void): void {
  describe.skipIf(!hasData)(hasData ? name : `${name} (skipped: the shared corpora are not beside this folder)`, body);
}
