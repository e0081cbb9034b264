// The calibration file: numbers of rows that are known to be human, and of some that are known to be LLM text. Never text.
import * as v from 'valibot';
import { CorpusError } from '../../errors.ts';
import { VIEW_NAMES } from '../../sample.ts';

const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const numbers = v.array(finite);

/** One entry per row in each column. */
const ColumnsSchema = v.object({
  /** Where the rows came from, as a person would name it: a path, or a path with `field=value`. */
  from: v.string(),
  /** Where the text was read, e.g. `messages[role=assistant].content`. */
  field: v.string(),
  words: v.array(count),
  /** Standard deviations above human text of the same length. */
  score: numbers,
  /** Effects of groups of traits, where the model gives them. */
  parts: v.optional(v.array(numbers)),
  /** Score and parts of the row cut to each length of the grid below its own; empty where a cut was not measured. */
  cuts: v.optional(v.array(v.array(numbers))),
  /** Share of the lines with markup, 0..1. */
  markup: v.array(v.pipe(finite, v.minValue(0), v.maxValue(1))),
  /** Code of the guessed language, null where it could not be told. */
  language: v.array(v.nullable(v.string())),
  /** Which rows belong together (one source, author or file): numbers, since names may be personal. */
  group: v.optional(v.array(count)),
  /** Rows that were read and not measured, by reason. */
  abstained: v.record(v.string(), count),
});
const RowsSchema = v.pipe(
  ColumnsSchema,
  v.check(
    ({ words, score, parts, cuts, markup, language, group }) =>
      [score, parts, cuts, markup, language, group].every((column) => !column || column.length === words.length),
    'the columns differ in length',
  ),
  v.check(({ parts = [], cuts = [] }) => {
    const many = new Set([
      ...parts.map((p) => p.length),
      ...cuts.flat().flatMap((c) => (c.length > 0 ? [c.length - 1] : [])),
    ]);
    return many.size <= 1;
  }, 'some rows have more parts than others'),
);
export type CalibrationRows = v.InferOutput<typeof ColumnsSchema>;

export const CalibrationSchema = v.object({
  format: v.literal('corpus-inspector/calibration'),
  version: v.literal(1),
  /** The trait model that gave the scores: those of another one mean something else. */
  model: v.string(),
  /** Asked false-positive rate. */
  rate: v.pipe(finite, v.minValue(0.001), v.maxValue(0.5)),
  view: v.picklist(VIEW_NAMES),
  human: RowsSchema,
  llm: v.optional(RowsSchema),
});
export type Calibration = v.InferOutput<typeof CalibrationSchema>;

/** A row as the calibration is computed from. */
export interface CalibrationRow {
  readonly words: number;
  readonly score: number;
  readonly parts: ArrayLike<number>;
}

/** Row `i`, whole. */
export function rowOf({ words, score, parts }: CalibrationRows, i: number): CalibrationRow {
  return { words: words[i] as number, score: score[i] as number, parts: parts?.[i] ?? [] };
}

/**
 * Reads a calibration file.
 * @param name as the errors shall call the file
 * Throws CorpusError 'bad-format': not JSON, another format, another version, or a key that is wrong.
 */
export function readCalibration(json: string, name: string): Calibration {
  const fail = (why: string) => new CorpusError('bad-format', `${name} ${why}.`, { file: name });
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw fail('is not JSON: write it anew with "corpus-inspector calibrate"');
  }
  const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown };
  if (format !== 'corpus-inspector/calibration') {
    throw fail('is no calibration file: "corpus-inspector calibrate" writes one');
  }
  if (version !== 1) {
    throw fail(`is a calibration of version ${String(version)}, and this program reads version 1: calibrate anew`);
  }
  const read = v.safeParse(CalibrationSchema, value);
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw fail(`cannot be used: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}; calibrate anew`);
}

/** The text of a calibration file. */
export function writeCalibration(calibration: Calibration): string {
  return `${JSON.stringify(calibration)}\n`;
}
