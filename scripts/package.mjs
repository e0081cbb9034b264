// `npm run package`: builds the product and packs it into dist/corpus-inspector.vsix, within its size budgets.
import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bootstrap, build } from './lib/bootstrap.mjs';
import { dist, root, vsix } from './lib/paths.mjs';
import { main, run, ScriptError } from './lib/run.mjs';

const KB = 1024;
const budgets = [
  { file: join(dist, 'extension.cjs'), limit: 220 * KB, why: 'it is loaded when the editor starts' },
  { file: vsix, limit: 6 * KB * KB, why: 'it is downloaded by everyone' },
];

function inKB(bytes) {
  return `${(bytes / KB).toFixed(0)} KB`;
}

function checkBudgets() {
  for (const { file, limit, why } of budgets) {
    const { size } = statSync(file);
    const name = relative(root, file);
    if (size > limit) throw new ScriptError(`${name} has ${inKB(size)}, its budget is ${inKB(limit)}: ${why}.`);
    console.log(`  ${name}: ${inKB(size)} of ${inKB(limit)}`);
  }
}

/** Packs what stands in dist/ and checks the sizes. */
export async function packageVsix() {
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '-o', vsix];
  await run(process.execPath, [vsce, 'package', ...options], {
    cwd: root,
    quiet: true,
    check: 'Packing the VSIX (vsce)',
  });
  checkBudgets();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await bootstrap();
    await build();
    await packageVsix();
  });
}
