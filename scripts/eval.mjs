// `npm run eval:traits [-- --cached] [-- --data FILE]`: prints how well the traits rank, what a calibration on few rows is worth, and
// how near the share of LLM-like rows comes, all on texts that the scoring model was not trained on.
// Without --data: models that leave a domain out (and a family), on the training texts; --cached takes the scores of the last run.
// With --data: the shipped model on the texts of FILE (JSONL or .gz: text, label, domain, source, generator).
import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { printAlpha } from './eval/alpha/print.mjs';
import { evaluateAlpha } from './eval/alpha.mjs';
import { printCalibration } from './eval/calibration/print.mjs';
import { evaluateCalibration } from './eval/calibration.mjs';
import { goalLines, rankingLines } from './eval/lines.mjs';
import { runBundled } from './lib/bundled.mjs';
import { root } from './lib/paths.mjs';
import { main, ScriptError } from './lib/run.mjs';
import { readRows, trainingFile } from './train/data.mjs';

const FOLDER = join(root, 'out/eval');

await main(async () => {
  const { values } = parseArgs({
    options: {
      cached: { type: 'boolean', default: false },
      data: { type: 'string' },
      draws: { type: 'string', default: '500' },
    },
  });
  const data = values.data ? resolve(values.data) : trainingFile(root);
  if (!existsSync(data)) throw new ScriptError(`There are no texts to measure on: ${data} is not there.`);
  await mkdir(FOLDER, { recursive: true });
  const name = values.data ? 'data-' : '';
  const scores = join(FOLDER, `${name}scores.jsonl`);
  const ranking = join(FOLDER, `${name}ranking.json`);
  if (values.data) await runBundled('scripts/eval/scoreFile.mjs', [data, scores, ranking]);
  else if (!values.cached || !existsSync(scores)) await runBundled('scripts/train/train.mjs', [root, 'scores']);

  const rows = readFileSync(scores, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const figures = JSON.parse(readFileSync(ranking, 'utf8'));
  const texts = new Map(readRows(data).map(({ id, text }) => [id, text]));
  const print = (lines) => process.stdout.write(`${lines.join('\n')}\n\n`);
  print(rankingLines(figures, rows));
  const calibration = await evaluateCalibration(rows, { draws: Number(values.draws) });
  print(printCalibration(calibration));
  const alpha = await evaluateAlpha(
    rows.filter((row) => row.score !== null).map((row) => ({ ...row, text: texts.get(row.id) })),
    { draws: Math.ceil(Number(values.draws) / 10) },
  );
  print(printAlpha(alpha));
  if (!values.data) print(goalLines(figures, rows, calibration, alpha));
});
