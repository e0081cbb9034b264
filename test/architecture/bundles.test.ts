// What goes into the bundles, and how large they may be.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { expect, it } from 'vitest';
import { type BundleName, metafiles, read, root, sourceFiles } from '../helpers/sourceGraph.ts';

const KB = 1024;

async function output(bundle: BundleName, file: string) {
  const found = (await metafiles())[bundle].outputs[`dist/${file}`];
  if (!found) throw new Error(`The bundle ${bundle} has no output ${file}.`);
  return found;
}

/** Bytes that a package leaves in an output. */
async function bytesOf(name: string, bundle: BundleName, file: string): Promise<number> {
  const { inputs } = await output(bundle, file);
  const own = Object.entries(inputs).filter(([path]) => path.includes(`node_modules/${name}/`));
  return own.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
}

/** Nothing is left of a file of types once they are stripped. */
async function isTypeOnly(path: string): Promise<boolean> {
  const { code } = await transform(read(path), { loader: 'ts', minify: true });
  return /^(?:export\{\};)?\s*$/.test(code);
}

it('every file under src is an input of some bundle, files of types excepted', async () => {
  const inputs = new Set(Object.values(await metafiles()).flatMap((meta) => Object.keys(meta.inputs)));
  const left: string[] = [];
  for (const path of sourceFiles()) {
    if (!inputs.has(path) && !(await isTypeOnly(path))) left.push(path);
  }
  expect(left).toEqual([]);
});

it.each(['natural', 'simple-statistics'])('%s is really used in the worker', async (name) => {
  expect(await bytesOf(name, 'engine', 'worker.mjs')).toBeGreaterThan(500);
});

it.each([
  ['pos', 'natural', 1700],
  ['tokens', 'gpt-tokenizer', 2900],
  ['language', 'eld', 1050],
  ['sql', 'node-sql-parser', 1100],
])('the lazy bundle %s holds %s and little else', async (bundle, name, limit) => {
  const { bytes } = await output('tools', `${bundle}.cjs`);
  expect(await bytesOf(name, 'tools', `${bundle}.cjs`)).toBeGreaterThan(0.95 * bytes);
  expect(bytes).toBeLessThanOrEqual(limit * KB);
});

it('what is loaded lazily stands in no other bundle', async () => {
  const all = await metafiles();
  const others = Object.entries(all).filter(([name]) => name !== 'tools');
  const inputs = others.flatMap(([, meta]) => Object.keys(meta.inputs));
  expect(
    inputs.filter((path) =>
      /node_modules\/(?:gpt-tokenizer|eld|web-tree-sitter|node-sql-parser|parse5|yaml|saxes|csv-parse|re2js|@cfworker|natural\/.*brill)/.test(
        path,
      ),
    ),
  ).toEqual([]);
});

it('no bundle holds the root of natural, which drags database drivers along', async () => {
  const inputs = Object.values(await metafiles()).flatMap((meta) => Object.keys(meta.inputs));
  const roots = inputs.filter((path) => /node_modules\/natural\/(?:lib\/natural\/)?index\.js$/.test(path));
  expect(roots).toEqual([]);
});

it('the activation bundle holds nothing of the engine but its errors and names', async () => {
  const { inputs } = await output('extension', 'extension.cjs');
  const heavy = Object.keys(inputs).filter((path) =>
    /^src\/engine\/(?:registry\.ts|(?:metrics|tallies|sketch|scoring|text)\/)/.test(path),
  );
  expect(heavy).toEqual([]);
});

it('the commands between corpora are a bundle of their own, which activation does not load', async () => {
  const lazy = /^src\/extension\/between\/(?:commands\.ts|compare\/)/;
  const own = Object.keys((await output('extension', 'between.cjs')).inputs).filter((path) => lazy.test(path));
  expect(own.length).toBeGreaterThan(5);
  const { inputs } = await output('extension', 'extension.cjs');
  expect(Object.keys(inputs).filter((path) => lazy.test(path))).toEqual([]);
});

it('the activation bundle has at most 220 KB', async () => {
  expect((await output('extension', 'extension.cjs')).bytes).toBeLessThanOrEqual(220 * KB);
});

const packed = existsSync(join(root, 'dist'))
  ? readdirSync(join(root, 'dist')).filter((name) => name.endsWith('.vsix'))
  : [];

// Packing itself checks the budget of the VSIX (scripts/package.mjs); here it is looked at where one was packed.
it('a packed VSIX has at most 6 MB', () => {
  for (const name of packed) expect(statSync(join(root, 'dist', name)).size).toBeLessThanOrEqual(6 * KB * KB);
});
