// Scores of texts by models that were trained without their domain, or without their domain and a family of generators.

import { abstention } from '../../src/engine/traits/abstain.ts';
import { CUTS, cutSegments, cutsOf } from '../../src/engine/traits/calibration/cuts.ts';
import { joinSegments } from '../../src/engine/traits/joined.ts';
import { decodeModel, READ_PARTS } from '../../src/engine/traits/model/model.ts';
import { WindowScorer } from '../../src/engine/traits/model/windowScorer.ts';
import { TraitText } from '../../src/engine/traits/text/traitText.ts';
import { windowsRead } from '../../src/engine/traits/text/windows.ts';
import { total } from './curves.mjs';
import { fitModel } from './fit.mjs';

/** Domains with enough texts of both classes to be measured by themselves. */
export const BOTH = ['abstract', 'essay', 'fiction', 'news', 'review'];
const LEAST_CELL = 40;
const LONG = 100;

/** A model for scoring alone: curves that leave raw log-odds as they are. */
function scorerOf(fitted) {
  const flat = { mean: [0], sd: [1] };
  return new WindowScorer(
    decodeModel({
      ...fitted,
      name: 'fold',
      trained: '',
      card: {},
      kinds: { names: [], steps: 1, words: '' },
      lengths: [1],
      curves: Object.fromEntries([...READ_PARTS, 'score'].map((part) => [part, flat])),
      quantiles: { bands: [], kinds: [] },
    }),
  );
}

/** Raw log-odds of a text by part: the mean over its windows. */
export function rawParts(scorer, text) {
  const joined = joinSegments([{ text }]).text;
  const sums = new Float64Array(READ_PARTS.length);
  const windows = windowsRead(joined);
  for (const { start, end } of windows) {
    scorer.score(joined.slice(start, end));
    for (let p = 0; p < sums.length; p++) sums[p] += scorer.parts[p] / windows.length;
  }
  return Array.from(sums);
}

/**
 * Scores each text by a model that was trained without its fold: words, why it abstains, raw parts, and those of human texts
 * cut to the grid. `wanted`: texts that are scored; the others stay undefined.
 * @param {(row: import('./data.mjs').Row) => string} foldOf
 */
export function crossFit(rows, windows, words, foldOf, wanted, note) {
  const whole = new TraitText();
  const out = new Array(rows.length);
  const folds = rows.map(foldOf);
  for (const fold of new Set(folds)) {
    const scorer = scorerOf(fitModel(rows, windows, words, (row) => folds[row] !== fold));
    rows.forEach((row, i) => {
      if (folds[i] !== fold || !wanted(row)) return;
      whole.set(joinSegments([{ text: row.text }]).text);
      const lengths = row.label === 0 ? cutsOf(whole.words) : [];
      out[i] = {
        words: whole.words,
        abstained: abstention(whole),
        markup: whole.markedLines / Math.max(1, whole.lines),
        raw: rawParts(scorer, row.text),
        cuts: cutSegments([row], lengths).map(([{ text }], k) => ({ words: lengths[k], raw: rawParts(scorer, text) })),
      };
    });
    note(`without ${fold}`);
  }
  return out;
}

export { CUTS };

/** Leave a domain and a family out: for each cell the raw scores of its LLM texts and of the domain's human texts. */
export function leaveFamiliesOut(rows, windows, words, note) {
  const cells = [];
  const size = (row) => row.text.split(/\s+/).length;
  for (const domain of BOTH) {
    for (const family of ['openai', 'claude', 'google', 'open']) {
      const own = rows.filter((row) => row.domain === domain && size(row) >= LONG);
      const llm = own.filter((row) => row.family === family);
      if (llm.length < LEAST_CELL) continue;
      const taken = (row) => rows[row].domain !== domain && rows[row].family !== family;
      const scorer = scorerOf(fitModel(rows, windows, words, taken));
      const score = (row) => total(rawParts(scorer, row.text));
      cells.push({ domain, family, llm: llm.map(score), human: own.filter((row) => row.label === 0).map(score) });
      note(`without ${domain} and ${family}`);
    }
  }
  return cells;
}
