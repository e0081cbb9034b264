// `npm run eval:mixture [-- --share 0.1] [-- --only NAME]`: what planned mixtures cover beside random ones, on the shared corpora.
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { buildShipped } from '../bench/bundle.mjs';
import { bundles } from '../lib/bundles.mjs';
import { root } from '../lib/paths.mjs';
import { main, run } from '../lib/run.mjs';

await main(async () => {
  const dist = await buildShipped();
  const { engine } = bundles(root, { production: false });
  const entryPoints = { 'eval-mixture': 'scripts/eval/mixture/run.mjs' };
  await build({ ...engine, entryPoints, outdir: dist, sourcemap: false });
  const places = ['--root', root, '--cli', join(dist, 'cli.js'), '--data', resolve(root, '../shared/data')];
  await run(process.execPath, [join(dist, 'eval-mixture.mjs'), ...places, ...process.argv.slice(2)]);
});
