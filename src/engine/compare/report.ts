// The report of a comparison of snapshots or generations: its schema, which the CLI prints as JSON and the panel reads.
import * as v from 'valibot';
import { VIEW_NAMES } from '../sample.ts';

export const COMPARISON_FORMAT = 'corpus-inspector/comparison';
export const COMPARISON_VERSION = 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const interval = v.tuple([v.number(), v.number()]);

/** A number at the equal budget: mean over the draws, and the middle 95 % of them. Null where not defined. */
export const DrawnValueSchema = v.object({
  value: v.nullable(v.number()),
  interval: v.optional(interval),
  /** Of the difference to G0, by permuting samples between the two; corrected over all tests of the report (step-down maxT, Holm's procedure by permutation).
   *  Absent for G0 and what is not tested. */
  p: v.optional(v.number()),
});
export type DrawnValue = v.InferOutput<typeof DrawnValueSchema>;

/** What a step keeps of G0, beside what disjoint parts of G0 keep of each other at the same budget. */
export const KeptValueSchema = v.object({
  ...DrawnValueSchema.entries,
  null: v.optional(interval),
  nullMean: v.optional(v.number()),
});
export type KeptValue = v.InferOutput<typeof KeptValueSchema>;

/** A sample to look at. `file` and `line` are absent where the text stands in no file that can be opened (a version in git). */
export const ExampleSchema = v.object({
  step: count,
  file: v.optional(v.string()),
  line: v.optional(count),
  /** The first 200 characters, white space folded. */
  start: v.string(),
});

export const PerplexitySchema = v.object({
  /** Under a Kneser–Ney trigram model of G0; for G0 itself cross-fitted. Histogram over samples, log2 of the perplexity per word. */
  edges: v.array(v.number()),
  counts: v.array(count),
  /** 5, 25, 50, 75, 95 %; perplexities, not logarithms. */
  quantiles: v.array(v.number()),
  samples: count,
  crossFitted: v.boolean(),
});

export const ComparisonStepSchema = v.object({
  /** File, value of the field, or revision. */
  name: v.string(),
  /** Of the whole step, before drawing. */
  samples: count,
  words: count,
  /** By id, in the order of `measures`. */
  has: v.record(v.string(), DrawnValueSchema),
  /** By id; absent for G0. */
  keeps: v.optional(v.record(v.string(), KeptValueSchema)),
  /** Against the step before: samples by content; changed ones are paired as near-duplicates. Absent for G0. */
  changes: v.optional(v.object({ same: count, added: count, removed: count, changed: count })),
  perplexity: v.optional(PerplexitySchema),
  /** Median words of a sample, and the whole histogram at the edges that all steps share. */
  length: v.optional(v.object({ median: v.number(), edges: v.array(v.number()), counts: v.array(count) })),
});
export type ComparisonStep = v.InferOutput<typeof ComparisonStepSchema>;

/** How a measure of `has` or `keeps` is called and read. */
export const MeasureSchema = v.object({
  id: v.string(),
  label: v.string(),
  unit: v.optional(v.string()),
  of: v.picklist(['has', 'keeps']),
  format: v.picklist(['integer', 'ratio', 'percent', 'decimal']),
  better: v.picklist(['higher', 'lower', 'neither']),
  explains: v.string(),
});

export const SHIFT_KINDS = ['words', 'openings', 'templates', 'clusters', 'values'] as const;

/** What was lost or swelled between G0 and the last step. */
export const ShiftSchema = v.object({
  kind: v.picklist(SHIFT_KINDS),
  /** For `values`: the field. */
  field: v.optional(v.string()),
  label: v.string(),
  change: v.picklist(['lost', 'swelled']),
  /** Samples that hold it, per step, at the equal budget (mean over the draws). */
  counts: v.array(v.number()),
  /** How surprising the change is: signed log-likelihood ratio G², the largest first. */
  strength: v.number(),
  examples: v.array(ExampleSchema),
});
export type Shift = v.InferOutput<typeof ShiftSchema>;

/** Mean ROUGE-L between samples of two groups: the diagonal is within a group. */
export const ConvergenceSchema = v.object({
  by: v.string(),
  groups: v.array(v.object({ label: v.string(), samples: count, drawn: count })),
  /** Square and symmetric; null where a group has too few samples. */
  means: v.array(v.array(v.nullable(v.number()))),
  note: v.optional(v.string()),
});

export const ComparisonReportSchema = v.object({
  format: v.literal(COMPARISON_FORMAT),
  version: v.literal(COMPARISON_VERSION),
  view: v.picklist(VIEW_NAMES),
  /** What every step is measured at. */
  budget: v.object({ words: count, draws: count, samples: v.array(count) }),
  measures: v.array(MeasureSchema),
  steps: v.array(ComparisonStepSchema),
  shifts: v.array(ShiftSchema),
  convergence: v.optional(ConvergenceSchema),
  verdict: v.object({
    /** 'loss': something is measurably lost; 'change': differs without loss; 'none': no measurable change. */
    outcome: v.picklist(['none', 'change', 'loss', 'gain']),
    /** The first is the headline; each of the others is a piece of evidence with its numbers. */
    sentences: v.array(v.string()),
  }),
  /** What was left out and why, in sentences. */
  notes: v.array(v.string()),
  settings: v.record(v.string(), v.unknown()),
  timing: v.record(v.string(), v.unknown()),
});
export type ComparisonReport = v.InferOutput<typeof ComparisonReportSchema>;
