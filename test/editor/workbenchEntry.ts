// Entry of the suite that drives a workbench in Chromium as a person would; `npm test` starts it as a program.
import { join } from 'node:path';
import { exitOnSignals } from '../../scripts/editor/codeServer.mjs';
import { screenshotOpenPages } from './harness.ts';
import { runMocha } from './runMocha.ts';

exitOnSignals();
const summary = await runMocha({
  folder: join(import.meta.dirname, 'workbench'),
  resultFile: process.env.CORPUS_INSPECTOR_TESTS_RESULT,
  logFile: undefined,
  timeout: 120_000,
  onFailure: screenshotOpenPages,
});
process.exit(summary.failed > 0 ? 1 : 0);
