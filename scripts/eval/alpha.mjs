// What the estimate of the share of LLM-like rows is worth, measured on corpora of a known share: errors by method, coverage
// of the interval, refusals, and the same with references of another model family.
// Alone: `node scripts/eval/alpha.mjs scores.jsonl [draws] [texts.jsonl.gz]`; a line is {id, domain, label: 0|1, words,
// score, generator}; with texts (lines {id, text}) the likelihood method takes part.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { main } from '../lib/run.mjs';
import { domainsOf, drawCorpus, REFERENCES, ROWS, SHARES } from './alpha/corpora.mjs';
import { loadAlpha } from './alpha/load.mjs';
import { printAlpha } from './alpha/print.mjs';

/**
 * @param {readonly { domain: string, label: 0|1, words: number, score: number, generator: string|null, text?: string }[]} rows
 *   `text` where the likelihood method is to take part
 * @param {{ draws?: number, seed?: number, wordsEvery?: number }} [options] `draws`: corpora per domain and share; one in
 *   `wordsEvery` of them is given its words too, which cost most of the time
 */
export async function evaluateAlpha(rows, { draws = 50, seed = 1, wordsEvery = 5 } = {}) {
  const engine = await loadAlpha();
  const random = engine.seededRandom(seed);
  const domains = domainsOf(rows);
  const occurrences = new Map();
  for (const row of [...domains.values()].flatMap(({ human, llm }) => [...human, ...llm])) {
    if (row.text !== undefined) occurrences.set(row, engine.occurrencesOf([{ text: row.text }]));
  }
  const columns = (list, words) => ({
    score: list.map((r) => r.score),
    words: list.map((r) => r.words),
    generator: list.map((r) => r.generator ?? undefined),
    ...(words && list.every((r) => occurrences.has(r)) && { occurrences: list.map((r) => occurrences.get(r)) }),
  });
  const cells = [];
  for (const family of [false, true]) {
    for (const [domain, pools] of domains) {
      for (const share of SHARES) {
        for (let draw = 0; draw < draws; draw++) {
          const corpus = drawCorpus(pools, share, random, family);
          if (!corpus) break;
          const { human, llm, rows: mixed } = corpus;
          const words = draw % wordsEvery === 0;
          const input = { rows: columns(mixed, words), human: columns(human, words), llm: columns(llm, words) };
          cells.push({
            family,
            domain,
            share,
            report: engine.estimateAlpha(input),
            unrefused: unrefused(engine, input),
          });
        }
      }
    }
  }
  return { draws, references: REFERENCES, rows: ROWS, domains: [...domains.keys()], cells };
}

/** What each method would have said, whatever validation says of it. */
function unrefused(engine, input) {
  const every = (rows) => engine.everyRow(rows.score.length);
  return engine.estimatorsFor(input).map(([method, estimate]) => {
    const alpha = estimate(every(input.human), every(input.llm))(every(input.rows));
    return { method, alpha: Math.min(1, Math.max(0, alpha)) };
  });
}

if (process.argv[1]?.endsWith('eval/alpha.mjs')) {
  await main(async () => {
    const [path, draws, texts] = process.argv.slice(2);
    const read = (file) => {
      const bytes = readFileSync(file);
      const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').trim().split('\n');
      return lines.map((line) => JSON.parse(line));
    };
    const textOf = new Map(texts ? read(texts).map(({ id, text }) => [id, text]) : []);
    const rows = read(path ?? 'out/eval/scores.jsonl').map((row) => ({
      ...row,
      ...(textOf.has(row.id) && { text: textOf.get(row.id) }),
    }));
    console.log(printAlpha(await evaluateAlpha(rows, { draws: Number(draws ?? 50) })).join('\n'));
  });
}
