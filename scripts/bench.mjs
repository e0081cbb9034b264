// npm run bench: how long an inspection of a real corpus takes beside a bare pass (read, decode, JSON.parse) over the same
// bytes by as many workers in the same run. Prints wall time, MB/s, the ratio and peak memory, and writes
// bench/results.json. Options: --file PATH (default: the shared corpus of revised documents), --jobs N (default 2).
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { plantPair } from './lib/plantPair.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const BLOCK = 1 << 20;
/** A slower bare pass says that the machine is busy, and ratios would flatter us. */
const LEAST_MB_PER_SECOND = 150;
const MB = 1e6;

if (isMainThread) await main();
else parentPort.postMessage(barePass(workerData));

async function main() {
  const { values } = parseArgs({ options: { file: { type: 'string' }, jobs: { type: 'string', default: '2' } } });
  const jobs = Number(values.jobs);
  const original = values.file ?? unpacked();
  const { path, first, last } = plantPair(original, join(tmpdir(), 'corpus-inspector-bench'));
  const bytes = statSync(path).size;
  console.log(`${path.split('/').pop()}: ${(bytes / MB).toFixed(0)} MB, ${jobs} workers`);

  const bare = await timed(() => bareRun(path, bytes, jobs));
  const perWorker = bytes / MB / bare.seconds / jobs;
  console.log(
    `bare pass      ${line(bare.seconds, bytes)}, ${perWorker.toFixed(0)} MB/s per worker, ${bare.value} rows`,
  );

  const inspect = cli(['inspect', path, '--jobs', String(jobs), '--format', 'json', '--quiet']);
  const report = JSON.parse(inspect.stdout);
  const ratio = inspect.seconds / bare.seconds;
  console.log(
    `inspect        ${line(inspect.seconds, bytes)}, ${ratio.toFixed(1)} × the bare pass, peak ${report.timing.peakMemoryMiB} MiB`,
  );
  for (const [task, ms] of Object.entries(report.timing.tasks))
    console.log(`  ${task.padEnd(17)} ${(ms / 1000).toFixed(1)} s`);

  const found = plantedPairFound(path, jobs, first, last);
  console.log(`planted pair   lines ${first} and ${last}: ${found ? 'found' : 'NOT found'}`);

  mkdirSync(join(root, 'bench'), { recursive: true });
  const results = {
    bytes,
    jobs,
    bare: { seconds: bare.seconds, mbPerSecondPerWorker: perWorker },
    inspect: {
      seconds: inspect.seconds,
      ratio,
      peakMemoryMiB: report.timing.peakMemoryMiB,
      tasks: report.timing.tasks,
    },
    plantedPairFound: found,
    node: process.versions.node,
  };
  writeFileSync(join(root, 'bench', 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  if (perWorker < LEAST_MB_PER_SECOND) {
    console.error(`The bare pass is below ${LEAST_MB_PER_SECOND} MB/s per worker: the machine is busy, run again.`);
    process.exitCode = 1;
  }
  if (!found) process.exitCode = 1;
}

function line(seconds, bytes) {
  return `${seconds.toFixed(2).padStart(7)} s, ${(bytes / MB / seconds).toFixed(1).padStart(6)} MB/s`;
}

async function timed(run) {
  const start = performance.now();
  const value = await run();
  return { value, seconds: (performance.now() - start) / 1000 };
}

/** Workers that take blocks from a shared counter, as the product's do. */
async function bareRun(path, bytes, jobs) {
  const next = new Int32Array(new SharedArrayBuffer(4));
  const rows = await Promise.all(
    Array.from({ length: jobs }, () => {
      const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { path, bytes, next } });
      return new Promise((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
      });
    }),
  );
  return rows.reduce((a, b) => a + b, 0);
}

/** Read, decode, JSON.parse every row that starts in a claimed block. Returns the number of rows. */
function barePass({ path, bytes, next }) {
  const fd = openSync(path, 'r');
  const { size } = fstatSync(fd);
  let rows = 0;
  for (;;) {
    const start = Atomics.add(next, 0, 1) * BLOCK;
    if (start >= bytes) break;
    // One byte before the block tells whether a row starts at its first byte.
    const from = Math.max(0, start - 1);
    let length = Math.min(size, start + BLOCK) - from;
    let buffer = Buffer.allocUnsafe(length);
    readSync(fd, buffer, 0, length, from);
    while (from + length < size && buffer[length - 1] !== 10) {
      const more = Buffer.allocUnsafe(Math.min(size - from - length, BLOCK));
      readSync(fd, more, 0, more.length, from + length);
      const end = more.indexOf(10);
      buffer = Buffer.concat([buffer, end < 0 ? more : more.subarray(0, end + 1)]);
      length = buffer.length;
    }
    let at = start === 0 ? 0 : buffer.indexOf(10) + 1;
    if (start > 0 && at === 0) continue;
    while (at < length && from + at < start + BLOCK) {
      const end = buffer.indexOf(10, at);
      const stop = end < 0 ? length : end;
      if (stop > at) {
        JSON.parse(buffer.toString('utf8', at, stop));
        rows++;
      }
      at = stop + 1;
    }
  }
  closeSync(fd);
  return rows;
}

function cli(args) {
  const start = performance.now();
  const result = spawnSync(process.execPath, [join(root, 'dist', 'cli.js'), ...args], {
    maxBuffer: 1 << 30,
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`corpus-inspector ${args[0]} ended with ${result.status}: ${result.stderr}`);
  return { stdout: result.stdout, seconds: (performance.now() - start) / 1000 };
}

/** Whether `rows` names the two planted lines as partners of each other. */
function plantedPairFound(path, jobs, first, last) {
  const out = join(tmpdir(), 'corpus-inspector-bench', 'rows.ndjson');
  cli(['rows', path, '--jobs', String(jobs), '--out', out, '--quiet']);
  const wanted = execFileSync('grep', ['-E', `"line":(${first}|${last}),`, out], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return wanted
    .split('\n')
    .filter(Boolean)
    .map((text) => JSON.parse(text))
    .some((row) => row.line === last && row.near.some((partner) => partner.line === first));
}

/** The shared corpus, unpacked once into a temporary folder. */
function unpacked() {
  const packed = join(root, '..', 'shared', 'data', 'big', 'peps_revisions.jsonl.xz');
  if (!existsSync(packed))
    throw new Error('The shared corpus is not beside this folder: name a JSONL file with --file.');
  const folder = join(tmpdir(), 'corpus-inspector-bench');
  const path = join(folder, 'peps_revisions.jsonl');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(path)) {
    execFileSync('sh', ['-c', 'xz -dkc "$1" > "$2.part" && mv "$2.part" "$2"', 'sh', packed, path]);
  }
  return path;
}
