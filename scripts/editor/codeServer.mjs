// Drives a provisioned code-server: installs extensions into a profile, serves a folder on loopback, and stops it again.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, ScriptError } from '../lib/run.mjs';
import { removeLater } from '../lib/temporary.mjs';

/** Settings that keep the editor quiet: no welcome pages, no chat, nothing sent. */
export const testSettings = {
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'security.workspace.trust.enabled': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  // In a browser the editor saves by itself after a second, unless told otherwise.
  'files.autoSave': 'off',
};

/** A new profile: {userDataDir, extensionsDir, remove()}. Short path, because the server puts a socket in it. */
export function createProfile(settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'ci-editor-'));
  const profile = { userDataDir: join(folder, 'data'), extensionsDir: join(folder, 'extensions') };
  mkdirSync(profile.extensionsDir, { recursive: true });
  writeSettings(profile.userDataDir, { ...testSettings, ...settings });
  return { ...profile, remove: removeLater(folder) };
}

function writeSettings(userDataDir, settings) {
  mkdirSync(join(userDataDir, 'User'), { recursive: true });
  writeFileSync(join(userDataDir, 'User', 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
}

function environment(extra = {}) {
  const env = { ...process.env, ...extra };
  // These would send us to another editor's window, or change the address we serve on.
  for (const name of Object.keys(env))
    if (/^(VSCODE_|PORT$|PASSWORD$|HASHED_PASSWORD$|CODE_SERVER_)/.test(name)) delete env[name];
  return env;
}

function profileArguments({ userDataDir, extensionsDir }) {
  const config = join(userDataDir, 'code-server.yaml');
  mkdirSync(userDataDir, { recursive: true });
  writeFileSync(config, '{}\n');
  return ['--config', config, '--user-data-dir', userDataDir, '--extensions-dir', extensionsDir];
}

/** Installs one VSIX into the profile. */
export async function installExtension(editor, profile, vsix) {
  const args = [editor.entry, ...profileArguments(profile), '--install-extension', vsix, '--force'];
  const env = environment();
  await run(editor.node, args, { env, quiet: true, check: `Installing ${vsix} into VS Code` });
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Signals a process and all it started; the group may be gone already. */
function killGroup(child, signal) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {}
}

/** Ends a process and all it started; waits until it is gone. */
async function stopGroup(child, closed) {
  killGroup(child, 'SIGTERM');
  const hard = setTimeout(() => killGroup(child, 'SIGKILL'), 3000);
  await closed;
  clearTimeout(hard);
  killGroup(child, 'SIGKILL');
}

/** Turns a signal into an ordinary exit, so that what waits for the exit (server, profile) is cleaned up. */
export function exitOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
}

/** The address at which a workbench shows this folder and, where given, this file. */
export function workbenchUrl(port, folder, file) {
  const query = new URLSearchParams();
  if (folder) query.set('folder', folder);
  if (file) query.set('payload', JSON.stringify([['openFile', `vscode-remote://127.0.0.1:${port}${encodeURI(file)}`]]));
  return `http://127.0.0.1:${port}/?${query}`;
}

/**
 * Serves the editor on loopback without a password.
 * Answers {port, url, log(), exited, stop()}; `exited` settles when the server ends by itself or by stop().
 */
export async function startServer(editor, profile, { folder, file, env } = {}) {
  const port = await freePort();
  const args = [editor.entry, ...profileArguments(profile), '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`];
  args.push(
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-workspace-trust',
    '--disable-getting-started-override',
  );
  const child = spawn(editor.node, args, {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      log = (log + chunk).slice(-50_000);
    });
  }
  const closed = new Promise((resolve) => {
    child.once('error', resolve);
    child.once('exit', resolve);
  });
  const atExit = () => killGroup(child, 'SIGKILL');
  process.prependOnceListener('exit', atExit);
  const stop = () => {
    process.removeListener('exit', atExit);
    return stopGroup(child, closed);
  };
  let ended = false;
  closed.then(() => {
    ended = true;
  });
  const deadline = Date.now() + 60_000;
  while (!(await answers(port))) {
    if (ended || Date.now() > deadline) {
      await stop();
      throw new ScriptError(`VS Code (code-server) did not start.\n${log.trim().split('\n').slice(-12).join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return { port, url: workbenchUrl(port, folder, file), log: () => log, exited: closed, stop };
}

async function answers(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
  } catch {
    return false;
  }
}
