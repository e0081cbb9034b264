// Makes a bare clone ready: checks Node's version and runs `npm ci` when needed. Node built-ins only.
import { lstatSync, statSync } from 'node:fs';
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

/**
 * Installs the project's dependencies when they are missing or older than package-lock.json.
 * Throws a ScriptError where node_modules is a link: `npm ci` empties the folder behind it, which others use too.
 */
export async function bootstrap(folder = root) {
  checkNode();
  const modules = join(folder, 'node_modules');
  const installed = modified(join(modules, '.package-lock.json'));
  if (installed > 0 && installed >= modified(join(folder, 'package-lock.json'))) return;
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new ScriptError(
      `${modules} is a link, and what it leads to is missing or older than package-lock.json. npm ci would empty ` +
        'that folder for everybody who uses it. Run npm ci where the folder belongs, or remove the link for a ' +
        'node_modules of your own.',
    );
  }
  console.log('Installing dependencies (npm ci) …');
  await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    quiet: true,
    check: 'Installing dependencies with npm ci',
  });
}

/** Builds every bundle into dist/. */
export async function build() {
  await run(process.execPath, ['esbuild.mjs'], { cwd: root, check: 'The build (node esbuild.mjs)' });
}
