// Bundles a TypeScript entry to an ES module in a temporary folder, as the product's build does, with the libraries that are
// loaded lazily beside it.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { bundles } from '../../../scripts/lib/bundles.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Entries by name, relative to this folder; returns the folder's URL, the modules are `NAME.mjs` in it. */
export async function bundle(entries: Record<string, string>): Promise<URL> {
  const outdir = mkdtempSync(join(tmpdir(), 'corpus-inspector-test-'));
  const here = fileURLToPath(new URL('.', import.meta.url));
  await esbuild.build({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(here, path)])),
    outdir,
    bundle: true,
    platform: 'node',
    // jsonc-parser's main file hides its requires from the bundler.
    mainFields: ['module', 'main'],
    format: 'esm',
    target: 'node20',
    banner: { js: "import { createRequire as __r } from 'node:module'; const require = __r(import.meta.url);" },
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
  });
  // What a worker loads when it is first asked for.
  const { tools } = bundles(root, { production: false });
  await esbuild.build({ ...tools, outdir, sourcemap: false, logLevel: 'error' });
  return pathToFileURL(`${outdir}/`);
}
