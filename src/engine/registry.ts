// THE list of metrics, in the order in which they are shown. Workers, CLI, panel and docs read it.
import type { About, DrawnMetric, Fold, Metric } from './metric.ts';
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
