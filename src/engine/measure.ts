// All metrics over a set of samples in memory, as if they were a corpus of their own: for groups, for equal numbers of
// words, for comparisons.
import { copyNumbers, drawKeys, drawWithin } from './draw.ts';
import { SEED } from './envelope.ts';
import type { DrawnMetric, DrawnSample, Env, RowScores, Tools } from './metric.ts';
import type { MetricValue } from './report.ts';
import { addSample, finishView, initView, type ViewState } from './run.ts';
import type { Segment, ViewName } from './sample.ts';
import { Scorer, type ViewFacts } from './scoring/score.ts';
import { toKey } from './text/hash.ts';
import { hashFolded } from './text/normalise.ts';
import { Preparer } from './text/prepare.ts';
import { words } from './text/words.ts';

/** Which metrics are measured: all of the registry's METRICS or none of them, and these drawn ones. */
export interface Which {
  readonly folded: boolean;
  readonly drawn: readonly DrawnMetric[];
}

const encoder = new TextEncoder();
const KEY = { file: 0, block: 0 };
// Nothing that is measured here depends on which view it is.
const VIEW: ViewName = 'text';

/** What the second pass over a view needs of its merged states. */
export function factsOf({ rows, states }: ViewState): ViewFacts {
  return { samples: rows, wordGrams: states.wordGrams, spacedGrams: states.spacedGrams } as ViewFacts;
}

/**
 * Values by id, in the registry's order. `samples` stand in corpus order. Novelty is that against the other samples of the
 * set; near-duplicates are not looked for, so that each counts as a holder of its own. Drawn metrics draw from the set
 * within their limits. Nothing is drawn by block, whatever `env` says.
 */
export function measureSamples(
  samples: readonly DrawnSample[],
  env: Env,
  tools: Tools,
  which: Which,
): Record<string, MetricValue> {
  const out = which.folded
    ? measureFolded(samples, { ...env, level: 0, curveLevel: 0, drawnBlocks: null, blockCount: 1 })
    : {};
  for (const metric of which.drawn) {
    out[metric.id] = metric.measure(drawFrom(samples, metric), samples.length, tools);
  }
  return out;
}

function measureFolded(samples: readonly DrawnSample[], env: Env): Record<string, MetricValue> {
  const preparer = new Preparer();
  const view = initView(env);
  const segments = samples.map(segmentsOf);
  for (const s of segments) addSample(view, preparer.prepare(KEY, VIEW, s), env);
  const scorer = new Scorer(factsOf(view));
  const rows: RowScores = {
    words: new Uint32Array(samples.length),
    novelty: new Float32Array(samples.length),
    repeatMass: new Float64Array(samples.length),
  };
  segments.forEach((s, i) => {
    const score = scorer.forMetrics(preparer.prepare(KEY, VIEW, s));
    rows.words[i] = score.words;
    rows.novelty[i] = score.novelty;
    rows.repeatMass[i] = score.repeatMass;
  });
  return finishView(view, rows, env);
}

const segmentsOf = ({ segments }: DrawnSample): Segment[] => segments.map((text) => ({ text, path: [] }));

/** In draw order, by the hash of the texts. */
function drawFrom(samples: readonly DrawnSample[], { draw }: DrawnMetric): DrawnSample[] {
  const content = Float64Array.from(samples, (s) => toKey(...hashFolded(segmentsOf(s))));
  const keys = drawKeys(content, copyNumbers(content), SEED);
  const count = (texts: readonly string[]) => texts.reduce((n, text) => n + words(text).length, 0);
  const sizes = Uint32Array.from(samples, (s) => count(s.segments));
  const bytes = samples.reduce((n, s) => n + s.segments.reduce((m, text) => m + encoder.encode(text).length, 0), 0);
  return Array.from(drawWithin(keys, sizes, bytes, draw), (place) => samples[place] as DrawnSample);
}
