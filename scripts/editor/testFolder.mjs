// A throw-away copy of samples/ for tests to open, edit and delete in.
import { cpSync, existsSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { removeLater } from '../lib/temporary.mjs';

/** Answers {path, remove()}. */
export function createTestFolder() {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'ci-folder-')));
  const samples = join(root, 'samples');
  if (existsSync(samples)) cpSync(samples, path, { recursive: true });
  return { path, remove: removeLater(path) };
}
