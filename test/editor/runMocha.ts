// Runs bundled spec files with Mocha and leaves the counts in a JSON file for `npm test` to add up.
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/** What a run came to; `npm test` reads it. */
export interface MochaSummary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly skippedTitles: readonly string[];
}

export interface MochaOptions {
  /** Folder of the bundled specs: every `*.test.cjs` or `*.test.mjs` in it runs. */
  readonly folder: string;
  /** Where the summary goes. */
  readonly resultFile: string | undefined;
  /** Where the lines of the report go; the console when absent. */
  readonly logFile: string | undefined;
  readonly timeout: number;
  /** Called after each failed test, to keep what it left to see. */
  readonly onFailure?: (title: string) => Promise<void>;
}

function reportTo(logFile: string | undefined): void {
  if (!logFile) return;
  // Mocha's reporters print through this one function; the extension host's console goes nowhere a person looks.
  Object.assign(Mocha.reporters.Base, {
    consoleLog: (...parts: unknown[]) => appendFileSync(logFile, `${format(...parts)}\n`),
    useColors: false,
  });
}

/** Runs the suite; answers its counts. A suite without a single test counts as one failure, unless a filter left none. */
export async function runMocha(options: MochaOptions): Promise<MochaSummary> {
  const { folder, resultFile, logFile, timeout, onFailure } = options;
  const grep = process.env.CORPUS_INSPECTOR_GREP;
  reportTo(logFile);
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    timeout,
    slow: 5000,
    grep,
  });
  const specs = readdirSync(folder).filter((name) => /\.test\.[cm]js$/.test(name));
  for (const name of specs.sort()) mocha.addFile(join(folder, name));
  mocha.rootHooks({
    async afterEach(this: Mocha.Context) {
      if (this.currentTest?.state === 'failed') await onFailure?.(this.currentTest.fullTitle());
    },
  });
  await mocha.loadFilesAsync();
  const skippedTitles: string[] = [];
  const stats = await new Promise<Mocha.Stats>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats!));
    runner.on('pending', (test) => skippedTitles.push(test.fullTitle()));
  });
  const summary: MochaSummary = {
    passed: stats.passes,
    failed: stats.failures + (stats.tests === 0 && stats.failures === 0 && !grep ? 1 : 0),
    skipped: stats.pending,
    skippedTitles,
  };
  if (resultFile) writeFileSync(resultFile, JSON.stringify(summary));
  return summary;
}
