// How long somebody waits for the numbers after a drop: for a corpus of about 100,000 samples, beside a bare pass over it.
import { barePass } from './barePass.mjs';
import { runEntry } from './bundle.mjs';
import { corpusFile } from './corpora.mjs';
import { columns } from './table.mjs';

/** About 100,000 rows. */
const CORPUS = 'instructions-50';
const SHARES = [1, 20, 80];

/**
 * @param {import('./options.mjs').Context} context
 * @returns {Promise<Record<string, any>>} seconds to the counted answer by share; `{ skipped }` where it could not run
 */
export async function whatIf({ jobs, memory, say }) {
  const path = corpusFile(CORPUS);
  const bare = await barePass(path, jobs);
  const result = await runEntry('whatIf', [
    path,
    String(jobs),
    memory === undefined ? '' : String(memory),
    ...SHARES.map(String),
  ]);
  if (result.skipped) {
    say(`\nwhat-if: skipped, ${result.skipped}`);
    return result;
  }
  const all = [{ ...result.first, name: 'first, 1 %' }, ...result.answers.map((a) => ({ ...a, name: `${a.share} %` }))];
  say(
    `\n${CORPUS}: what-if over ${result.samples} samples, until what can be counted is there; bare pass ${bare.seconds.toFixed(2)} s`,
  );
  const line = ({ name, dropped, seconds, cpuSeconds }) => [
    `  drop ${name}`,
    `${dropped} samples`,
    `${seconds.toFixed(2)} s`,
    `${cpuSeconds.toFixed(2)} CPU s`,
    `${(seconds / bare.seconds).toFixed(1)} × bare pass`,
  ];
  for (const row of columns(all.map(line))) say(row);
  return { ...result, bareSeconds: bare.seconds, bareCpuSeconds: bare.cpuSeconds };
}
