// Entry: scores the texts of a file by the shipped model, in the form of scores.jsonl. argv: file, output.
import { writeFileSync } from 'node:fs';
import { readCuts } from '../../src/engine/traits/calibration/cuts.ts';
import { traitReader } from '../../src/runtime/lazy/traits.ts';
import { readRows } from '../train/data.mjs';
import { round } from '../train/fit.mjs';
import { rankDomains } from './ranking.mjs';

const [, , from, to, ranking] = process.argv;
const reader = traitReader();
const lines = readRows(from).map((row) => {
  const segments = [{ text: row.text }];
  const { words, score, abstained, markup, parts, kind } = reader.read(segments);
  const { id, domain, source, generator, family, label, pair } = row;
  return {
    ...{ id, domain, source, generator, family, label, pair, words, abstained, markup: round(markup, 4) },
    score: abstained ? null : round(score, 4),
    parts: Array.from(parts ?? [], (x) => round(x, 4)),
    kind: reader.kinds[kind] ?? null,
    percentile: abstained ? null : round(reader.percentile(kind, words, score), 1),
    cuts: label === 0 && !abstained ? readCuts(reader, segments, words) : [],
  };
});
// Cuts name their length first.
writeFileSync(to, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
writeFileSync(
  ranking,
  JSON.stringify({
    leaveOneDomainOut: rankDomains(lines, { least: 20 }),
    shortTexts: rankDomains(lines, { from: 50, to: 100, least: 20 }),
  }),
);
