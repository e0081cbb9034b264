// Entries only: the samples of a file as the readers hand them over, and what reading them took.
import { stat } from 'node:fs/promises';
import * as control from '../../../src/runtime/control.ts';
import { planJob } from '../../../src/runtime/inspectionPlan.ts';
import { settingsOf } from '../../../src/runtime/settings.ts';
import * as jobs from '../../../src/runtime/tasks/job.ts';

/** @param {string} path */
export async function readCorpus(path) {
  const settings = settingsOf({ memoryMb: 4000 });
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
