// How long somebody waits for the first numbers of a large file.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { runEntry } from './bundle.mjs';
import { corpusFile } from './corpora.mjs';

const HOOK = 'onPreview';

/**
 * @param {string} name corpus @param {import('./options.mjs').Context} context
 * @returns {Promise<{ skipped: string } | { readyMs: number, firstProgressMs: number | null, previewMs: number | null }>}
 */
export async function firstNumbers(name, { jobs, memory, say }) {
  if (!hasHook()) {
    const skipped = `the runtime offers no ${HOOK}`;
    say(`\nfirst numbers: skipped, ${skipped}`);
    return { skipped };
  }
  const path = corpusFile(name);
  const result = await runEntry('firstNumbers', [path, String(jobs), memory === undefined ? '' : String(memory)]);
  if (result.skipped) say(`\nfirst numbers: skipped, ${result.skipped}`);
  else {
    const at = (ms) => (ms === null ? 'never' : `${ms} ms`);
    say(`\n${name}: first partial numbers after ${at(result.previewMs)}, first progress ${at(result.firstProgressMs)}`);
  }
  return result;
}

/** Without it the whole inspection would run in vain. */
function hasHook() {
  const runtime = join(root, 'src', 'runtime');
  const files = readdirSync(runtime).filter((name) => name.endsWith('.ts'));
  return files.some((name) => readFileSync(join(runtime, name), 'utf8').includes(HOOK));
}
