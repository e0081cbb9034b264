// Runs the suite that drives a workbench in Chromium as a person would, against the VS Code that npm carries.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { out, vsix } from '../lib/paths.mjs';
import { run, ScriptError } from '../lib/run.mjs';
import { findChromium } from './chromium.mjs';
import { provisionCodeServer } from './codeServerInstall.mjs';

/** Runs the bundled suite; answers Mocha's summary. Throws a ScriptError when the suite did not get to its end. */
export async function runWorkbenchSuite(entry) {
  const editor = await provisionCodeServer();
  const chromium = await findChromium();
  console.log(`  VS Code: ${editor.kind} ${editor.version}, in Chromium`);
  const resultFile = join(out, 'workbench-suite.json');
  rmSync(resultFile, { force: true });
  const env = {
    ...process.env,
    CHROMIUM: chromium,
    CORPUS_INSPECTOR_TESTS_RESULT: resultFile,
    CORPUS_INSPECTOR_VSIX: vsix,
  };
  const { code } = await run(process.execPath, ['--enable-source-maps', entry], { env });
  if (!existsSync(resultFile)) throw new ScriptError(`The suite ended without a result (exit code ${code}).`);
  return JSON.parse(readFileSync(resultFile, 'utf8'));
}
