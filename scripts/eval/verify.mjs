// `npm run eval:verify [-- --seed 1] [-- --rows 1000] [-- --verbose] [-- --data FILE --field answer]`: how many seeded corruptions the
// verifiers find, and how many untouched samples they fail. Without --data: worked answers, programs and JSON made up from templates.
// With --data: the worked answers in a field of a JSONL file, one number of each damaged.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildShipped } from '../bench/bundle.mjs';
import { runBundled } from '../lib/bundled.mjs';
import { main } from '../lib/run.mjs';

await main(async () => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      rows: { type: 'string', default: '1000' },
      data: { type: 'string' },
      field: { type: 'string', default: 'answer' },
      verbose: { type: 'boolean', default: false },
    },
  });
  const options = {
    dist: await buildShipped(),
    seed: Number(values.seed),
    rows: Number(values.rows),
    file: values.data && resolve(values.data),
    field: values.field,
    verbose: values.verbose,
  };
  await runBundled('scripts/eval/verify/measure.mjs', [JSON.stringify(options)]);
});
