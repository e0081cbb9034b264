// Entries only: the samples of a file as the readers hand them over, what reading them took, and the shared tables that the
// product would fill with them.
import { stat } from 'node:fs/promises';
import { drawBlocks, planJob } from '../../../src/runtime/inspect/inspectionPlan.ts';
import { doubled, expectedGrams, planTables } from '../../../src/runtime/inspect/tables.ts';
import * as control from '../../../src/runtime/pool/control.ts';
import { settingsOf } from '../../../src/runtime/settings.ts';
import * as folds from '../../../src/runtime/tasks/fold.ts';
import * as jobs from '../../../src/runtime/tasks/job.ts';

const MEMORY_MB = 4000;
/** As many blocks as the product looks at. */
const LOOK_BLOCKS = 8;

/** @param {string} path */
export async function readCorpus(path) {
  const settings = settingsOf({ memoryMb: MEMORY_MB });
  const job = planJob([{ kind: 'file', path, shown: path }], settings, undefined);
  const pass = () => control.workerControl(control.createControl(job.blocks.length), 0);
  const texts = [];
  jobs.eachSample(
    job,
    pass(),
    (sample, ref) => {
      for (const { view, segments } of sample.views) texts.push({ ref, view, segments });
    },
    () => {},
  );
  const start = performance.now();
  jobs.eachSample(
    job,
    pass(),
    () => {},
    () => {},
  );
  const readSeconds = (performance.now() - start) / 1000;
  const characters = texts.reduce((n, t) => n + t.segments.reduce((m, s) => m + s.text.length, 0), 0);
  return { job, env: jobs.envOf(job), texts, characters, fileBytes: (await stat(path)).size, readSeconds };
}

/**
 * What the product does above 16 MiB, whatever the size of this part: tables that never grow, as large as a few drawn blocks
 * say. Answers a function that makes the environment of a view with empty tables of that size; `more` doubles them.
 */
export function fixedTables({ job }) {
  const blocks = drawBlocks(job.blocks, job.plans, Math.min(LOOK_BLOCKS, job.blocks.length));
  const { views } = folds.fold({ ...job, blocks }, control.workerControl(control.createControl(blocks.length), 0));
  const bytes = job.plans.reduce((n, plan) => n + plan.bytes, 0);
  let expected = expectedGrams(views, job.blocks.length / blocks.length);
  return {
    envs() {
      const tables = planTables(expected, bytes, MEMORY_MB);
      const made = new Map();
      return (view) => {
        if (!made.has(view)) made.set(view, jobs.envOf({ ...job, tables }, view));
        return made.get(view);
      };
    },
    more() {
      expected = doubled(expected);
    },
  };
}

/** Median seconds of three runs; the first warms up and is left out. @param {() => void} run */
export function timed(run) {
  const times = [];
  for (let i = 0; i < 4; i++) {
    const start = performance.now();
    run();
    if (i > 0) times.push((performance.now() - start) / 1000);
  }
  return times.sort((a, b) => a - b)[1];
}

/** CPU seconds of this process so far, beside the wall: on a busy machine only they tell the work. */
export function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Writes the result where the benchmark reads it. @param {unknown} result */
export function answer(result) {
  process.stdout.write(JSON.stringify(result));
}
