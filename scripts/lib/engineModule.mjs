// The engine's TypeScript for scripts that run unbundled: what is asked for is bundled in memory and imported.
import { build } from 'esbuild';
import { root } from './paths.mjs';

/** @param {string} contents exports, with paths from the project's folder @returns {Promise<any>} the module */
export async function importEngine(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}
