// Entry: what each tally and metric costs by itself over the same prepared samples of one corpus, in one thread. Only the
// time inside `add` counts; the clock's own is taken off. Then `finish` of each metric, on the states of all.
import { METRICS, TALLIES } from '../../../src/engine/registry.ts';
import { Preparer } from '../../../src/engine/text/prepare.ts';
import { answer, readCorpus } from './corpusInMemory.mjs';

const { env, texts, characters } = await readCorpus(process.argv[2]);
const preparer = new Preparer();
const tick = clockCost();
const states = {};
const tallies = new Set(TALLIES.map((tally) => tally.id));

const folds = [...TALLIES, ...METRICS].map((fold) => {
  const state = fold.init(env);
  states[fold.id] = state;
  let ms = 0;
  for (const { ref, view, segments } of texts) {
    const x = preparer.prepare(ref, view, segments);
    const start = performance.now();
    fold.add(state, x, env);
    ms += performance.now() - start - tick;
  }
  return { id: fold.id, kind: tallies.has(fold.id) ? 'tally' : 'metric', addSeconds: Math.max(0, ms / 1000) };
});

// No scores are there without a second pass: columns of zeros cost as much to finish.
const n = texts.length;
const rows = {
  words: new Uint32Array(n),
  novelty: new Float32Array(n),
  repeatMass: new Float64Array(n),
};
for (const metric of METRICS) {
  const start = performance.now();
  let failed;
  try {
    metric.finish(states[metric.id], states, rows, env);
  } catch (error) {
    failed = String(error);
  }
  const fold = folds.find((f) => f.id === metric.id);
  fold.finishSeconds = (performance.now() - start) / 1000;
  fold.tallies = metric.tallies;
  if (failed) fold.failed = failed;
}
answer({ characters, samples: n, folds });

function clockCost() {
  const rounds = 200_000;
  let sum = 0;
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    sum += performance.now() - start;
  }
  return sum / rounds;
}
