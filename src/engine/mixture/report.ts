// The report of a mixture plan: its schema, which the CLI prints as JSON and the panel reads.
import * as v from 'valibot';
import { VIEW_NAMES } from '../sample.ts';

export const MIXTURE_FORMAT = 'corpus-inspector/mixture';
export const MIXTURE_VERSION = 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const side = v.object({ files: v.array(v.string()), samples: count, words: count });

export const MixtureReportSchema = v.object({
  format: v.literal(MIXTURE_FORMAT),
  version: v.literal(MIXTURE_VERSION),
  view: v.picklist(VIEW_NAMES),
  real: side,
  synthetic: side,
  /** Limit that was asked for, and what the plan comes to: share of the mix's words that is synthetic, 0..1. Samples of R that are synthetic by provenance count. */
  share: v.object({ limit: v.number(), planned: v.number(), already: v.number() }),
  /** Candidates that could not be chosen. */
  leftOut: v.array(v.object({ reason: v.string(), samples: count })),
  chosen: v.object({ samples: count, words: count, verified: count }),
  /** In the order of choice: samples so far, marginal gain per 100 words, and share of the reachable coverage so far (0..1). At most 200 points. */
  curve: v.array(v.object({ samples: count, words: count, gain: v.number(), coverage: v.number() })),
  /** Samples from which on the gain is below a tenth of the mean of the first tenth; null where it is never. */
  flattensAt: v.nullable(count),
  /** What of the gaps is covered, by kind of item: share 0..1 of weight; before, with the plan, and with a random choice of the same size (mean and range over draws). */
  coverage: v.array(
    v.object({
      id: v.string(),
      label: v.string(),
      before: v.number(),
      planned: v.number(),
      random: v.number(),
      randomRange: v.tuple([v.number(), v.number()]),
    }),
  ),
  /** Metrics of R alone, of the mix, and of R with a random choice, at equal words. */
  metrics: v.array(
    v.object({
      id: v.string(),
      label: v.string(),
      real: v.nullable(v.number()),
      planned: v.nullable(v.number()),
      random: v.nullable(v.number()),
    }),
  ),
  /** The first chosen samples, with what each adds. */
  top: v.array(
    v.object({
      file: v.string(),
      line: count,
      gain: v.number(),
      adds: v.array(v.string()),
      start: v.string(),
      verdict: v.optional(v.string()),
    }),
  ),
  /** Where the plan was written; absent for a preview. */
  out: v.optional(v.string()),
  notes: v.array(v.string()),
  settings: v.record(v.string(), v.unknown()),
  timing: v.record(v.string(), v.unknown()),
});
export type MixtureReport = v.InferOutput<typeof MixtureReportSchema>;
