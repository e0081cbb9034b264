// Entry: NGD and self-repetition together in one thread, from texts in memory to both values: preparing, the tallies that
// the two metrics name, the second pass for self-repetition, and both finishes. Reading the file is not in it.
import { METRICS, TALLIES } from '../../../src/engine/registry.ts';
import { Scorer } from '../../../src/engine/scoring/score.ts';
import { Preparer } from '../../../src/engine/text/prepare.ts';
import { answer, cpuSeconds, readCorpus } from './corpusInMemory.mjs';

const { env, texts, characters } = await readCorpus(process.argv[2]);
const metrics = METRICS.filter((metric) => metric.id === 'ngd' || metric.id === 'self-repetition');
const needed = new Set(metrics.flatMap((metric) => metric.tallies));
const folds = TALLIES.filter((tally) => needed.has(tally.id));
const preparer = new Preparer();

const runs = [run(), run()];
answer({ characters, tallies: [...needed], ...runs.sort((a, b) => total(a) - total(b))[0] });

function run() {
  const states = Object.fromEntries(folds.map((fold) => [fold.id, fold.init(env)]));
  const cpu = cpuSeconds();
  let mark = performance.now();
  const lap = () => {
    const seconds = (performance.now() - mark) / 1000;
    mark = performance.now();
    return seconds;
  };
  for (const { ref, view, segments } of texts) {
    const x = preparer.prepare(ref, view, segments);
    for (const fold of folds) fold.add(states[fold.id], x, env);
  }
  const foldSeconds = lap();
  // Scorer's method is private to TypeScript only: a whole score would measure much more than this metric.
  const scorer = new Scorer({ samples: texts.length, wordGrams: states.wordGrams, ...states });
  const repeatMass = new Float64Array(texts.length);
  const words = new Uint32Array(texts.length);
  texts.forEach(({ ref, view, segments }, i) => {
    const x = preparer.prepare(ref, view, segments);
    repeatMass[i] = scorer.repeatMass(x);
    words[i] = x.words.length;
  });
  const scoreSeconds = lap();
  const rows = { words, repeatMass, novelty: new Float32Array(texts.length) };
  const values = metrics.map((metric) => [metric.id, metric.finish(undefined, states, rows, env).value]);
  const finishSeconds = lap();
  const used = cpuSeconds() - cpu;
  return { foldSeconds, scoreSeconds, finishSeconds, cpuSeconds: used, values: Object.fromEntries(values) };
}

function total({ foldSeconds, scoreSeconds, finishSeconds }) {
  return foldSeconds + scoreSeconds + finishSeconds;
}
