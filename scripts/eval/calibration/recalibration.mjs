// What a model gives that is recalibrated on 120 labelled rows of the domain, against the score as it is.
import { byDomain, mean, quantile, shuffled } from './load.mjs';

const EACH = 60;
const FEWEST_TEST = 50;

export function recalibration(engine, rows, { draws, seed }) {
  const random = engine.seededRandom(seed);
  const domains = [];
  for (const minWords of [50, 100]) {
    const long = rows.filter((row) => row.words >= minWords);
    for (const [domain, { human, llm }] of byDomain(long)) {
      if (Math.min(human.length, llm.length) < EACH + FEWEST_TEST) continue;
      const [before, after] = [[], []];
      for (let i = 0; i < draws; i++) {
        const [train, test] = split(shuffled(human, random), shuffled(llm, random));
        const odds = engine.recalibrate(train.map((row, at) => ({ ...known(row), fold: at % 5 })));
        const area = (value) =>
          engine.auroc(...[0, 1].map((label) => test.filter((r) => r.label === label).map(value))).value;
        before.push(area((row) => row.score));
        after.push(area((row) => odds(known(row))));
      }
      domains.push({
        domain,
        minWords,
        before: mean(before),
        after: mean(after),
        range: [quantile(after, 0.025), quantile(after, 0.975)],
      });
    }
  }
  return { domains, each: EACH };
}

/** Rows of a pair of which one is learnt from are not tested on. */
function split(human, llm) {
  const train = [...human.slice(0, EACH), ...llm.slice(0, EACH)];
  const pairs = new Set(train.map((row) => row.pair).filter(Boolean));
  const test = [...human.slice(EACH), ...llm.slice(EACH)].filter((row) => !pairs.has(row.pair));
  return [train, test];
}

function known(row) {
  return { words: row.words, score: row.score, parts: row.parts ?? [], llm: row.label === 1 };
}
