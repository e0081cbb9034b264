// Builds what the benchmark runs: the command line with readable names for profiles, and entries of its own that call
// the engine directly. All of it in the temporary folder.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { bundles } from '../lib/bundles.mjs';
import { root } from '../lib/paths.mjs';
import { folder } from './corpora.mjs';

/** Command line, worker and what they load, not minified, with source maps. Answers their folder. */
export function buildReadable() {
  return build('readable', false);
}

/** Command line, worker and what they load, as they are shipped. Answers their folder. */
export function buildShipped() {
  return build('shipped', true);
}

async function build(kind, production) {
  const outdir = built(kind);
  const { extension: _extension, webview: _webview, ...measured } = bundles(root, { production });
  for (const options of Object.values(measured)) await esbuild.build({ ...options, outdir });
  return outdir;
}

/**
 * Runs an entry of the benchmark, which may import the engine's TypeScript, beside the shipped worker; call `buildShipped`
 * first. Answers what it wrote, or why it could not run: the benchmark goes on where the engine has changed under it.
 * @param {string} name file in scripts/bench/entries, without ending
 * @param {readonly string[]} args
 * @returns {Promise<any>} `{ skipped: string }` on failure
 */
export async function runEntry(name, args) {
  const outdir = built('shipped');
  const { engine } = bundles(root, { production: true });
  const entryPoints = { [`bench-${name}`]: `scripts/bench/entries/${name}.mjs` };
  try {
    await esbuild.build({ ...engine, entryPoints, outdir, plugins: [absentIsEmpty], logLevel: 'silent' });
  } catch (error) {
    return { skipped: `it could not be built: ${error.message.split('\n')[1] ?? error.message}` };
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(outdir, `bench-${name}.mjs`), ...args], {
    env: { ...process.env, BENCH_STARTED: String(Date.now()) },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status === 0) return JSON.parse(stdout);
  return { skipped: `it failed: ${/^\w*Error.*$/m.exec(stderr)?.[0] ?? stderr.slice(0, 200)}` };
}

/** A file of the product that is not there is an empty module, so that `import * as` tells what it lacks. */
const absentIsEmpty = {
  name: 'absent-is-empty',
  setup(build) {
    build.onResolve({ filter: /\/src\/.*\.ts$/ }, ({ path, resolveDir }) =>
      existsSync(join(resolveDir, path)) ? undefined : { path, namespace: 'absent' },
    );
    build.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'export {};' }));
  },
};

/** A folder for each clone of the project, so that two can be measured from one machine. */
function built(kind) {
  return join(folder(), `${kind}-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`);
}
