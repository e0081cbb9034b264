// `npm run eval:pruned`: how what `clean` drops as near-duplicates compares with what the authors of a corpus pruned themselves.
// Their two files are the same set before and after pruning by a similarity of 0.6; how they measured it is not told, so the
// script also prunes as is common for instructions (ROUGE-L of the answers, in file order) and compares with that.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildShipped } from '../bench/bundle.mjs';
import { root } from '../lib/paths.mjs';
import { main, run } from '../lib/run.mjs';
import { prunedInOrder, wordsOf } from './rouge.mjs';

const THRESHOLDS = ['0.3', '0.5', '0.6', '0.7', '0.8', '0.9'];
const ROUGE = [0.5, 0.55, 0.6, 0.65, 0.7];

const readRows = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
/** Rows are the same when all their fields are. */
const key = (row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
const share = (n, of) => `${of === 0 ? '–' : ((100 * n) / of).toFixed(1)} %`;
const say = (line) => process.stdout.write(`${line}\n`);

await main(async () => {
  const { values } = parseArgs({
    options: { data: { type: 'string', default: resolve(root, '../shared/data/demo') } },
  });
  const before = join(values.data, 'instruct_toolformer_dedupe_only.jsonl');
  const rows = readRows(before);
  const pruned = readRows(join(values.data, 'instruct_toolformer_similarity_0.6.jsonl'));
  const place = new Map(rows.map((row, i) => [key(row), i]));
  const theirs = new Set(pruned.flatMap((row) => place.get(key(row)) ?? []));
  say(
    `${rows.length} rows before; the authors keep ${pruned.length}, of which ${theirs.size} are rows of the file before,`,
  );
  say(`field for field, and ${pruned.length - theirs.size} were edited. Compared by row:`);
  say('');

  const line = (name, ours) => {
    const both = [...theirs].filter((i) => ours.has(i)).length;
    const dropped = rows.length - ours.size;
    const bothDrop = rows.length - theirs.size - ours.size + both;
    say(
      [
        name.padEnd(30),
        ...[ours.size, both, ours.size - both, theirs.size - both, bothDrop].map((n) => String(n).padStart(8)),
        share(bothDrop, dropped).padStart(10),
        share(bothDrop, rows.length - theirs.size).padStart(10),
      ].join(''),
    );
  };
  const head = ['we keep', 'both', 'only we', 'only they', 'both drop'].map((h) => h.padStart(h.length > 8 ? 10 : 8));
  say(`${''.padEnd(30)}${head.join('')}  of ours  of theirs`);

  const dist = await buildShipped();
  const folder = mkdtempSync(join(tmpdir(), 'corpus-inspector-pruned-'));
  let byView = {};
  try {
    for (const threshold of THRESHOLDS) {
      const out = join(folder, `kept-${threshold}.jsonl`);
      const options = [
        '--near-duplicate',
        threshold,
        '--decisions',
        'none',
        '--quiet',
        '--format',
        'json',
        '--out',
        out,
      ];
      await run(process.execPath, [join(dist, 'cli.js'), 'clean', before, ...options], {
        quiet: true,
        check: 'clean',
      });
      const { samples } = JSON.parse(readFileSync(`${out}.report.json`, 'utf8'));
      const gone = new Set(samples.map((sample) => sample.line - 1));
      line(`clean, Jaccard ${threshold}`, new Set([...rows.keys()].filter((i) => !gone.has(i))));
      if (threshold === '0.7') byView = viewsOf(samples, theirs);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const answers = rows.map((row) => wordsOf(row.response));
  for (const threshold of ROUGE) line(`ROUGE-L of answers, ${threshold}`, prunedInOrder(answers, threshold));
  say('');
  for (const [view, { dropped, kept }] of Object.entries(byView)) {
    say(`Jaccard 0.7, ${view}: ${dropped} dropped, of which the authors keep ${kept}.`);
  }
  const short = [...rows.keys()].filter((i) => !theirs.has(i) && answers[i].length < 12).length;
  say(
    `Of the ${rows.length - theirs.size} rows that they drop, ${short} have answers with fewer than 8 word 5-grams, which are never near-duplicates here.`,
  );
});

/** Drops by the view in which they repeat, and how many of them the authors keep. */
function viewsOf(samples, theirs) {
  const views = {};
  for (const { view, reason, line } of samples) {
    const name = view ? `repeats in the ${view}` : reason;
    views[name] ??= { dropped: 0, kept: 0 };
    views[name].dropped++;
    if (theirs.has(line - 1)) views[name].kept++;
  }
  return views;
}
