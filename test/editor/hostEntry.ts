// Entry of the suite that runs inside the extension host: VS Code (or the runner extension) calls run().
import { join } from 'node:path';
import { runMocha } from './runMocha.ts';

export async function run(): Promise<void> {
  const summary = await runMocha({
    folder: join(__dirname, 'host'),
    resultFile: process.env.CORPUS_INSPECTOR_TESTS_RESULT,
    logFile: process.env.CORPUS_INSPECTOR_TESTS_LOG,
    timeout: 60_000,
  });
  if (summary.failed > 0) throw new Error(`${summary.failed} editor tests failed.`);
}
