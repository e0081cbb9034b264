// Entry of dist/cli.js: gives a command the real process, and the process the command's exit code.
import { existsSync, readFileSync } from 'node:fs';
import { CorpusError } from '../engine/errors.ts';
import { lazyTools } from '../runtime/lazy/tools.ts';
import { calibrate } from '../runtime/traits/calibrate.ts';
import { EXIT } from './exitCodes.ts';
import {
  compareWithWorkers,
  dropOrderWithWorkers,
  dropSetWithWorkers,
  explainWithWorkers,
  inspectWithWorkers,
  planMixtureWithWorkers,
  readTraitsWithWorkers,
  simulateWithWorkers,
} from './inspectWithWorkers.ts';
import { runProgram } from './program.ts';

/** The progress bar hides the cursor and switches line wrapping off. */
const TERMINAL_AS_IT_WAS = '\u001b[?25h\u001b[?7h\n';

const cancel = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // The second time, whoever asks means it.
    if (cancel.signal.aborted) {
      if (process.stderr.isTTY) process.stderr.write(TERMINAL_AS_IT_WAS);
      process.exit(EXIT.cancelled);
    }
    cancel.abort(new CorpusError('cancelled', 'Cancelled.'));
  });
}
// `… | head` closes our output early; what matters is handled where rows are written.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runProgram(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: cancel.signal,
  version: readVersion(),
  inspect: inspectWithWorkers,
  leastAdding: dropOrderWithWorkers,
  dropSet: dropSetWithWorkers,
  explainRows: explainWithWorkers,
  readTraits: readTraitsWithWorkers,
  calibrate: (asked) => calibrate({ ...asked, tools: lazyTools() }),
  compare: compareWithWorkers,
  simulate: simulateWithWorkers,
  planMixture: planMixtureWithWorkers,
});

/** The version stands in the package.json beside dist. */
function readVersion(): string {
  const place = new URL('../package.json', import.meta.url);
  if (!existsSync(place)) return 'unknown';
  return (JSON.parse(readFileSync(place, 'utf8')) as { version: string }).version;
}
