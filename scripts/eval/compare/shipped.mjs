// The shipped command on the corpora whose change is known: what it says, and how long it takes.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { buildShipped } from '../../bench/bundle.mjs';
import { run } from '../../lib/run.mjs';

/** @param {string} data folder of the shared corpora */
export async function printShipped(data, say) {
  const dist = await buildShipped();
  const demo = (name) => join(data, 'demo', name);
  const runs = [
    ['generations of a collapsing model', [demo('collapse_trigram_generations.jsonl'), '--generations', 'generation']],
    [
      'a set before and after pruning by its authors',
      [demo('instruct_toolformer_dedupe_only.jsonl'), demo('instruct_toolformer_similarity_0.6.jsonl')],
    ],
  ];
  const folder = mkdtempSync(join(tmpdir(), 'corpus-inspector-compare-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const [name, args] of runs) {
    const started = performance.now();
    const out = join(folder, 'report.json');
    const options = ['--jobs', '2', '--format', 'json', '--out', out];
    await run(process.execPath, [join(dist, 'cli.js'), 'compare', ...args, ...options], {
      quiet: true,
      check: 'compare',
    });
    const seconds = (performance.now() - started) / 1000;
    const report = JSON.parse(readFileSync(out, 'utf8'));
    say(`${name}: ${report.verdict.outcome}, ${seconds.toFixed(1)} s with 2 threads`);
    for (const sentence of report.verdict.sentences) say(`  ${sentence}`);
    const course = report.steps.map(({ has }) => has['distinct-3'].value.toFixed(3)).join(' ');
    say(`  distinct-3: ${course}`);
  }
}
