// Runs an inspection in this process, with a pool of workers that lives as long as the inspection.
import { readSample } from '../formats/readBlock.ts';
import { compareSnapshots } from '../runtime/between/compare.ts';
import { planMixture } from '../runtime/between/planMixture.ts';
import { simulateCollapse } from '../runtime/between/simulate.ts';
import { inspectCorpus } from '../runtime/inspect/inspection.ts';
import { WorkerPool } from '../runtime/pool/pool.ts';
import { dropSet } from '../runtime/review/dropSet.ts';
import { leastAdding } from '../runtime/rows/dropOrder.ts';
import { defaultJobs } from '../runtime/settings.ts';
import { explainRows } from '../runtime/traits/explainRows.ts';
import { readReadings } from '../runtime/traits/readings.ts';
import type {
  Comparer,
  DropOrderer,
  Dropper,
  Inspector,
  MixturePlanner,
  RowExplainer,
  Simulator,
  TraitsReader,
} from './command.ts';

function poolOf(jobs: number): WorkerPool {
  return new WorkerPool({ jobs, entry: new URL('./worker.mjs', import.meta.url) });
}

async function withPool<T>(jobs: number, work: (pool: WorkerPool) => Promise<T>): Promise<T> {
  const pool = poolOf(jobs);
  try {
    return await work(pool);
  } finally {
    await pool.close();
  }
}

export const inspectWithWorkers: Inspector = (sources, options, hooks) =>
  withPool(options.jobs ?? defaultJobs(), (pool) => inspectCorpus({ sources, options }, pool, hooks));

export const dropOrderWithWorkers: DropOrderer = (inspection, asked) =>
  withPool(defaultJobs(), (pool) => leastAdding(pool, inspection, asked));

export const dropSetWithWorkers: Dropper = (inspection, choice, decided, { jobs, signal }) =>
  withPool(jobs ?? defaultJobs(), (pool) => dropSet(inspection, choice, decided, { pool, readSample, signal }));

export const explainWithWorkers: RowExplainer = async function* (inspection, { order, jobs, signal }) {
  const pool = poolOf(jobs ?? defaultJobs());
  try {
    yield* explainRows(pool, inspection, order, signal);
  } finally {
    await pool.close();
  }
};

export const readTraitsWithWorkers: TraitsReader = (asked) =>
  withPool(asked.options.jobs ?? defaultJobs(), (pool) => readReadings(pool, asked));

export const compareWithWorkers: Comparer = (asked, hooks) =>
  withPool(asked.options.jobs ?? defaultJobs(), (pool) => compareSnapshots(asked, { ...hooks, pool }));

export const simulateWithWorkers: Simulator = (asked, hooks) =>
  withPool(asked.options.jobs ?? defaultJobs(), (pool) => simulateCollapse(asked, { ...hooks, pool }));

export const planMixtureWithWorkers: MixturePlanner = (asked, hooks) =>
  withPool(asked.options.jobs ?? defaultJobs(), (pool) => planMixture(asked, { ...hooks, pool }));
