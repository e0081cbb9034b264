// THE list of metrics, in the order in which they are shown. Workers, CLI, panel and docs read it.
import type { About, DrawnMetric, Fold, Metric } from './metric.ts';
import { bytes } from './metrics/bytes.ts';
import { distinctN } from './metrics/distinct.ts';
import { entropy } from './metrics/entropy.ts';
import { gzipRatio } from './metrics/gzipRatio.ts';
import { hapaxShare } from './metrics/hapaxShare.ts';
import { homogenisation } from './metrics/homogenisation.ts';
import { length } from './metrics/length.ts';
import { mattr } from './metrics/mattr.ts';
import { ngd } from './metrics/ngd.ts';
import { novelty } from './metrics/novelty.ts';
import { openings } from './metrics/openings.ts';
import { posTemplates } from './metrics/posTemplates.ts';
import { samples } from './metrics/samples.ts';
import { selfBleu } from './metrics/selfBleu.ts';
import { selfRepetition } from './metrics/selfRepetition.ts';
import { sentences } from './metrics/sentences.ts';
import { tokens } from './metrics/tokens.ts';
import { types } from './metrics/types.ts';
import { vendi } from './metrics/vendi.ts';
import { verbObjects } from './metrics/verbObjects.ts';
import { words } from './metrics/words.ts';
import { zipf } from './metrics/zipf.ts';
import { countsTally } from './tallies/counts.ts';
import { repeatGramsTally } from './tallies/repeatGrams.ts';
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
  mattr,
  ...distinctN,
  ngd,
  entropy,
  hapaxShare,
  gzipRatio,
  selfRepetition,
  openings,
  novelty,
  length,
  zipf,
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
  repeatGramsTally,
];
