// Builds the command line as the product does, into a folder of its own, and runs it as a process.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundles } from '../../../scripts/lib/bundles.mjs';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
let cli: Promise<string> | undefined;

async function bundleCli(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-inspector-cli-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  const outdir = join(folder, 'dist');
  const { cli: options, engine, tools } = bundles(root, { production: false });
  await build({ ...options, outdir, sourcemap: false });
  await build({ ...engine, entryPoints: { worker: 'src/runtime/pool/workerMain.ts' }, outdir, sourcemap: false });
  await build({ ...tools, outdir, sourcemap: false });
  return join(outdir, 'cli.js');
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Called once the process runs, with a way to signal it. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
  /** Stops reading after so many characters, as `head` does. */
  readonly closeAfter?: number;
}

/** Runs the command line to its end. */
export async function runCli(
  args: readonly string[],
  { cwd = root, onStart, closeAfter }: RunOptions = {},
): Promise<Finished> {
  cli ??= bundleCli();
  const child = spawn(process.execPath, [await cli, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
    if (closeAfter !== undefined && stdout.length >= closeAfter) child.stdout.destroy();
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  onStart?.((signal) => child.kill(signal));
  const code = await new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  return { code, stdout, stderr };
}
