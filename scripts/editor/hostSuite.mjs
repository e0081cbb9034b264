// Runs the Mocha suite inside the extension host of a real VS Code that has the product's VSIX installed.
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { out, root, vsix } from '../lib/paths.mjs';
import { run, ScriptError } from '../lib/run.mjs';
import { createProfile, installExtension } from './codeServer.mjs';
import { provision } from './provision.mjs';
import { createTestFolder } from './testFolder.mjs';

/** runTests wants one program without arguments: a two-line script that starts the shim with this Node. */
function writeShim() {
  const shim = fileURLToPath(new URL('./codeServerShim.mjs', import.meta.url));
  const path = join(out, 'code-server-shim');
  mkdirSync(out, { recursive: true });
  if (process.platform === 'win32') {
    writeFileSync(`${path}.cmd`, `@"${process.execPath}" "${shim}" %*\r\n`);
    return `${path}.cmd`;
  }
  writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${shim}" "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

async function installProduct(editor, profile) {
  if (editor.kind === 'code-server') return installExtension(editor, profile, vsix);
  const { resolveCliArgsFromVSCodeExecutablePath } = await import('@vscode/test-electron');
  const places = [`--user-data-dir=${profile.userDataDir}`, `--extensions-dir=${profile.extensionsDir}`];
  const [cli] = resolveCliArgsFromVSCodeExecutablePath(editor.executable, { reuseMachineInstall: true });
  const args = [...places, '--install-extension', vsix, '--force'];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  await run(cli, args, { quiet: true, check: 'Installing the product into VS Code' });
}

/** Runs the bundled suite; answers Mocha's summary. Throws a ScriptError when the suite did not get to its end. */
export async function runHostSuite(entry) {
  const editor = await provision();
  console.log(`  VS Code: ${editor.kind} ${editor.version}`);
  const { runTests } = await import('@vscode/test-electron');
  const profile = createProfile();
  const folder = createTestFolder();
  const resultFile = join(out, 'host-suite.json');
  rmSync(resultFile, { force: true });
  try {
    await installProduct(editor, profile);
    await runTests({
      vscodeExecutablePath: editor.kind === 'code-server' ? writeShim() : editor.executable,
      // The product comes from its VSIX; the extension "under development" is only the tiny runner.
      extensionDevelopmentPath: join(root, 'test', 'editor', 'runner-extension'),
      extensionTestsPath: entry,
      launchArgs: [folder.path, `--user-data-dir=${profile.userDataDir}`, `--extensions-dir=${profile.extensionsDir}`],
      extensionTestsEnv: { CORPUS_INSPECTOR_TESTS_RESULT: resultFile },
    }).catch((error) => {
      if (!existsSync(resultFile)) throw new ScriptError(`The suite did not run: ${error.message}`);
    });
    if (!existsSync(resultFile)) throw new ScriptError('The suite ended without a result.');
    return JSON.parse(readFileSync(resultFile, 'utf8'));
  } finally {
    profile.remove();
    folder.remove();
  }
}
