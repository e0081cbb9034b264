// Runs a script that imports the engine's TypeScript: bundled into the temporary folder, in a process with a large heap.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from './paths.mjs';
import { ScriptError } from './run.mjs';

const HEAP_MB = 8192;

/** @param {string} entry path from the root @param {readonly string[]} args */
export async function runBundled(entry, args) {
  const folder = await mkdtemp(join(tmpdir(), 'corpus-inspector-script-'));
  try {
    const outfile = join(folder, 'script.mjs');
    await esbuild.build({
      entryPoints: [join(root, entry)],
      outfile,
      bundle: true,
      platform: 'node',
      // jsonc-parser's UMD main cannot be bundled; its ES module can.
      mainFields: ['module', 'main'],
      format: 'esm',
      target: 'node20',
      logLevel: 'warning',
    });
    const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, outfile, ...args], {
      stdio: 'inherit',
      cwd: root,
    });
    const code = await new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
    if (code !== 0) throw new ScriptError(`${entry} ended with ${code}.`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
