// Builds every bundle of the product into dist/ and writes dist/meta.json for the architecture test.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));
const production = !process.argv.includes('--dev');

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  // jsonc-parser's UMD main cannot be bundled; its ES module can.
  mainFields: ['module', 'main'],
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
  outdir: 'dist',
};

// natural is CommonJS: an ES module bundle that holds it needs `require`.
const nodeBanner = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** @type {Record<string, esbuild.BuildOptions>} */
export const bundles = {
  extension: {
    ...common,
    entryPoints: { extension: 'src/extension/main.ts' },
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    outExtension: { '.js': '.cjs' },
  },
  engine: {
    ...common,
    entryPoints: { engine: 'src/runtime/engineMain.ts', worker: 'src/runtime/workerMain.ts' },
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: nodeBanner },
    outExtension: { '.js': '.mjs' },
  },
  cli: {
    ...common,
    entryPoints: { cli: 'src/cli/main.ts' },
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: `#!/usr/bin/env node\n${nodeBanner}` },
  },
  webview: {
    ...common,
    entryPoints: { webview: 'src/webview/main.ts' },
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    tsconfig: 'src/webview/tsconfig.json',
  },
};

await rm('dist', { recursive: true, force: true });
await mkdir('dist', { recursive: true });
const metafiles = {};
for (const [name, options] of Object.entries(bundles)) {
  metafiles[name] = (await esbuild.build(options)).metafile;
}
await writeFile('dist/meta.json', JSON.stringify(metafiles));
