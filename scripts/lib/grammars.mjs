// Puts tree-sitter and the grammars of programming languages beside the bundles, packed with Brotli: in the VSIX they take a
// quarter less than zip alone would make of them.
import { cp, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

export const TREE_SITTER = 'node_modules/web-tree-sitter';
const GRAMMARS = 'node_modules/@vscode/tree-sitter-wasm/wasm';
/** Packed once per version of the packages; a build copies from here. */
const CACHE = 'node_modules/.cache/grammars';
/** Higher ones take several times as long and save 4 % more. */
const QUALITY = 5;
/** One file per language that `src/runtime/lazy/verifyTools.ts` may load. */
const FILES = [
  'bash',
  'c-sharp',
  'cpp',
  'css',
  'go',
  'java',
  'javascript',
  'php',
  'powershell',
  'python',
  'ruby',
  'rust',
  'tsx',
  'typescript',
].map((name) => `${GRAMMARS}/tree-sitter-${name}.wasm`);

const pack = promisify(brotliCompress);

/** An esbuild plugin that writes `grammars/NAME.wasm.br` into the folder of the bundles, where bundles are written at all. */
export const grammars = {
  name: 'grammars',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    const { absWorkingDir: root = '.', outdir = '.', write = true } = build.initialOptions;
    build.onEnd(async () => {
      if (write) await packGrammars(root, join(resolve(root, outdir), 'grammars'));
    });
  },
};

/**
 * Writes the packed files into a folder.
 * @param {string} root the project's folder
 * @param {string} folder
 */
export async function packGrammars(root, folder) {
  const cache = join(root, CACHE);
  await Promise.all([folder, cache].map((path) => mkdir(path, { recursive: true })));
  const files = [`${TREE_SITTER}/web-tree-sitter.wasm`, ...FILES];
  await Promise.all(
    files.map(async (file) => cp(await packed(join(root, file), cache), join(folder, `${basename(file)}.br`))),
  );
}

/**
 * Path of the packed file.
 * @param {string} file
 * @param {string} cache
 */
async function packed(file, cache) {
  const { size, mtimeMs } = await stat(file);
  const path = join(cache, `${basename(file)}-${size}-${Math.trunc(mtimeMs)}-${QUALITY}.br`);
  const known = await stat(path).catch(() => null);
  if (known) return path;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: size,
  };
  // Several builds may run at once: each writes a file of its own and moves it into place.
  const own = `${path}.${process.pid}.${Math.trunc(performance.now() * 1000)}`;
  await writeFile(own, await pack(await readFile(file), { params }));
  await rename(own, path);
  return path;
}
