// Bundles the editor tests into out/editor: one suite for the extension host (CommonJS), one for Chromium (ES modules).
import { readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { out, root } from '../lib/paths.mjs';

// The scripts find the project by their own place on disk, so they stay where they are instead of being bundled.
const scriptsStay = {
  name: 'scripts-stay',
  setup({ onResolve }) {
    onResolve({ filter: /\/scripts\/.*\.mjs$/ }, ({ path, resolveDir }) => ({
      path: pathToFileURL(resolve(resolveDir, path)).href,
      external: true,
    }));
  },
};

function specs(suite) {
  const folder = `test/editor/${suite}`;
  return readdirSync(resolve(root, folder))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`);
}

/** Answers the two entries, as paths: {host, workbench}. */
export async function bundleTests() {
  const outdir = resolve(out, 'editor');
  rmSync(outdir, { recursive: true, force: true });
  const common = {
    absWorkingDir: root,
    outdir,
    outbase: 'test/editor',
    bundle: true,
    platform: 'node',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  };
  await build({
    ...common,
    entryPoints: ['test/editor/hostEntry.ts', ...specs('host')],
    format: 'cjs',
    target: 'node22',
    outExtension: { '.js': '.cjs' },
  });
  await build({
    ...common,
    entryPoints: ['test/editor/workbenchEntry.ts', ...specs('workbench')],
    format: 'esm',
    target: 'node20',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    plugins: [scriptsStay],
  });
  return { host: resolve(outdir, 'hostEntry.cjs'), workbench: resolve(outdir, 'workbenchEntry.mjs') };
}
