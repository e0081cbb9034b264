// `npm start [-- FILE] [--no-editor]`: from a bare clone to an inspected corpus in an editor.
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { bootstrap, build } from './lib/bootstrap.mjs';
import { dist, root, vsix } from './lib/paths.mjs';
import { findOnPath, main, run, ScriptError } from './lib/run.mjs';

const USAGE = 'Usage: npm start [-- FILE] [--no-editor]';

function readArguments(args) {
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '--no-editor');
  const files = args.filter((arg) => !arg.startsWith('-'));
  if (unknown || files.length > 1) throw new ScriptError(USAGE);
  // npm runs scripts in the project's folder; INIT_CWD is where the user stands.
  const given = files[0] && resolve(process.env.INIT_CWD ?? process.cwd(), files[0]);
  const file = given ?? join(root, 'samples', 'instructions.jsonl');
  if (!existsSync(file)) throw new ScriptError(`There is no file ${file}.`);
  return { file, withEditor: !args.includes('--no-editor') };
}

/** Opens a VS Code of the desktop; false when there is none that takes the extension. */
async function openDesktop(folder, file) {
  const { hasScreen } = await import('./editor/provision.mjs');
  const code = findOnPath('code');
  if (!code || !(hasScreen() || process.env.VSCODE_IPC_HOOK_CLI)) return false;
  const { code: failed } = await run(code, ['--install-extension', vsix, '--force'], { quiet: true });
  if (failed) return false;
  await run(code, [folder, '--goto', file], { check: 'Opening VS Code' });
  console.log('Corpus Inspector is installed in your VS Code, which opens now.');
  return true;
}

/** Serves the VS Code that npm carries until Ctrl+C. */
async function serve(folder, file) {
  const { createProfile, installExtension, startServer } = await import('./editor/codeServer.mjs');
  const { provisionCodeServer } = await import('./editor/codeServerInstall.mjs');
  const editor = await provisionCodeServer();
  const profile = createProfile();
  try {
    await installExtension(editor, profile, vsix);
    const server = await startServer(editor, profile, { folder, file });
    console.log(`\nVS Code with Corpus Inspector: ${server.url}\nOpen this address in a browser. Ctrl+C ends it.`);
    const interrupted = new Promise((done) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => done(true));
    });
    const byUser = await Promise.race([interrupted, server.exited.then(() => false)]);
    await server.stop();
    if (!byUser) throw new ScriptError('VS Code (code-server) ended by itself.');
  } finally {
    profile.remove();
  }
}

await main(async () => {
  const { file, withEditor } = readArguments(process.argv.slice(2));
  await bootstrap();
  await build();
  await run(process.execPath, [join(dist, 'cli.js'), 'inspect', file], { cwd: root, check: 'Inspecting the corpus' });
  if (!withEditor) return;
  const { packageVsix } = await import('./package.mjs');
  await packageVsix();
  const folder = statSync(file).isDirectory() ? file : dirname(file);
  if (!(await openDesktop(folder, file))) await serve(folder, file);
});
