// What calibration is worth, measured on scores of labelled texts: false-positive rates of calibrations on few human rows,
// how often a wrong calibration is noticed, and what recalibration on few labelled rows gives.
// Alone: `node scripts/eval/calibration.mjs scores.jsonl`; a line is {domain, label: 0|1, words, score, markup, generator,
// parts?, cuts?: [[length, score, ...parts], ...]}, `cuts` for human texts cut to the lengths of the engine's grid.
import { readFile } from 'node:fs/promises';
import { main } from '../lib/run.mjs';
import { falsePositives } from './calibration/falsePositives.mjs';
import { loadCalibration } from './calibration/load.mjs';
import { mismatch } from './calibration/mismatch.mjs';
import { printCalibration } from './calibration/print.mjs';
import { recalibration } from './calibration/recalibration.mjs';

/**
 * @param {readonly import('./calibration/load.mjs').ScoredRow[]} rows
 * @param {{ draws?: number, seed?: number }} [options]
 */
export async function evaluateCalibration(rows, { draws = 500, seed = 1 } = {}) {
  const engine = await loadCalibration();
  const scored = rows.filter((row) => Number.isFinite(row.score));
  return {
    draws,
    rows: scored.length,
    cuts: scored.some((row) => row.label === 0 && row.cuts?.length),
    falsePositives: falsePositives(engine, scored, { draws, seed }),
    mismatch: mismatch(engine, scored, { draws: Math.ceil(draws / 10), seed }),
    recalibration: recalibration(engine, scored, { draws: Math.ceil(draws / 25), seed }),
  };
}

if (process.argv[1]?.endsWith('eval/calibration.mjs')) {
  await main(async () => {
    const [path, draws] = process.argv.slice(2);
    const lines = (await readFile(path ?? 'out/eval/scores.jsonl', 'utf8')).trim().split('\n');
    const rows = lines.map((line) => JSON.parse(line));
    console.log(printCalibration(await evaluateCalibration(rows, { draws: Number(draws ?? 500) })).join('\n'));
  });
}
