// Runs Vitest and reads its counts.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { out, root } from './paths.mjs';
import { run, ScriptError } from './run.mjs';

/** Answers {passed, failed, skipped, skippedTitles}; a run that broke outside a test counts as one failure. */
export async function runVitest() {
  const report = join(out, 'vitest.json');
  rmSync(report, { force: true });
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await run(process.execPath, args, { cwd: root });
  if (!existsSync(report)) throw new ScriptError(`Vitest ended without a result (exit code ${code}).`);
  const result = JSON.parse(readFileSync(report, 'utf8'));
  const tests = result.testResults.flatMap((file) => file.assertionResults);
  const skippedTitles = tests
    .filter(({ status }) => status !== 'passed' && status !== 'failed')
    .map(({ fullName }) => fullName);
  const failed = result.numFailedTests;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: skippedTitles.length,
    skippedTitles,
  };
}
