// Installs a VS Code from npm: the package code-server carries one that runs on a server and shows in a browser.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../lib/paths.mjs';
import { npm, ScriptError } from '../lib/run.mjs';

const NEWEST = '4.139.1';
const INSTALL = ['install', '--no-audit', '--no-fund', '--loglevel=error'];

function describe(folder, version) {
  const home = join(folder, 'node_modules', 'code-server');
  const windows = process.platform === 'win32';
  return {
    kind: 'code-server',
    version,
    node: join(folder, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node'),
    entry: join(home, 'out', 'node', 'entry.js'),
  };
}

async function step(message, folder, args, env) {
  console.log(`  ${message} …`);
  await npm([...INSTALL, ...args], { cwd: folder, env, quiet: true, check: `Setting up the editor (${message})` });
}

async function install(folder, version) {
  mkdirSync(folder, { recursive: true });
  // Older ones want an argon2 that has to be compiled; this one brings its binaries along.
  const manifest = { private: true, overrides: { argon2: '^0.44.0' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  await step(`code-server ${version}`, folder, ['--prefix', folder, '--ignore-scripts', `code-server@${version}`]);
  const home = join(folder, 'node_modules', 'code-server');
  const wanted = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).engines?.node ?? '24';
  const major = /\d+/.exec(wanted)?.[0] ?? '24';
  await step(`the Node ${major} it wants`, folder, ['--prefix', folder, `node@${major}`]);
  const vscode = join(home, 'lib', 'vscode');
  await step('its libraries', vscode, ['--prefix', vscode, '--ignore-scripts', '--omit=dev']);
  const extensions = join(vscode, 'extensions');
  await step('its extensions', extensions, ['--prefix', extensions, '--ignore-scripts', '--omit=dev']);
}

/** Removes what interrupted runs have left: folders whose process is no more. */
function removeLeftovers() {
  const cache = cacheDir();
  for (const name of existsSync(cache) ? readdirSync(cache) : []) {
    const [, pid] = /\.(\d+)\.partial$/.exec(name) ?? [];
    if (!pid) continue;
    try {
      process.kill(Number(pid), 0);
    } catch (error) {
      if (error.code === 'ESRCH') rmSync(join(cache, name), { recursive: true, force: true });
    }
  }
}

/**
 * A VS Code from npm, in the cache folder: installed once, then found again. It is put together under another name
 * and renamed when complete, so an interrupted run leaves nothing that looks finished.
 * @param {string} version version of the npm package code-server; VS Code 1.N is code-server 4.N
 */
export async function provisionCodeServer(version = process.env.CORPUS_INSPECTOR_EDITOR || NEWEST) {
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    throw new ScriptError(`CORPUS_INSPECTOR_EDITOR must be a version like ${NEWEST}, not "${version}".`);
  }
  const folder = join(cacheDir(), `code-server-${version}`);
  const marker = join(folder, 'ready');
  if (existsSync(marker)) return describe(folder, version);
  console.log(`Setting up VS Code in ${folder} (once, about 620 MB)`);
  removeLeftovers();
  const partial = `${folder}.${process.pid}.partial`;
  try {
    await install(partial, version);
    writeFileSync(join(partial, 'ready'), `${version}\n`);
    if (!existsSync(marker)) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(partial, folder);
    }
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return describe(folder, version);
}
