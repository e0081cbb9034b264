// Stands in for the desktop program in runTests of @vscode/test-electron: takes the same arguments, runs the same
// suite in the extension host of a code-server, and ends with the suite's exit code.
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { out } from '../lib/paths.mjs';
import { main, ScriptError } from '../lib/run.mjs';
import { removeLater } from '../lib/temporary.mjs';
import { findChromium, launchChromium } from './chromium.mjs';
import { exitOnSignals, installExtension, startServer } from './codeServer.mjs';
import { provisionCodeServer } from './codeServerInstall.mjs';

const START_LIMIT = 120_000;
const RUN_LIMIT = Number(process.env.CORPUS_INSPECTOR_TESTS_LIMIT ?? 20 * 60_000);

/** VS Code's own arguments, of which these matter here: `--name=value`, `--name value`, and the folder to open. */
function readArguments(args) {
  const withValue = ['extensionTestsPath', 'extensionDevelopmentPath', 'user-data-dir', 'extensions-dir'];
  const seen = {};
  for (let i = 0; i < args.length; i++) {
    const [, name, value] = /^--([\w-]+)(?:=(.*))?$/s.exec(args[i]) ?? [];
    if (name && withValue.includes(name)) seen[name] = value ?? args[++i];
    else if (!name) seen.folder ??= args[i];
  }
  return seen;
}

async function installRunner(editor, profile, extensionFolder, temporary) {
  const { createVSIX } = await import('@vscode/vsce');
  const packagePath = join(temporary, 'runner.vsix');
  const quiet = console.log;
  console.log = () => {};
  try {
    await createVSIX({
      cwd: extensionFolder,
      packagePath,
      dependencies: false,
      allowMissingRepository: true,
      skipLicense: true,
    });
  } finally {
    console.log = quiet;
  }
  await installExtension(editor, profile, packagePath);
}

/** Copies what the suite has written so far to our output, each time it is called. */
function follow(logFile) {
  let printed = 0;
  return () => {
    if (!existsSync(logFile)) return;
    const text = readFileSync(logFile, 'utf8');
    process.stdout.write(text.slice(printed));
    printed = text.length;
  };
}

async function waitForEnd({ server, page, files }) {
  const print = follow(files.log);
  const begin = Date.now();
  let serverEnded = false;
  server.exited.then(() => {
    serverEnded = true;
  });
  while (!existsSync(files.done)) {
    print();
    const waited = Date.now() - begin;
    const late = waited > (existsSync(files.started) ? RUN_LIMIT : START_LIMIT);
    if (late || serverEnded) {
      await page.screenshot({ path: join(out, 'screenshots', 'host-suite-stuck.png') }).catch(() => {});
      const what = serverEnded ? 'VS Code ended before the suite did.' : 'The suite in the extension host did not end.';
      throw new ScriptError(`${what}\n${server.log().trim().split('\n').slice(-12).join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  print();
  return JSON.parse(readFileSync(files.done, 'utf8'));
}

await main(async () => {
  exitOnSignals();
  const given = readArguments(process.argv.slice(2));
  const temporary = mkdtempSync(join(tmpdir(), 'ci-runner-'));
  const removeTemporary = removeLater(temporary);
  const file = (name) => join(temporary, name);
  const files = { log: file('log'), started: file('started'), done: file('done') };
  const profile = { userDataDir: given['user-data-dir'], extensionsDir: given['extensions-dir'] };
  const editor = await provisionCodeServer();
  const chromium = await findChromium();
  await installRunner(editor, profile, given.extensionDevelopmentPath, temporary);
  const server = await startServer(editor, profile, {
    folder: given.folder,
    env: {
      CORPUS_INSPECTOR_TESTS: given.extensionTestsPath,
      CORPUS_INSPECTOR_TESTS_LOG: files.log,
      CORPUS_INSPECTOR_TESTS_STARTED: files.started,
      CORPUS_INSPECTOR_TESTS_DONE: files.done,
    },
  });
  const browser = await launchChromium(chromium);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(server.url);
    const { code, message } = await waitForEnd({ server, page, files });
    if (code !== 0) console.log(message);
    return code;
  } finally {
    await browser.close();
    await server.stop();
    removeTemporary();
  }
});
