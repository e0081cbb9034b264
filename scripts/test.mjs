// `npm test [-- --only lint|unit|editor]`: everything that must hold, from a bare clone to a real editor.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, build } from './lib/bootstrap.mjs';
import { root, vsix } from './lib/paths.mjs';
import { main, run, ScriptError } from './lib/run.mjs';
import { createStages, refuseSkipped } from './lib/stages.mjs';

const PARTS = ['lint', 'unit', 'editor'];

function readArguments(args) {
  if (args.length === 0) return PARTS;
  if (args.length === 2 && args[0] === '--only' && PARTS.includes(args[1])) return [args[1]];
  throw new ScriptError(`Usage: npm test [-- --only ${PARTS.join('|')}]`);
}

/** Runs the program of an installed package. */
function tool(path, args, check) {
  return run(process.execPath, [join(root, 'node_modules', path), ...args], { cwd: root, check });
}

await main(async () => {
  const parts = readArguments(process.argv.slice(2));
  await bootstrap();
  const { exitOnSignals } = await import('./editor/codeServer.mjs');
  exitOnSignals();
  const { stage, close } = createStages();
  const requireData = process.env.CORPUS_INSPECTOR_REQUIRE_DATA === '1';
  const counted = (summary, refuse) => refuseSkipped(summary, summary.skippedTitles, refuse);

  if (parts.includes('lint')) {
    await stage('Lint', async () => {
      await tool('@biomejs/biome/bin/biome', ['check', '.'], 'Biome');
    });
    await stage('Types', async () => {
      await tool('typescript/bin/tsc', ['-b'], 'TypeScript');
    });
  }

  const built = parts.some((part) => part !== 'lint') && (await stage('Build', build));

  if (parts.includes('unit')) {
    await stage('Unit, property, golden and architecture tests', async () => {
      const { runVitest } = await import('./lib/vitest.mjs');
      return counted(await runVitest(), requireData);
    });
  }

  if (parts.includes('editor') && built) {
    const packed = await stage('Package', async () => {
      const { packageVsix } = await import('./package.mjs');
      await packageVsix();
    });
    if (packed && existsSync(vsix)) {
      // No editor test has a reason to be skipped where nobody watches.
      const refuse = requireData || Boolean(process.env.CI);
      const { bundleTests } = await import('./editor/bundleTests.mjs');
      let entries;
      await stage('Bundle of the editor tests', async () => {
        entries = await bundleTests();
      });
      if (entries) {
        await stage('Tests in the extension host', async () => {
          const { runHostSuite } = await import('./editor/hostSuite.mjs');
          return counted(await runHostSuite(entries.host), refuse);
        });
        await stage('Tests in the workbench', async () => {
          const { runWorkbenchSuite } = await import('./editor/workbenchSuite.mjs');
          return counted(await runWorkbenchSuite(entries.workbench), refuse);
        });
      }
    }
  }
  return close();
});
