// Entry: how long what-if takes to tell what can be counted, for shares of the samples of a corpus. argv: file, jobs, memory,
// shares in percent. The first answer of all includes reading the words once.
import { readSample } from '../../../src/formats/readBlock.ts';
import { inspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { nothingDecided } from '../../../src/runtime/review/decided.ts';
import { whatIf } from '../../../src/runtime/review/whatIf.ts';
import { answer } from './corpusInMemory.mjs';

const [, , path, jobs, memory, ...shares] = process.argv;
const pool = new WorkerPool({ jobs: Number(jobs), entry: new URL('./worker.mjs', import.meta.url) });
const options = { ...(memory ? { memoryMb: Number(memory) } : {}), traits: 'none' };
const hooks = { signal: new AbortController().signal, onProgress() {} };
const inspection = await inspectCorpus({ sources: [{ kind: 'file', path, shown: path }], options }, pool, hooks);
const { columns } = inspection;
const decided = nothingDecided(columns.length);

/** Seconds to the counted answer; what would settle it is not begun. */
async function counted(share) {
  const rows = [];
  for (let row = 0; row < columns.length; row++) {
    if (columns.sample[row] === row && Math.imul(row + 1, 0x9e3779b1) >>> 0 < (share / 100) * 2 ** 32) rows.push(row);
  }
  const stop = new AbortController();
  const start = performance.now();
  const cpu = process.cpuUsage();
  let took = null;
  const asked = {
    ...hooks,
    pool,
    readSample,
    inspectCorpus: () => Promise.reject(new Error('stop')),
    signal: stop.signal,
    onCounted() {
      const { user, system } = process.cpuUsage(cpu);
      took = { seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 };
    },
  };
  await whatIf({ inspection, decided, options }, { rows }, asked).catch((error) => {
    if (took === null) throw error;
  });
  return { share, dropped: rows.length, ...took };
}

const first = await counted(1);
const answers = [];
for (const share of shares) answers.push(await counted(Number(share)));
const samples = columns.sample.reduce((n, first, row) => n + (first === row ? 1 : 0), 0);
const peakMb = Math.round((process.resourceUsage().maxRSS * 1024) / 1e6);
await pool.close();
answer({ samples, first, answers, peakMb });
