// Whole inspections of the corpora beside bare passes over the same bytes.
import { statSync } from 'node:fs';
import { median } from './arithmetic.mjs';
import { barePass } from './barePass.mjs';
import { inspect } from './child.mjs';
import { corpusFile, cut } from './corpora.mjs';
import { usageLine } from './table.mjs';

const MB = 1e6;
/** A slower bare pass says that the machine is busy, and ratios would flatter us. */
export const LEAST_MB_PER_SECOND = 150;
/** Bytes of a corpus that --quick takes. */
export const QUICK = 30 * MB;

/**
 * One corpus: all defaults, and the core where the command line has it, with bare passes before, between and after.
 * @param {string} name @param {import('./options.mjs').Context} context
 */
export async function inspectCorpus(name, context) {
  const { dist, jobs, memory, quick, hasMetrics, say } = context;
  const path = quick ? cut(corpusFile(name), QUICK) : corpusFile(name);
  const bytes = statSync(path).size;
  say(`\n${name}: ${(bytes / MB).toFixed(1)} MB, ${jobs} workers`);

  const bares = [await barePass(path, jobs)];
  const all = inspect(path, { dist, jobs, memory });
  bares.push(await barePass(path, jobs));
  const core = hasMetrics ? inspect(path, { dist, jobs, memory, metrics: 'core' }) : null;
  bares.push(await barePass(path, jobs));

  const bare = median(bares.map((b) => b.seconds));
  const bareCpu = median(bares.map((b) => b.cpuSeconds));
  const perWorker = bytes / MB / bare / jobs;
  say(
    `  bare pass     ${bare.toFixed(2).padStart(8)} s  ${bareCpu.toFixed(2)} CPU s  ${perWorker.toFixed(0)} MB/s per worker`,
  );
  if (perWorker < LEAST_MB_PER_SECOND) {
    say(`  The bare pass is below ${LEAST_MB_PER_SECOND} MB/s per worker: the machine is busy, run again.`);
  }
  const measured = (run) =>
    run && { ...figures(run, bytes), ratio: run.seconds / bare, cpuRatio: run.cpuSeconds / bareCpu };
  const result = {
    bytes,
    jobs,
    memory: memory ?? null,
    rows: bares[0].rows,
    bare: { seconds: bare, cpuSeconds: bareCpu, runs: bares.map((b) => b.seconds), mbPerSecondPerWorker: perWorker },
    all: measured(all),
    core: measured(core),
  };
  say(usageLine('all defaults', result.all));
  if (result.core) say(usageLine('core', result.core));
  for (const [task, seconds] of Object.entries(result.all.tasks)) {
    const inCore = result.core?.tasks[task];
    say(`    ${task.padEnd(18)} ${seconds.toFixed(1).padStart(7)} s${inCore ? `   core ${inCore.toFixed(1)} s` : ''}`);
  }
  return result;
}

/**
 * Whether the budget holds: one inspection of a large corpus with a small one.
 * @param {string} name @param {number} budget MB @param {import('./options.mjs').Context} context
 */
export function inspectWithin(name, budget, { dist, jobs, say }) {
  const path = corpusFile(name);
  const result = { budget, ...figures(inspect(path, { dist, jobs, memory: budget }), statSync(path).size) };
  say(`\n${name} with --memory ${budget}`);
  say(usageLine('all defaults', result));
  return result;
}

/**
 * One worker against several, in turns.
 * @param {string} name @param {import('./options.mjs').Context} context
 */
export function scaling(name, { dist, jobs, memory, quick, say }) {
  const path = cut(corpusFile(name), quick ? QUICK : 100 * MB);
  const bytes = statSync(path).size;
  const runs = { one: [], several: [] };
  for (let i = 0; i < 2; i++) {
    runs.one.push(figures(inspect(path, { dist, jobs: 1, memory }), bytes));
    runs.several.push(figures(inspect(path, { dist, jobs, memory }), bytes));
  }
  // The faster of each: what others do on the machine can only make a run slower.
  const seconds = (list) => Math.min(...list.map((r) => r.seconds));
  const speedUp = seconds(runs.one) / seconds(runs.several);
  say(`\n${name}, ${(bytes / MB).toFixed(0)} MB: 1 worker against ${jobs}, ${speedUp.toFixed(2)} × as fast`);
  for (const run of runs.one) say(usageLine('1 worker', run));
  for (const run of runs.several) say(usageLine(`${jobs} workers`, run));
  return { bytes, jobs, speedUp, ...runs };
}

function figures({ report, seconds, cpuSeconds, peakMb, peakFrom }, bytes) {
  const tasks = Object.fromEntries(Object.entries(report.timing.tasks).map(([task, ms]) => [task, ms / 1000]));
  return { seconds, cpuSeconds, mbPerSecond: bytes / MB / seconds, peakMb, peakFrom, tasks };
}
