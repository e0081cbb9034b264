// The report of a collapse simulation: its schema, which the CLI prints as JSON and the panel reads.
import * as v from 'valibot';
import { VIEW_NAMES } from '../sample.ts';

export const SIMULATION_FORMAT = 'corpus-inspector/simulation';
export const SIMULATION_VERSION = 1;
export const SIMULATION_MODES = ['replace', 'mix', 'accumulate'] as const;
export type SimulationMode = (typeof SIMULATION_MODES)[number];

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** One generation; the first is the corpus itself. Shares are 0..1. */
export const GenerationSchema = v.object({
  generation: count,
  /** Types of the corpus that are still there. */
  typesKept: v.number(),
  /** Of the corpus' rare types (seen once or twice there). */
  rareKept: v.number(),
  types: count,
  hapaxShare: v.number(),
  distinct3: v.nullable(v.number()),
  entropy: v.number(),
});
export type Generation = v.InferOutput<typeof GenerationSchema>;

export const SimulationReportSchema = v.object({
  format: v.literal(SIMULATION_FORMAT),
  version: v.literal(SIMULATION_VERSION),
  files: v.array(v.string()),
  view: v.picklist(VIEW_NAMES),
  model: v.picklist(['unigram', 'trigram']),
  /** Words that each generation draws. */
  words: count,
  types: count,
  seed: count,
  generations: count,
  curves: v.array(
    v.object({
      mode: v.picklist(SIMULATION_MODES),
      /** Share of each generation that comes from the corpus itself; for `mix`. */
      real: v.optional(v.number()),
      points: v.array(GenerationSchema),
    }),
  ),
  /** What this is and is not, in sentences. */
  notes: v.array(v.string()),
});
export type SimulationReport = v.InferOutput<typeof SimulationReportSchema>;
