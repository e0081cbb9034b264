// Runs the command line in a process of its own and says what that took: wall and CPU seconds, peak memory.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ScriptError } from '../lib/run.mjs';
import { folder } from './corpora.mjs';

/**
 * @typedef {object} Usage
 * @property {number} seconds wall time, start and end of the process included
 * @property {number} cpuSeconds user and system time of all threads
 * @property {number} peakMb highest resident memory of the process with its threads, 10⁶ bytes
 * @property {string} peakFrom VmHWM (Linux), or maxRSS where the system tells only that
 */

/**
 * @typedef {object} CliOptions
 * @property {string} dist folder of cli.js
 * @property {number} [jobs]
 * @property {number | string} [memory] MB
 * @property {string} [metrics] core or all
 * @property {URL[]} [preload] more modules to load first
 * @property {Record<string, string>} [env]
 */

/** `inspect FILE` with its JSON report. @param {string} path @param {CliOptions} options */
export function inspect(path, options) {
  const out = join(folder(), `report-${process.pid}.json`);
  const usage = runCli(['inspect', path, '--format', 'json', '--out', out, ...flags(options)], options);
  const report = JSON.parse(readFileSync(out, 'utf8'));
  rmSync(out);
  return { ...usage, report };
}

/** `rows FILE` into a file. @param {string} path @param {string} out @param {CliOptions} options @returns {Usage} */
export function rows(path, out, options) {
  return runCli(['rows', path, '--out', out, ...flags(options)], options);
}

/** Whether `inspect` knows the option --metrics. @param {string} dist */
export function knowsMetrics(dist) {
  const { stdout } = spawnSync(process.execPath, [join(dist, 'cli.js'), 'inspect', '--help'], { encoding: 'utf8' });
  return stdout.includes('--metrics');
}

function flags({ jobs, memory, metrics }) {
  const given = { jobs, memory, metrics };
  return Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, String(value)]));
}

/** @returns {Usage} */
function runCli(args, { dist, preload = [], env = {} }) {
  mkdirSync(folder(), { recursive: true });
  const file = join(folder(), `usage-${process.pid}.json`);
  const imports = [new URL('./usage.mjs', import.meta.url), ...preload].flatMap((url) => ['--import', url.href]);
  const start = performance.now();
  const result = spawnSync(process.execPath, [...imports, join(dist, 'cli.js'), ...args, '--quiet'], {
    env: { ...process.env, ...env, BENCH_USAGE: file },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - start) / 1000;
  if (result.status !== 0) {
    throw new ScriptError(
      `corpus-inspector ${args.join(' ')} ended with ${result.signal ?? result.status}: ${result.stderr}`,
    );
  }
  const usage = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  return { seconds, ...usage };
}
