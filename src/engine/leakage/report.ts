// What the report says about leakage: how much of each evaluation set stands in the corpus.
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** How an item leaks: by half of its 13-grams in one sample, by its whole text, or by half of them over several samples. */
export const LEAKS = ['grams', 'whole', 'spread'] as const;

/** An item that leaks, with the samples of the corpus that hold most of it, at most five. */
export const LeakedItemSchema = v.object({
  file: v.string(),
  /** 1-based. */
  line: count,
  how: v.picklist(LEAKS),
  /** Of its 13-grams, the share that stands in the corpus; 1 for a whole text. */
  share: v.number(),
  samples: v.array(v.object({ file: v.string(), line: count, share: v.number() })),
  /** Samples that make it leak alone. */
  holders: count,
});
export type LeakedItemReport = v.InferOutput<typeof LeakedItemSchema>;

/** One evaluation set. All its items were compared with all samples, so the shares have no interval. */
export const EvaluationSetSchema = v.object({
  /** As people call it, and where it lies. */
  name: v.string(),
  path: v.string(),
  /** A file that was named as a reference, or a split of the corpus itself. */
  from: v.picklist(['reference', 'split']),
  /** First 16 hexadecimal digits of the SHA-256 of its bytes; absent for rows of the corpus. */
  hash: v.optional(v.string()),
  items: count,
  /** Items compared by their 13-grams; short ones, compared as whole texts; and those too short for either. */
  comparable: count,
  whole: count,
  tooShort: count,
  /** Items that leak, and their share of all items: the contaminated share. */
  leaked: count,
  share: v.number(),
  /** Of those that leak: by their whole text; and by 13-grams that no sample alone holds to half. */
  leakedWhole: count,
  spread: count,
  /** Items whose prompt stands in the corpus, with another answer; not among `leaked`. */
  prompts: count,
  /** Share of the items of which any 13-gram at all, or the whole text, stands in the corpus: says little. */
  anyHit: v.number(),
  /** Samples of the corpus with a finding. */
  samples: count,
  /** Distinct 13-grams that were left out, because at least max(3, 1 %) of the items share them. */
  leftOut: count,
  /** At most 20: most of the item first. */
  strongest: v.array(LeakedItemSchema),
});
export type EvaluationSetReport = v.InferOutput<typeof EvaluationSetSchema>;

export const LeakageReportSchema = v.object({
  sets: v.array(EvaluationSetSchema),
  /** Sets that could not be read, with the reason in a sentence. */
  unread: v.array(v.object({ name: v.string(), reason: v.string() })),
  /** What was done otherwise than asked, or by itself, in sentences. */
  notes: v.array(v.string()),
});
export type LeakageReport = v.InferOutput<typeof LeakageReportSchema>;
