// How often a calibration on another domain is noticed, how often a good one is refused, and what an unnoticed one costs.
import { judged } from './falsePositives.mjs';
import { byDomain, calibrationOf, mean, shuffled } from './load.mjs';

const ROWS = 75;
const CORPUS = 200;
const LLM_SHARES = [0, 0.1, 0.5, 0.9];

export function mismatch(engine, rows, { draws, seed }) {
  const random = engine.seededRandom(seed);
  const domains = [...byDomain(rows)].filter(([, { human }]) => human.length >= 2 * ROWS);
  const wrong = [];
  for (const [from, { human }] of domains) {
    for (const [to, of] of domains) {
      if (from === to) continue;
      const [noticed, rates] = [[], []];
      for (let i = 0; i < Math.ceil(draws / 5); i++) {
        const calibration = calibrationOf(engine, shuffled(human, random).slice(0, ROWS));
        const corpus = shuffled(of.human, random).slice(0, CORPUS);
        const found = engine.mismatches(calibration.human, 'text', profile(corpus));
        noticed.push(found.length > 0 ? 1 : 0);
        rates.push(judged(engine.judge(calibration), corpus).rate);
      }
      wrong.push({ from, to, noticed: mean(noticed), rate: mean(rates) });
    }
  }
  const right = [];
  for (const [domain, { human, llm }] of domains) {
    for (const share of LLM_SHARES) {
      const wanted = Math.round(share * CORPUS);
      if (wanted > llm.length) continue;
      const refused = [];
      for (let i = 0; i < draws; i++) {
        const order = shuffled(human, random);
        const corpus = [...order.slice(ROWS, ROWS + CORPUS - wanted), ...shuffled(llm, random).slice(0, wanted)];
        const calibration = calibrationOf(engine, order.slice(0, ROWS));
        refused.push(engine.mismatches(calibration.human, 'text', profile(corpus)).length > 0 ? 1 : 0);
      }
      right.push({ domain, share, refused: mean(refused) });
    }
  }
  const harmful = wrong.filter(({ rate }) => rate > 0.07);
  return {
    wrong,
    right,
    noticed: mean(wrong.map((pair) => pair.noticed)),
    noticedHarmful: mean(harmful.map((pair) => pair.noticed)),
    rate: mean(wrong.map((pair) => pair.rate)),
    rateUnnoticed:
      mean(wrong.map((pair) => pair.rate * (1 - pair.noticed))) / mean(wrong.map((pair) => 1 - pair.noticed)),
    falseAlarms: LLM_SHARES.map((share) => ({
      share,
      refused: mean(right.filter((r) => r.share === share).map((r) => r.refused)),
    })),
  };
}

function profile(corpus) {
  return { view: 'text', words: corpus.map((row) => row.words), markup: corpus.map((row) => row.markup ?? 0) };
}
