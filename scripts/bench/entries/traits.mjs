// Entry: how fast one worker reads traits over all samples of a file, and explains those of the first 300 it measured.

import * as tools from '../../../src/runtime/lazy/tools.ts';
import { readPlaced, TRAIT_VIEWS } from '../../../src/runtime/traits/columns.ts';
import { answer, cpuSeconds, readCorpus, timed } from './corpusInMemory.mjs';

const EXPLAINED = 300;
const MOST = 5;

const { texts } = await readCorpus(process.argv[2]);
const read = texts.filter(({ view }) => TRAIT_VIEWS.includes(view));
const characters = lengthOf(read);
const start = performance.now();
const reader = tools.lazyTools().traits();
const loadSeconds = (performance.now() - start) / 1000;

const cpu = cpuSeconds();
let readings = [];
const seconds = timed(() => {
  readings = read.map(({ segments }) => readPlaced(reader, segments));
});
const readCpuSeconds = (cpuSeconds() - cpu) / 4;
const scored = read.filter((_, i) => readings[i].abstained === null);
const abstained = {};
for (const { abstained: why } of readings) if (why) abstained[why] = (abstained[why] ?? 0) + 1;
const explained = scored.slice(0, EXPLAINED);
const explainSeconds = timed(() => {
  for (const { segments } of explained) reader.explain(segments, MOST);
});
answer({
  model: reader.model.name,
  samples: read.length,
  scored: scored.length,
  abstained,
  characters,
  loadSeconds,
  seconds,
  cpuSeconds: readCpuSeconds,
  explained: explained.length,
  explainedCharacters: lengthOf(explained),
  explainSeconds,
});

function lengthOf(list) {
  return list.reduce((n, { segments }) => n + segments.reduce((m, s) => m + s.text.length, 0), 0);
}
