// Entry: what each tally and metric costs by itself over the same prepared samples of one corpus, in one thread, with the
// tables of a large corpus. Only the time inside `add` counts; the clock's own is taken off. Then `finish` of each metric, on
// the states of all. Each view has states of its own, as in the product.
import { METRICS, TALLIES } from '../../../src/engine/registry.ts';
import { Preparer } from '../../../src/engine/text/prepare.ts';
import { answer, fixedTables, readCorpus } from './corpusInMemory.mjs';

const corpus = await readCorpus(process.argv[2]);
const { texts, characters } = corpus;
const preparer = new Preparer();
const tick = clockCost();
const tallies = new Set(TALLIES.map((tally) => tally.id));
const envOf = fixedTables(corpus).envs();
const samples = new Map();
for (const { view } of texts) samples.set(view, (samples.get(view) ?? 0) + 1);
const views = [...samples].map(([view, n]) => ({ view, env: envOf(view), n, states: {} }));
const states = Object.fromEntries(views.map((v) => [v.view, v.states]));
const envs = Object.fromEntries(views.map((v) => [v.view, v.env]));

const folds = [...TALLIES, ...METRICS].map((fold) => {
  for (const { env, states: own } of views) own[fold.id] = fold.init(env);
  let ms = 0;
  for (const { ref, view, segments } of texts) {
    const x = preparer.prepare(ref, view, segments);
    const state = states[view][fold.id];
    const env = envs[view];
    const start = performance.now();
    fold.add(state, x, env);
    ms += performance.now() - start - tick;
  }
  return { id: fold.id, kind: tallies.has(fold.id) ? 'tally' : 'metric', addSeconds: Math.max(0, ms / 1000) };
});

for (const metric of METRICS) {
  const fold = folds.find((f) => f.id === metric.id);
  const start = performance.now();
  try {
    for (const { env, n, states: own } of views) metric.finish(own[metric.id], own, unscored(n), env);
  } catch (error) {
    fold.failed = String(error);
  }
  fold.finishSeconds = (performance.now() - start) / 1000;
  fold.tallies = metric.tallies;
}
answer({ characters, samples: texts.length, folds });

/** No scores are there without a second pass: columns of zeros cost as much to finish. */
function unscored(n) {
  return { words: new Uint32Array(n), novelty: new Float32Array(n), repeatMass: new Float64Array(n) };
}

function clockCost() {
  const rounds = 200_000;
  let sum = 0;
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    sum += performance.now() - start;
  }
  return sum / rounds;
}
