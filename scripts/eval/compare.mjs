// `npm run eval:compare [-- --splits 100] [-- --only NAME]`: how often comparing two random halves of a human set says that something changed, how
// often a replaced part is found, and what is said of corpora whose change is known.
// False alarms: a set is shuffled by seed and cut in two; whatever the verdict says but "none" is one. Nothing is left out.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runBundled } from '../lib/bundled.mjs';
import { root } from '../lib/paths.mjs';
import { main, ScriptError } from '../lib/run.mjs';
import { printShipped } from './compare/shipped.mjs';

const SHARES = ['0.05', '0.1', '0.2'];

await main(async () => {
  const { values } = parseArgs({
    options: {
      splits: { type: 'string', default: '100' },
      only: { type: 'string' },
      data: { type: 'string', default: resolve(root, '../shared/data') },
    },
  });
  if (!existsSync(join(values.data, 'README.md'))) throw new ScriptError(`There are no corpora in ${values.data}.`);
  const say = (line) => process.stdout.write(`${line}\n`);
  say(`False alarms: two random halves of one human set, ${values.splits} seeds each`);
  await runBundled('scripts/eval/compare/falseAlarms.mjs', [
    values.data,
    values.splits,
    ...(values.only ? [values.only] : []),
  ]);
  if (values.only) return;
  say('');
  say('Power: one half of human text against the other half, partly replaced');
  await runBundled('scripts/eval/compare/power.mjs', [values.data, values.splits, ...SHARES]);
  say('');
  await printShipped(values.data, say);
});
