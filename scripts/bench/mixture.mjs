// `npm run bench:mixture [-- --candidates 200000] [-- --jobs 2]`: how long planning a mixture takes, and how much memory, on generated
// instruction rows: so many candidates, and a tenth as many real rows.
import { closeSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { main, run, ScriptError } from '../lib/run.mjs';
import { buildShipped } from './bundle.mjs';
import { corpusFile, folder } from './corpora.mjs';

const REAL_SHARE = 0.1;

await main(async () => {
  const { values } = parseArgs({
    options: {
      candidates: { type: 'string', default: '200000' },
      jobs: { type: 'string', default: '2' },
      corpus: { type: 'string', default: 'instructions-400' },
      share: { type: 'string', default: '0.1' },
    },
  });
  const candidates = Number(values.candidates);
  const { real, synthetic } = split(corpusFile(values.corpus), Math.round(candidates * REAL_SHARE), candidates);
  const cli = join(await buildShipped(), 'cli.js');
  const report = join(folder(), 'mixture.json');
  const started = performance.now();
  const options = ['--real', real, '--synthetic', synthetic, '--share', values.share, '--jobs', values.jobs];
  await run(
    process.execPath,
    [
      cli,
      'plan-mixture',
      ...options,
      '--out',
      join(folder(), 'mixture-plan.jsonl'),
      '--format',
      'json',
      '--report',
      report,
      '--quiet',
    ],
    { quiet: true, check: 'plan-mixture' },
  );
  const seconds = (performance.now() - started) / 1000;
  const { default: found } = await import(report, { with: { type: 'json' } });
  process.stdout.write(
    `${found.synthetic.samples} candidates (${(statSync(synthetic).size / 1e6).toFixed(0)} MB, ${found.synthetic.words} words), ` +
      `${found.real.samples} real samples, ${found.chosen.samples} chosen: ${seconds.toFixed(1)} s with ${values.jobs} workers, ` +
      `${found.timing.peakMemoryMiB} MiB at most, ${found.timing.items} items\n${JSON.stringify(found.timing)}\n`,
  );
});

/** The first rows of a file as the real corpus, those after them as candidates. */
function split(path, first, second) {
  const bytes = Buffer.allocUnsafe(statSync(path).size);
  const fd = openSync(path, 'r');
  readSync(fd, bytes, 0, bytes.length, 0);
  closeSync(fd);
  let at = 0;
  const after = (rows) => {
    for (let n = 0; n < rows; n++) {
      at = bytes.indexOf(10, at) + 1;
      if (at === 0) throw new ScriptError(`${path} has fewer than ${first + second} rows: choose a larger --corpus.`);
    }
    return at;
  };
  const middle = after(first);
  const end = after(second);
  const real = join(folder(), `mixture-real-${first}.jsonl`);
  const synthetic = join(folder(), `mixture-synthetic-${second}.jsonl`);
  writeFileSync(real, bytes.subarray(0, middle));
  writeFileSync(synthetic, bytes.subarray(middle, end));
  return { real, synthetic };
}
