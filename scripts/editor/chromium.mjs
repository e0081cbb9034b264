// Finds a Chromium for the browser tests, or installs one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { findOnPath, run, ScriptError } from '../lib/run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const HELP = 'No Chromium for the editor tests: install one and put it on PATH, or set CHROMIUM to its path.';

async function playwrightOwn() {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

async function aptInstall() {
  console.log('Installing Chromium (apt-get) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env, quiet: true });
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
    env,
    quiet: true,
  });
  return findOnPath(...NAMES);
}

async function playwrightInstall() {
  console.log('Installing Chromium (playwright-core) …');
  const cli = join(root, 'node_modules', 'playwright-core', 'cli.js');
  await run(process.execPath, [cli, 'install', 'chromium'], { quiet: true });
  return playwrightOwn();
}

/** Full path of a Chromium: CHROMIUM, PATH, playwright-core's own, else installed now. */
export async function findChromium() {
  const given = process.env.CHROMIUM;
  if (given) {
    if (existsSync(given)) return given;
    throw new ScriptError(`CHROMIUM points to no file: ${given}`);
  }
  const found = findOnPath(...NAMES) ?? (await playwrightOwn());
  if (found) return found;
  const root = process.getuid?.() === 0 && findOnPath('apt-get');
  const installed = (root ? await aptInstall() : undefined) ?? (await playwrightInstall());
  if (!installed) throw new ScriptError(HELP);
  return installed;
}

/** Opens a Chromium without a window and without any traffic of its own. */
export async function launchChromium(executablePath) {
  const { chromium } = await import('playwright-core');
  const flags = ['disable-gpu', 'disable-quic', 'no-first-run', 'disable-background-networking'];
  flags.push('disable-component-update', 'disable-sync', 'disable-dev-shm-usage');
  if (process.getuid?.() === 0) flags.push('no-sandbox');
  return chromium.launch({ executablePath, args: flags.map((flag) => `--${flag}`) });
}
