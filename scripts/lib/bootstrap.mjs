// Makes a bare clone ready: checks Node's version and runs `npm ci` when needed. Node built-ins only.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { npm, run, ScriptError } from './run.mjs';

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new ScriptError(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  }
}

/** Installs the project's dependencies when they are missing or older than package-lock.json. */
export async function bootstrap() {
  checkNode();
  const installed = modified(join(root, 'node_modules', '.package-lock.json'));
  if (installed > 0 && installed >= modified(join(root, 'package-lock.json'))) return;
  console.log('Installing dependencies (npm ci) …');
  await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    quiet: true,
    check: 'Installing dependencies with npm ci',
  });
}

/** Builds every bundle into dist/. */
export async function build() {
  await run(process.execPath, ['esbuild.mjs'], { cwd: root, check: 'The build (node esbuild.mjs)' });
}
