// Runs the real pipeline in a test: bundles the worker as the product does and inspects with a pool of its own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundles } from '../../scripts/lib/bundles.mjs';
import type { VerifyTools } from '../../src/engine/verify/verifier.ts';
import type { InspectOptions } from '../../src/protocol/hostApi.ts';
import { type InspectRequest, inspectCorpus } from '../../src/runtime/inspect/inspection.ts';
import type { Inspection } from '../../src/runtime/inspect/result.ts';
import { loadVerifyTools } from '../../src/runtime/lazy/verifyTools.ts';
import { WorkerPool } from '../../src/runtime/pool/pool.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let worker: Promise<string> | undefined;

async function bundleWorker(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-inspector-worker-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { engine, tools } = bundles(root, { production: false });
  await build({
    ...engine,
    entryPoints: { worker: 'src/runtime/pool/workerMain.ts' },
    outdir: folder,
    sourcemap: false,
  });
  await build({ ...tools, outdir: folder, sourcemap: false });
  return join(folder, 'worker.mjs');
}

/** A pool of the product's workers; dispose of it. */
export async function testPool(jobs: number): Promise<WorkerPool> {
  worker ??= bundleWorker();
  return new WorkerPool({ jobs, entry: pathToFileURL(await worker) });
}

/** What verifiers need, from the same bundles, for code that runs in the test itself. */
export async function testVerifyTools(languages: readonly string[]): Promise<VerifyTools> {
  worker ??= bundleWorker();
  const entry = await worker;
  const load = createRequire(entry);
  return loadVerifyTools(languages, {
    parsers: () => load('./parsers.cjs'),
    html: () => load('./html.cjs'),
    sql: () => load('./sql.cjs'),
    data: () => load('./data.cjs'),
    guessLanguage: (text) => load('./language.cjs').guessLanguage(text),
    grammars: join(dirname(entry), 'grammars'),
  });
}

/** Inspects files on disk with workers of their own. */
export async function inspectFiles(
  paths: readonly string[],
  options: InspectOptions = {},
  jobs = 2,
  lines?: InspectRequest['lines'],
): Promise<Inspection> {
  const pool = await testPool(jobs);
  try {
    const sources = paths.map((path) => ({ kind: 'file' as const, path, shown: basename(path) }));
    const hooks = { signal: new AbortController().signal, onProgress: () => {} };
    return await inspectCorpus({ sources, options, ...(lines ? { lines } : {}) }, pool, hooks);
  } finally {
    await pool.close();
  }
}

/** Writes rows to a file in a folder of its own; gone when the process ends. */
export function corpusFile(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-inspector-test-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
