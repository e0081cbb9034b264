// Builds every bundle of the product into dist/ and writes dist/meta.json for the architecture test.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { bundles } from './scripts/lib/bundles.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

await rm(`${root}dist`, { recursive: true, force: true });
await mkdir(`${root}dist`, { recursive: true });
const metafiles = {};
for (const [name, options] of Object.entries(bundles(root, { production: !process.argv.includes('--dev') }))) {
  metafiles[name] = (await esbuild.build(options)).metafile;
}
await writeFile(`${root}dist/meta.json`, JSON.stringify(metafiles));
