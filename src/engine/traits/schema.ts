// What the report says about traits, calibration and α.
import * as v from 'valibot';
import { ABSTENTIONS } from './reading.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const interval = v.tuple([v.number(), v.number()]);

/** Whether and how verdicts are given. */
export const CalibrationReportSchema = v.object({
  /** Where the calibration came from: a file, or a field's value, as a person would name it. */
  name: v.string(),
  human: count,
  llm: count,
  /** False-positive rate that was asked for, 0..1. */
  rate: v.number(),
  /** The rate that holds with 95 % confidence, and the one measured on the calibration rows by groups, where they have groups. */
  guaranteed: v.optional(v.number()),
  measured: v.optional(v.object({ rate: v.number(), interval })),
  /** Share of the findings that are right, if this share of the corpus were LLM text. */
  precision: v.array(v.object({ share: v.number(), precision: v.number() })),
  /** Share of the LLM rows above the threshold, where LLM rows were given (cross-validated). */
  power: v.optional(v.object({ rate: v.number(), interval })),
  /** Samples that were judged, and how many of them got a finding. */
  judged: count,
  flagged: count,
  /** Samples that were not judged because the calibration does not match them or is too thin, with the reason. */
  unjudged: v.array(v.object({ reason: v.string(), samples: count })),
  /** What more human rows would give: of human text, the share that is flagged on average, and its 90 % range. */
  more: v.optional(v.array(v.object({ rows: count, mean: v.number(), low: v.number(), high: v.number() }))),
  /** What to add, in a sentence: absent where nothing is missing. */
  missing: v.optional(v.string()),
});
export type CalibrationReport = v.InferOutput<typeof CalibrationReportSchema>;

export const ALPHA_METHODS = ['density', 'em', 'likelihood'] as const;
export type AlphaMethod = (typeof ALPHA_METHODS)[number];

const estimate = {
  /** 0..1; null where refused. */
  alpha: v.nullable(v.number()),
  low: v.nullable(v.number()),
  high: v.nullable(v.number()),
  /** Why no estimate is given, in a sentence. */
  refused: v.optional(v.string()),
};

/** The share of rows that are like the LLM reference. */
export const AlphaReportSchema = v.object({
  ...estimate,
  /** The method that leads. */
  method: v.picklist(ALPHA_METHODS),
  samples: count,
  human: count,
  llm: count,
  methods: v.array(
    v.object({
      method: v.picklist(ALPHA_METHODS),
      alpha: v.nullable(v.number()),
      /** Error on known mixtures of the references, one generator left out where generators are known; in shares. */
      error: v.nullable(v.object({ mean: v.number(), p95: v.number(), worst: v.number() })),
    }),
  ),
  groups: v.optional(
    v.object({
      by: v.string(),
      rows: v.array(v.object({ label: v.string(), samples: count, ...estimate })),
      note: v.optional(v.string()),
    }),
  ),
});
export type AlphaReport = v.InferOutput<typeof AlphaReportSchema>;

export const TraitsReportSchema = v.object({
  model: v.object({ name: v.string(), trained: v.string() }),
  /** Samples that got a score, of those that were read; `drawn` where not all were read. */
  scored: count,
  read: count,
  drawn: v.optional(v.object({ n: count, of: count, unit: v.picklist(['samples', 'blocks']) })),
  abstained: v.record(v.picklist(ABSTENTIONS), count),
  /** The nearest measured kind of human text, and the share of the scored samples that are nearest to it. */
  kind: v.nullable(v.object({ name: v.string(), share: v.number() })),
  /** Scores in standard deviations; `human`: shares of human texts of that kind per bin. */
  scores: v.object({ edges: v.array(v.number()), counts: v.array(count), human: v.array(v.number()) }),
  /** Percentiles against human text of that kind and length, twenty bins of five points: even where the corpus is alike. */
  percentiles: v.array(count),
  /** Traits that moved the scores most, over drawn samples: mean effect in standard deviations, and samples that show it. */
  top: v.array(
    v.object({
      id: v.string(),
      label: v.string(),
      unit: v.string(),
      explains: v.string(),
      value: v.number(),
      effect: v.number(),
      samples: count,
    }),
  ),
  /** Samples that `top` was taken from. */
  explained: count,
  calibration: v.optional(CalibrationReportSchema),
  alpha: v.optional(AlphaReportSchema),
});
export type TraitsReport = v.InferOutput<typeof TraitsReportSchema>;
