// How each bundle of the product is built; esbuild.mjs builds them all, tests build the worker alone.
import { join } from 'node:path';
import { grammars, TREE_SITTER } from './grammars.mjs';

// natural is CommonJS: an ES module bundle that holds it needs `require`.
const nodeBanner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** natural's tagger loads its Dutch word list too, half a megabyte that nobody asks for. */
const englishOnly = {
  name: 'english-only',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    const filter = /brill_pos_tagger[\\/]data[\\/]Dutch[\\/]/;
    build.onLoad({ filter }, () => ({ contents: '{}', loader: /** @type {const} */ ('json') }));
  },
};

/** The commands between corpora are loaded when one first runs: the extension requires their bundle. */
const lazyBetween = {
  name: 'lazy-between',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /\/commands\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './between.cjs', external: true } : undefined,
    );
  },
};

/**
 * @param {string} root the project's folder
 * @param {{ production: boolean }} options
 * @returns {Record<'extension' | 'engine' | 'tools' | 'cli' | 'webview', import('esbuild').BuildOptions>}
 */
export function bundles(root, { production }) {
  /** @satisfies {import('esbuild').BuildOptions} */
  const common = {
    absWorkingDir: root,
    bundle: true,
    minify: production,
    sourcemap: production ? false : /** @type {const} */ ('linked'),
    metafile: true,
    logLevel: /** @type {const} */ ('warning'),
    legalComments: /** @type {const} */ ('none'),
    outdir: 'dist',
  };
  /** @satisfies {import('esbuild').BuildOptions} */
  const node = {
    ...common,
    platform: 'node',
    // jsonc-parser's UMD main cannot be bundled; its ES module can.
    mainFields: ['module', 'main'],
  };
  return {
    extension: {
      ...node,
      entryPoints: { extension: 'src/extension/main.ts', between: 'src/extension/between/commands.ts' },
      format: 'cjs',
      target: 'node22',
      external: ['vscode'],
      plugins: [lazyBetween],
      // The editor gives `vscode` to what is required.
      supported: { 'dynamic-import': false },
      outExtension: { '.js': '.cjs' },
    },
    engine: {
      ...node,
      entryPoints: {
        engine: 'src/runtime/process/engineMain.ts',
        worker: 'src/runtime/pool/workerMain.ts',
        samples: 'src/runtime/samples/searchWorker.ts',
      },
      format: 'esm',
      target: 'node20',
      banner: { js: nodeBanner },
      outExtension: { '.js': '.mjs' },
    },
    // Large libraries that worker and command line load when a metric first asks (src/runtime/lazy/tools.ts). CommonJS, because
    // that can be loaded without waiting.
    tools: {
      ...node,
      entryPoints: {
        pos: 'src/runtime/lazy/pos.ts',
        tokens: 'src/runtime/lazy/tokens.ts',
        language: 'src/runtime/lazy/language.ts',
        traits: 'src/runtime/lazy/traits.ts',
        parsers: 'src/runtime/lazy/parsers.ts',
        html: 'src/runtime/lazy/html.ts',
        sql: 'src/runtime/lazy/sql.ts',
        data: 'src/runtime/lazy/data.ts',
      },
      format: 'cjs',
      target: 'node20',
      // Its ES module asks where it stands, which a CommonJS bundle cannot say.
      alias: { 'web-tree-sitter': join(root, TREE_SITTER, 'web-tree-sitter.cjs') },
      plugins: [englishOnly, grammars],
      outExtension: { '.js': '.cjs' },
    },
    cli: {
      ...node,
      entryPoints: { cli: 'src/cli/main.ts' },
      format: 'esm',
      target: 'node20',
      banner: { js: `#!/usr/bin/env node\n${nodeBanner}` },
    },
    webview: {
      ...common,
      entryPoints: { webview: 'src/webview/main.ts', samples: 'src/webview/samples/main.ts' },
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
      tsconfig: 'src/webview/tsconfig.json',
    },
  };
}
