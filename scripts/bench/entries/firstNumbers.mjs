// Entry: when the first partial numbers of an inspection come, in ms from the moment that BENCH_STARTED names: the start of
// this process, as a person sees it. Ends there. argv: file, jobs, memory.
import { inspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { answer } from './corpusInMemory.mjs';

const [, , path, jobs, memory] = process.argv;
const since = () => Date.now() - Number(process.env.BENCH_STARTED);
const pool = new WorkerPool({ jobs: Number(jobs), entry: new URL('./worker.mjs', import.meta.url) });
const stop = new AbortController();
const readyMs = since();
let firstProgressMs = null;
let previewMs = null;

const hooks = {
  signal: stop.signal,
  onProgress({ samples }) {
    if (samples > 0) firstProgressMs ??= since();
  },
  onPreview() {
    previewMs ??= since();
    stop.abort();
  },
};
try {
  const options = memory ? { memoryMb: Number(memory) } : {};
  await inspectCorpus({ sources: [{ kind: 'file', path, shown: path }], options }, pool, hooks);
} catch (error) {
  if (!stop.signal.aborted) throw error;
}
await pool.close();
answer({ readyMs, firstProgressMs, previewMs });
