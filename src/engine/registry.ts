// THE list of metrics, in the order in which they are shown. Workers, CLI, panel and docs read it.
import type { About, DrawnMetric, Fold, Metric, MetricSet } from './metric.ts';
import { bytes } from './metrics/bytes.ts';
import { distinctN } from './metrics/distinct.ts';
import { entropy } from './metrics/entropy.ts';
import { entropyMm } from './metrics/entropyMm.ts';
import { gzipRatio } from './metrics/gzipRatio.ts';
import { hapaxShare } from './metrics/hapaxShare.ts';
import { hdD } from './metrics/hdd.ts';
import { heaps } from './metrics/heaps.ts';
import { homogenisation } from './metrics/homogenisation.ts';
import { length } from './metrics/length.ts';
import { longWindowRatio } from './metrics/longWindowRatio.ts';
import { mattr } from './metrics/mattr.ts';
import { mtld } from './metrics/mtld.ts';
import { ngd } from './metrics/ngd.ts';
import { novelty } from './metrics/novelty.ts';
import { noveltyCurve } from './metrics/noveltyCurve.ts';
import { openings } from './metrics/openings.ts';
import { posTemplates } from './metrics/posTemplates.ts';
import { samples } from './metrics/samples.ts';
import { selfBleu } from './metrics/selfBleu.ts';
import { selfRepetition } from './metrics/selfRepetition.ts';
import { sentences } from './metrics/sentences.ts';
import { tokens } from './metrics/tokens.ts';
import { ttr } from './metrics/ttr.ts';
import { types } from './metrics/types.ts';
import { vendi } from './metrics/vendi.ts';
import { verbObjects } from './metrics/verbObjects.ts';
import { words } from './metrics/words.ts';
import { zipf } from './metrics/zipf.ts';
import { blockTextTally } from './tallies/blockText.ts';
import { countsTally } from './tallies/counts.ts';
import { spacedGramsTally } from './tallies/spacedGrams.ts';
import { unigramsTally } from './tallies/unigrams.ts';
import { wordGramsTally } from './tallies/wordGrams.ts';

// biome-ignore lint/suspicious/noExplicitAny: each metric's state is its own type
export const METRICS: readonly Metric<any>[] = [
  samples,
  words,
  sentences,
  types,
  bytes,
  ttr,
  mattr,
  mtld,
  hdD,
  ...distinctN,
  ngd,
  entropy,
  entropyMm,
  hapaxShare,
  gzipRatio,
  longWindowRatio,
  selfRepetition,
  openings,
  novelty,
  noveltyCurve,
  length,
  zipf,
  heaps,
];

/**
 * Metrics of the core: counts, distinct shares, entropy, MATTR and novelty. They read what scoring the rows needs anyway, or
 * cost next to nothing beside it.
 */
const CORE: ReadonlySet<string> = new Set([
  ...['samples', 'words', 'sentences', 'types', 'bytes', 'hapax-share'],
  ...distinctN.map(({ id }) => id),
  ...['entropy', 'mattr', 'novelty'],
]);

/** Metrics that are measured on drawn samples, after scoring. */
export const DRAWN_METRICS: readonly DrawnMetric[] = [
  tokens,
  homogenisation,
  selfBleu,
  vendi,
  posTemplates,
  verbObjects,
];

/** What people read about each metric, by id, in the order of the lists. */
export const ABOUT_METRICS: Readonly<Record<string, About>> = Object.fromEntries(
  [...METRICS, ...DRAWN_METRICS].map((m) => [m.id, m.about]),
);

// biome-ignore lint/suspicious/noExplicitAny: each tally's state is its own type
export const TALLIES: readonly Fold<any>[] = [
  countsTally,
  unigramsTally,
  wordGramsTally,
  spacedGramsTally,
  blockTextTally,
];

/** What a run folds: metrics in the registry's order, and the tallies that they read. */
export interface FoldList {
  // biome-ignore lint/suspicious/noExplicitAny: each metric's state is its own type
  readonly metrics: readonly Metric<any>[];
  // biome-ignore lint/suspicious/noExplicitAny: each tally's state is its own type
  readonly tallies: readonly Fold<any>[];
  // biome-ignore lint/suspicious/noExplicitAny: each fold's state is its own type
  readonly folds: readonly Fold<any>[];
}

function foldList(metrics: FoldList['metrics']): FoldList {
  const read = new Set(metrics.flatMap((metric) => metric.tallies));
  const tallies = TALLIES.filter((tally) => read.has(tally.id));
  return { metrics, tallies, folds: [...tallies, ...metrics] };
}

const LISTS: Readonly<Record<MetricSet, FoldList>> = {
  core: foldList(METRICS.filter(({ id }) => CORE.has(id))),
  all: foldList(METRICS),
};

export function foldsOf(which: MetricSet = 'all'): FoldList {
  return LISTS[which];
}

/** Drawn metrics of a run. */
export function drawnMetricsOf(which: MetricSet = 'all'): readonly DrawnMetric[] {
  return which === 'all' ? DRAWN_METRICS : [];
}

/** Ids of metrics that follow from counts of words and n-grams: whatever else stands beside a sample. */
const FROM_COUNTS: ReadonlySet<string> = new Set([
  ...['samples', 'words', 'sentences', 'types', 'bytes', 'ttr', 'hdd', 'entropy', 'entropy-mm', 'hapax-share'],
  ...distinctN.map(({ id }) => id),
  ...['openings', 'length', 'zipf'],
]);

/** Metrics that can be counted anew for a part of the samples, without scoring or comparing them. */
export const COUNTED: FoldList['metrics'] = METRICS.filter(({ id }) => FROM_COUNTS.has(id));

/** What they read. */
export const COUNTED_FOLDS: FoldList['folds'] = foldList(COUNTED).folds;
