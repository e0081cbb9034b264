// `npm run train:traits [-- scores]`: bundles scripts/train and runs it. `scores` writes the cross-fitted scores only.

import { existsSync } from 'node:fs';
import { runBundled } from './lib/bundled.mjs';
import { root } from './lib/paths.mjs';
import { main, ScriptError } from './lib/run.mjs';
import { trainingFile } from './train/data.mjs';

await main(async () => {
  if (!existsSync(trainingFile(root))) {
    throw new ScriptError(`The training texts are not there: ${trainingFile(root)}. The model in src stays as it is.`);
  }
  await runBundled('scripts/train/train.mjs', [root, ...process.argv.slice(2)]);
});
