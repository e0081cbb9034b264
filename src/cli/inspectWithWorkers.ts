// Runs an inspection in this process, with a pool of workers that lives as long as the inspection.
import { inspectCorpus } from '../runtime/inspection.ts';
import { WorkerPool } from '../runtime/pool.ts';
import { defaultJobs } from '../runtime/settings.ts';
import type { Inspector } from './command.ts';

export const inspectWithWorkers: Inspector = async (sources, options, hooks) => {
  const jobs = options.jobs ?? defaultJobs();
  const pool = new WorkerPool({ jobs, entry: new URL('./worker.mjs', import.meta.url) });
  try {
    return await inspectCorpus({ sources, options }, pool, hooks);
  } finally {
    await pool.close();
  }
};
