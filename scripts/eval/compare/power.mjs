// How often a comparison finds that a part of a corpus was replaced by text of a collapsed generation.
import { join } from 'node:path';
import { seededRandom } from '../../../src/engine/statistics/random.ts';
import { decide } from './decide.mjs';
import { halves, readRows, shuffled } from './sets.mjs';

const GENERATION = 3;

const [data, splits, ...shares] = process.argv.slice(2);
const rows = readRows(join(data, 'demo/collapse_trigram_generations.jsonl'));
const of = (generation) => rows.filter((row) => row.generation === generation).map(({ text }) => text);
const real = of(0).map((text) => [text]);
const collapsed = of(GENERATION);
for (const share of shares.map(Number)) {
  const outcomes = {};
  for (let seed = 1; seed <= Number(splits); seed++) {
    const [first, second] = halves(real, seed).steps;
    const n = Math.round(share * second.length);
    const replaced = [...second.slice(n), ...shuffled(collapsed, seededRandom(seed)).slice(0, n)];
    const { outcome } = decide([first, replaced]).verdict;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  process.stdout.write(
    `${(share * 100).toFixed(0).padStart(3)} % of ${real.length >> 1} samples replaced by generation ${GENERATION}: found in ${Number(splits) - (outcomes.none ?? 0)} of ${splits}  ${JSON.stringify(outcomes)}\n`,
  );
}
