// Entry: NGD and self-repetition together in one thread, from texts in memory to both values: preparing, the tallies that
// the two metrics name, the second pass for self-repetition, and both finishes. Tables are those of a large corpus. Reading
// the file and the look that sizes the tables are not in it.
import { METRICS, TALLIES } from '../../../src/engine/registry.ts';
import { Scorer } from '../../../src/engine/scoring/score.ts';
import { overflowed } from '../../../src/engine/sketch/fixedTable.ts';
import { Preparer } from '../../../src/engine/text/prepare.ts';
import { answer, cpuSeconds, fixedTables, readCorpus } from './corpusInMemory.mjs';

const corpus = await readCorpus(process.argv[2]);
const { texts, characters } = corpus;
const metrics = METRICS.filter((metric) => metric.id === 'ngd' || metric.id === 'self-repetition');
const needed = new Set(metrics.flatMap((metric) => metric.tallies));
const folds = TALLIES.filter((tally) => needed.has(tally.id));
/** The scorer wants word n-grams too, of which self-repetition reads none. */
const wordGrams = TALLIES.find((tally) => tally.id === 'wordGrams');
const tables = fixedTables(corpus);
const preparer = new Preparer();

const runs = [fitting(), fitting()];
answer({ characters, tallies: [...needed], ...runs.sort((a, b) => total(a) - total(b))[0] });

/** A run whose tables were large enough. */
function fitting() {
  for (;;) {
    const found = run(tables.envs());
    if (found) return found;
    tables.more();
  }
}

/** Null where a table was too small. */
function run(envOf) {
  const views = new Map();
  for (const { view } of texts) {
    const env = envOf(view);
    if (views.has(view)) continue;
    const states = Object.fromEntries(folds.map((fold) => [fold.id, fold.init(env)]));
    views.set(view, { env, states, words: [], repeatMass: [] });
  }
  const cpu = cpuSeconds();
  let mark = performance.now();
  const lap = () => {
    const seconds = (performance.now() - mark) / 1000;
    mark = performance.now();
    return seconds;
  };
  for (const { ref, view, segments } of texts) {
    const { env, states } = views.get(view);
    const x = preparer.prepare(ref, view, segments);
    for (const fold of folds) fold.add(states[fold.id], x, env);
  }
  const foldSeconds = lap();
  for (const { states } of views.values()) {
    if (Object.values(states).some(({ table, short }) => overflowed(table) || overflowed(short))) return null;
  }
  const plain = { ...corpus.env, maxSlots: 1 << 12 };
  for (const found of views.values()) {
    found.scorer = new Scorer({ samples: texts.length, wordGrams: wordGrams.init(plain), ...found.states });
  }
  mark = performance.now();
  for (const { ref, view, segments } of texts) {
    const { scorer, words, repeatMass } = views.get(view);
    const x = preparer.prepare(ref, view, segments);
    // Private to TypeScript only: a whole score would measure much more than this metric.
    repeatMass.push(scorer.repeatMass(x));
    words.push(x.words.length);
  }
  const scoreSeconds = lap();
  const values = {};
  for (const [view, { env, states, words, repeatMass }] of views) {
    const rows = {
      words: Uint32Array.from(words),
      repeatMass: Float64Array.from(repeatMass),
      novelty: new Float32Array(words.length),
    };
    for (const metric of metrics) values[`${view} ${metric.id}`] = metric.finish(undefined, states, rows, env).value;
  }
  const finishSeconds = lap();
  return { foldSeconds, scoreSeconds, finishSeconds, cpuSeconds: cpuSeconds() - cpu, values };
}

function total({ foldSeconds, scoreSeconds, finishSeconds }) {
  return foldSeconds + scoreSeconds + finishSeconds;
}
