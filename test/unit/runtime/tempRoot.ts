// Import this first where a test makes temporary files: everything, also what child processes make, goes at the end.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const before = tmpdir();
const root = mkdtempSync(join(before, 'corpus-inspector-unit-'));
// Both are asked by os.tmpdir(), and inherited.
process.env.TMPDIR = root;
process.env.TEMP = root;
afterAll(() => {
  process.env.TMPDIR = before;
  rmSync(root, { recursive: true, force: true, maxRetries: 3 });
});
