// The bare pass: read, decode and JSON.parse every row, by as many workers as the product gets. What an inspection costs
// is told as a multiple of it, so that the machine falls out of the number.
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

/**
 * @param {string} path a JSONL file @param {number} jobs
 * @returns {Promise<{ seconds: number, cpuSeconds: number, rows: number }>} threads are started and ended within the time, as the product's are
 */
export async function barePass(path, jobs) {
  const bytes = statSync(path).size;
  const next = new Int32Array(new SharedArrayBuffer(4));
  const cpu = process.cpuUsage();
  const start = performance.now();
  const rows = await Promise.all(
    Array.from({ length: jobs }, () => {
      const worker = new Worker(new URL('./barePassWorker.mjs', import.meta.url), {
        workerData: { path, bytes, next },
      });
      return new Promise((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
      });
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (user + system) / 1e6, rows: rows.reduce((a, b) => a + b, 0) };
}
