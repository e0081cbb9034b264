// The report of a collapse simulation: its schema, which the CLI prints as JSON and the panel reads.
import * as v from 'valibot';
import { VIEW_NAMES } from '../sample.ts';

export const SIMULATION_FORMAT = 'corpus-inspector/simulation';
export const SIMULATION_VERSION = 1;
export const SIMULATION_MODES = ['replace', 'mix', 'accumulate'] as const;
export type SimulationMode = (typeof SIMULATION_MODES)[number];

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** One generation; the first is the corpus itself. Shares are 0..1. All but what is kept is of as many words as the corpus has. */
export const GenerationSchema = v.object({
  generation: count,
  /** Types of the corpus that stand somewhere in what the generation holds; accumulating, it holds all before it too. */
  typesKept: v.number(),
  /** Of the corpus' rare types (seen once or twice there). */
  rareKept: v.number(),
  types: count,
  hapaxShare: v.number(),
  /** Null where the model has no word order, and where no document has three words. */
  distinct3: v.nullable(v.number()),
  /** Of single words, bits. */
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
  /** What each curve keeps at its end, in a sentence. */
  verdict: v.string(),
  /** What this is and is not, in sentences. */
  notes: v.array(v.string()),
});
export type SimulationReport = v.InferOutput<typeof SimulationReportSchema>;
