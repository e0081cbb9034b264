// The report: its schema, which the CLI prints as JSON and the editor and the panel read.
import * as v from 'valibot';
import { LeakageReportSchema } from './leakage/report.ts';
import { VIEW_NAMES } from './sample.ts';
import { TraitsReportSchema } from './traits/schema.ts';
import { VerificationReportSchema } from './verify/report.ts';

export const REPORT_FORMAT = 'corpus-inspector/report';
export const REPORT_VERSION = 1;

export const FINDING_KINDS = [
  'invalid',
  'schema',
  'exact-duplicate',
  'near-duplicate',
  'low-novelty',
  'template',
  'self-repetition',
  'residue',
  'encoding',
  'conflict',
  'llm-traits',
  'verification-failed',
  'leakage',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * Another sample that a finding points at, for `leakage` an item of an evaluation set, in a file of its own; `share` (0..1) is of the
 * flagged sample, for `leakage` of the item; `line` is 1-based.
 */
export const RelatedSchema = v.object({ file: v.string(), line: count, share: v.number() });
export type Related = v.InferOutput<typeof RelatedSchema>;

export const FindingSchema = v.object({
  kind: v.picklist(FINDING_KINDS),
  file: v.string(),
  /** 1-based, as the editor counts. */
  line: count,
  /** 1-based, UTF-16 units, where it is known (invalid rows, residue). */
  column: v.optional(count),
  view: v.optional(v.picklist(VIEW_NAMES)),
  message: v.string(),
  /** How strong, 0..1: findings of a kind are ranked by it, highest first. */
  score: v.number(),
  related: v.array(RelatedSchema),
});
export type Finding = v.InferOutput<typeof FindingSchema>;

export const DrawnSchema = v.object({ n: count, of: count, unit: v.picklist(['samples', 'blocks', 'n-grams']) });

/** Curves and tables of a metric that are more than one number. */
export const DetailSchema = v.union([
  v.object({
    type: v.literal('histogram'),
    edges: v.array(v.number()),
    counts: v.array(count),
    unit: v.string(),
    /** A place on the axis that means something, e.g. a context budget, and how it is called there. */
    mark: v.optional(v.object({ at: v.number(), label: v.string() })),
  }),
  v.object({
    type: v.literal('curve'),
    x: v.array(v.number()),
    y: v.array(v.number()),
    xLabel: v.string(),
    yLabel: v.string(),
    fit: v.optional(v.object({ slope: v.number(), intercept: v.number(), r2: v.number() })),
  }),
  v.object({ type: v.literal('table'), rows: v.array(v.object({ label: v.string(), count, share: v.number() })) }),
  /** Two levels, e.g. a verb and its objects; shares are of the whole. */
  v.object({
    type: v.literal('tree'),
    rows: v.array(
      v.object({
        label: v.string(),
        count,
        share: v.number(),
        children: v.array(v.object({ label: v.string(), count, share: v.number() })),
      }),
    ),
  }),
]);
export type Detail = v.InferOutput<typeof DetailSchema>;

/** 95 % interval. */
export type Interval = [low: number, high: number];

export interface MetricValue {
  value: number | null;
  unit?: string | undefined;
  detail?: Detail | undefined;
  drawn?: v.InferOutput<typeof DrawnSchema> | undefined;
  interval?: Interval | undefined;
  at?: { words: number; value: number; interval?: Interval | undefined } | undefined;
  context?: { words: number; human: Interval; llm: Interval } | undefined;
  caution?: string | undefined;
}

export const MetricValueSchema: v.GenericSchema<MetricValue> = v.object({
  /** Null where the metric is not defined for this view, e.g. no words. */
  value: v.nullable(v.number()),
  unit: v.optional(v.string()),
  detail: v.optional(DetailSchema),
  drawn: v.optional(DrawnSchema),
  /** 95 % interval of a value that was estimated from a part. */
  interval: v.optional(v.tuple([v.number(), v.number()])),
  /** The value on samples drawn up to a standard number of words: what corpora of different sizes are compared by. */
  at: v.optional(
    v.object({ words: count, value: v.number(), interval: v.optional(v.tuple([v.number(), v.number()])) }),
  ),
  /** Where human and LLM corpora lie, at the same number of words. */
  context: v.optional(
    v.object({
      words: count,
      human: v.tuple([v.number(), v.number()]),
      llm: v.tuple([v.number(), v.number()]),
    }),
  ),
  /** Why the value means little for this text, in a sentence. */
  caution: v.optional(v.string()),
});

/** A language that was guessed in a view: ISO 639-1 or -3 code, English name, share of the drawn samples, mean confidence. */
export const LanguageSchema = v.object({
  code: v.string(),
  name: v.string(),
  share: v.number(),
  confidence: v.number(),
});
export type Language = v.InferOutput<typeof LanguageSchema>;

/** All metrics of each group of samples that share a field's value, measured on an equal number of words. */
export const GroupsSchema = v.object({
  by: v.string(),
  /** Words that were drawn of each group. */
  words: count,
  rows: v.array(
    v.object({ label: v.string(), samples: count, words: count, metrics: v.record(v.string(), MetricValueSchema) }),
  ),
  /** Groups that were left out, in a sentence, e.g. because they hold too few words. */
  note: v.optional(v.string()),
});
export type Groups = v.InferOutput<typeof GroupsSchema>;

export const ViewReportSchema = v.object({
  metrics: v.record(v.string(), MetricValueSchema),
  languages: v.optional(v.array(LanguageSchema)),
  /** What the languages were guessed from. */
  languagesDrawn: v.optional(DrawnSchema),
  groups: v.optional(GroupsSchema),
  traits: v.optional(TraitsReportSchema),
});
export type ViewReport = v.InferOutput<typeof ViewReportSchema>;

/** Which text a view was read from, and on what share of the rows it was found. */
export const ViewChoiceSchema = v.object({
  view: v.picklist(VIEW_NAMES),
  path: v.string(),
  samples: count,
  share: v.number(),
  chosenBy: v.picklist(['detected', 'user']),
});
export type ViewChoice = v.InferOutput<typeof ViewChoiceSchema>;

export const FileReportSchema = v.object({
  path: v.string(),
  bytes: count,
  format: v.picklist(['jsonl', 'json', 'text']),
  /** How a text file was cut into samples. */
  split: v.optional(v.picklist(['paragraphs', 'lines', 'file'])),
  samples: count,
  invalid: count,
  /** Rows that held bytes which are not UTF-8. */
  invalidUtf8: count,
  views: v.array(ViewChoiceSchema),
  /** Plain facts worth saying, e.g. that exploded dialogues were recognised. */
  notes: v.array(v.string()),
});
export type FileReport = v.InferOutput<typeof FileReportSchema>;

export const ReportSchema = v.object({
  format: v.literal(REPORT_FORMAT),
  version: v.literal(REPORT_VERSION),
  files: v.array(FileReportSchema),
  /** Keys are view names. */
  views: v.record(v.string(), ViewReportSchema),
  findings: v.object({ counts: v.record(v.string(), count), top: v.array(FindingSchema) }),
  /** Absent where there is no evaluation set to compare with. */
  leakage: v.optional(LeakageReportSchema),
  /** Absent where nothing could be checked, and where verification was left out. */
  verification: v.optional(VerificationReportSchema),
  /** Everything that was asked for and that could change a number. */
  settings: v.record(v.string(), v.unknown()),
  /** What is missing, when a fault left only a part; absent when complete. */
  partial: v.optional(v.string()),
  /** The one place for what depends on machine and moment. */
  timing: v.record(v.string(), v.unknown()),
});
export type Report = v.InferOutput<typeof ReportSchema>;
