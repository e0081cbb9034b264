// False-positive rates of calibrations on 75 human rows of the domain that is judged.
import { byDomain, calibrationOf, mean, quantile, shuffled } from './load.mjs';

const ROWS = 75;
const FEWEST_TEST = 200;
const LIMIT = 0.07;

/** One entry per domain that leaves at least 200 human test rows. */
export function falsePositives(engine, rows, { draws, seed }) {
  const found = [];
  for (const [domain, { human, llm }] of byDomain(rows)) {
    if (human.length < ROWS + FEWEST_TEST) continue;
    const random = engine.seededRandom(seed);
    const ordered = [...human].sort((a, b) => a.words - b.words);
    const third = Math.floor(human.length / 3);
    found.push({
      domain,
      human: human.length,
      llm: llm.length,
      any: series(engine, draws, () => {
        const order = shuffled(human, random);
        return { calibration: order.slice(0, ROWS), test: order.slice(ROWS), llm };
      }),
      longestToShortest: series(engine, Math.ceil(draws / 5), () => ({
        calibration: shuffled(ordered.slice(-third), random).slice(0, ROWS),
        test: ordered.slice(0, third),
        llm: [],
      })),
      shortestToLongest: series(engine, Math.ceil(draws / 5), () => ({
        calibration: shuffled(ordered.slice(0, third), random).slice(0, ROWS),
        test: ordered.slice(-third),
        llm: [],
      })),
    });
  }
  return found;
}

/** Draws many calibrations and judges the test rows by each. */
function series(engine, draws, draw) {
  const seen = { rate: [], shortest: [], power: [], unjudged: [] };
  for (let i = 0; i < draws; i++) {
    const { calibration, test, llm } = draw();
    const judge = engine.judge(calibrationOf(engine, calibration));
    const all = judged(judge, test);
    seen.rate.push(all.rate);
    seen.unjudged.push(all.unjudged);
    const ordered = [...test].sort((a, b) => a.words - b.words);
    seen.shortest.push(judged(judge, ordered.slice(0, Math.floor(test.length / 3))).rate);
    if (llm.length > 0) seen.power.push(judged(judge, llm).rate);
  }
  const over = seen.rate.filter((rate) => rate > LIMIT).length;
  return {
    rate: mean(seen.rate),
    p95: quantile(seen.rate, 0.95),
    over: over / draws,
    overInterval: engine.shareInterval(over, draws),
    shortest: mean(seen.shortest),
    shortestP95: quantile(seen.shortest, 0.95),
    power: seen.power.length > 0 ? mean(seen.power) : null,
    powerRange: seen.power.length > 0 ? [quantile(seen.power, 0.025), quantile(seen.power, 0.975)] : null,
    unjudged: mean(seen.unjudged),
  };
}

/** Share of the judged rows that are flagged; 0 where none is judged. */
export function judged(judge, rows) {
  let [flagged, unjudged] = [0, 0];
  for (const row of rows) {
    const { verdict } = judge.of(row);
    if (verdict === 'flag') flagged++;
    if (verdict === 'unjudged') unjudged++;
  }
  const left = rows.length - unjudged;
  return { rate: left > 0 ? flagged / left : 0, unjudged: unjudged / rows.length };
}
