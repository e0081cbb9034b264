// What drawing by hash costs in accuracy: the same corpus with a budget that holds all n-grams, and with one that does not.
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { plantPair } from '../lib/plantPair.mjs';
import { errorsOf, relativeError } from './arithmetic.mjs';
import { inspect, rows } from './child.mjs';
import { corpusFile, cut, folder } from './corpora.mjs';

const MB = 1e6;
const SIZE = 60 * MB;
const QUICK_SIZE = 15 * MB;
const EXACT_MEMORY = 4000;
/** MB, tried in turn until one of them draws: how much is drawn decides about the error, so the mildest counts. */
const SMALL_MEMORY = [1024, 512, 256, 128, 64, 32, 16];
export const NOVELTY_WITHIN = 0.02;

/**
 * @param {string} name corpus @param {import('./options.mjs').Context} context
 */
export function accuracy(name, { dist, jobs, quick, say }) {
  const original = cut(corpusFile(name), quick ? QUICK_SIZE : SIZE);
  // Two rows at both ends that only a comparison of the whole corpus brings together: both runs have to find them.
  const planted = name === 'peps' ? plantPair(original, folder()) : null;
  const path = planted?.path ?? original;
  say(`\n${name}, ${(statSync(path).size / MB).toFixed(0)} MB: exact against drawn`);

  const exact = measure(path, { dist, jobs, memory: EXACT_MEMORY });
  const problem = isDrawn(exact.report) ? `--memory ${EXACT_MEMORY} was drawn itself` : null;
  if (problem) say(`  The reference is not exact: ${problem}.`);
  for (const memory of SMALL_MEMORY) {
    const report = inspect(path, { dist, jobs, memory }).report;
    if (!isDrawn(report)) continue;
    const drawn = { report, rows: readRows(path, { dist, jobs, memory }) };
    const result = { memory, exactMemory: EXACT_MEMORY, problem, kept: keptShare(report), ...compare(exact, drawn) };
    if (planted) {
      result.plantedPair = { exact: findsPair(exact.rows, planted), drawn: findsPair(drawn.rows, planted) };
    }
    tell(result, say);
    return result;
  }
  say(`  skipped: not even --memory ${SMALL_MEMORY.at(-1)} draws`);
  return { skipped: 'no budget draws' };
}

function measure(path, options) {
  return { report: inspect(path, options).report, rows: readRows(path, options) };
}

function compare(exact, drawn) {
  const views = [...new Set(exact.rows.map((row) => row.view))];
  const novelty = Object.fromEntries(
    views.map((view) => {
      const of = (list) => list.filter((row) => row.view === view).map((row) => row.novelty);
      return [view, errorsOf(of(drawn.rows), of(exact.rows), NOVELTY_WITHIN)];
    }),
  );
  const column = (list) => list.map((row) => row.novelty);
  novelty.all = errorsOf(column(drawn.rows), column(exact.rows), NOVELTY_WITHIN);
  const distinct = Object.entries(exact.report.views).flatMap(([view, { metrics }]) =>
    Object.entries(metrics)
      .filter(([id, m]) => id.startsWith('distinct-') && typeof m.value === 'number')
      .map(([id, m]) => {
        const { value, drawn: draw } = drawn.report.views[view].metrics[id];
        return {
          view,
          id,
          exact: m.value,
          drawn: value,
          draw,
          error: value === null ? null : relativeError(value, m.value),
        };
      }),
  );
  return { novelty, distinct };
}

function tell({ memory, exactMemory, kept, novelty, distinct, plantedPair }, say) {
  say(`  --memory ${exactMemory} against ${memory}, which keeps ${(kept * 100).toFixed(1)} % of the n-grams`);
  for (const [view, { compared, onlyOne, shareWithin, quantiles }] of Object.entries(novelty)) {
    if (compared === 0) continue;
    const q = Object.entries(quantiles).map(([at, e]) => `${at} ${e.toFixed(4)}`);
    say(
      `  novelty ${view.padEnd(9)} ${(shareWithin * 100).toFixed(1)} % within ${NOVELTY_WITHIN} of ${compared} samples; ` +
        `${q.join(', ')}${onlyOne ? `; ${onlyOne} defined in one run only` : ''}`,
    );
  }
  for (const { view, id, exact, drawn, error } of distinct) {
    if (error === null) say(`  ${id} ${view}: ${exact.toFixed(4)}, no value where drawn`);
    else
      say(`  ${id} ${view.padEnd(9)} ${exact.toFixed(4)} → ${drawn.toFixed(4)}, off by ${(error * 100).toFixed(2)} %`);
  }
  if (plantedPair)
    say(
      `  planted pair  found ${Object.entries(plantedPair)
        .map(([k, v]) => `${k}: ${v}`)
        .join(', ')}`,
    );
}

/** The smallest share of n-grams that novelty rests on, over all views. */
function keptShare(report) {
  const draws = Object.values(report.views).flatMap(({ metrics }) => metrics.novelty?.drawn ?? []);
  return Math.min(...draws.map(({ n, of }) => n / of));
}

/** Whether n-grams were drawn by hash for the novelty of any view. */
function isDrawn(report) {
  return Object.values(report.views).some(({ metrics }) => metrics.novelty?.drawn);
}

/** The columns that are compared; the objects themselves would not fit. */
function readRows(path, options) {
  const out = join(folder(), `rows-${process.pid}.ndjson`);
  rows(path, out, options);
  const lines = readFileSync(out, 'utf8').split('\n');
  rmSync(out);
  return lines.flatMap((line) => {
    if (line === '') return [];
    const { line: at, view, novelty, near } = JSON.parse(line);
    return [{ line: at, view, novelty, near: near.map((partner) => partner.line) }];
  });
}

function findsPair(list, { first, last }) {
  return list.some((row) => row.line === last && row.near.includes(first));
}
