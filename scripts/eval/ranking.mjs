// How well scores rank LLM text above human text: AUROC and true positives at fixed false-positive rates, by domain.
import { auroc } from '../../src/engine/statistics/auroc.ts';

const LONG = 100;
/** Texts of each class that a domain needs. */
const LEAST = 100;

const round = (x) => Math.round(x * 1e4) / 1e4;
const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;

/** @param {object[]} rows lines of scores.jsonl @param {{ least?: number, from?: number, to?: number }} [options] */
export function rankDomains(rows, { least = LEAST, from = LONG, to = Number.POSITIVE_INFINITY } = {}) {
  const domains = {};
  for (const domain of [...new Set(rows.map((row) => row.domain))].sort()) {
    const own = rows.filter((row) => row.domain === domain && row.words >= from && row.words < to && !row.abstained);
    const human = own.filter((row) => row.label === 0).map((row) => row.score);
    const llm = own.filter((row) => row.label === 1).map((row) => row.score);
    if (human.length < least || llm.length < least) continue;
    domains[domain] = { human: human.length, llm: llm.length, ...ranked(llm, human) };
  }
  const all = Object.values(domains);
  const macro = (pick) => (all.length === 0 ? null : round(mean(all.map(pick))));
  return {
    domains,
    macroAuroc: macro((d) => d.auroc),
    macroInterval: all.length === 0 ? null : macroInterval(all.map((d) => d.interval)),
    worstAuroc: all.length === 0 ? null : Math.min(...all.map((d) => d.auroc)),
    macroTprAt5: macro((d) => d.tprAt5),
    macroTprAt1: macro((d) => d.tprAt1),
  };
}

/** @param {{ domain: string, family: string, llm: number[], human: number[] }[]} cells */
export function rankCells(cells) {
  const ranks = cells.map(({ domain, family, llm, human }) => ({
    domain,
    family,
    llm: llm.length,
    human: human.length,
    ...ranked(llm, human),
  }));
  return {
    cells: ranks,
    meanAuroc: round(mean(ranks.map((r) => r.auroc))),
    worstAuroc: Math.min(...ranks.map((r) => r.auroc)),
  };
}

export function ranked(llm, human) {
  const { value, interval } = auroc(human, llm);
  return {
    auroc: round(value),
    interval: interval.map(round),
    tprAt5: round(truePositives(llm, human, 0.05)),
    tprAt1: round(truePositives(llm, human, 0.01)),
  };
}

/** Share of `llm` above the score that a share `rate` of `human` exceeds. */
export function truePositives(llm, human, rate) {
  const sorted = [...human].sort((a, b) => b - a);
  const threshold = sorted[Math.floor(rate * sorted.length)];
  return llm.filter((score) => score > threshold).length / llm.length;
}

/** Of the mean of independent domains. */
function macroInterval(intervals) {
  const centre = mean(intervals.map(([low, high]) => (low + high) / 2));
  const half = Math.sqrt(intervals.reduce((sum, [low, high]) => sum + ((high - low) / 2) ** 2, 0)) / intervals.length;
  return [round(centre - half), round(Math.min(1, centre + half))];
}
