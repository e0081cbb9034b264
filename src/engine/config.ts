// What `corpus-inspector.json` may say: settings that belong to a folder, shared by the editor and the command line.
import * as v from 'valibot';

const path = (about: string) => v.pipe(v.string(), v.nonEmpty('name a file, it is empty'), v.description(about));

export const ConfigSchema = v.strictObject({
  $schema: v.optional(v.string()),
  traits: v.optional(
    v.pipe(
      v.strictObject({
        calibration: v.optional(
          path('Calibration file, written by "corpus-inspector calibrate" or by the report; relative to this file.'),
        ),
        rate: v.optional(
          v.pipe(
            v.number(),
            v.minValue(0.001),
            v.maxValue(0.5),
            v.description(
              'Share of human rows that may get a finding, 0.001 to 0.5. Default: that of the calibration.',
            ),
          ),
        ),
      }),
      v.description('Surface traits that are shared with LLM text.'),
    ),
  ),
  references: v.optional(
    v.pipe(
      v.strictObject({
        human: v.optional(path('File of human rows; relative to this file.')),
        llm: v.optional(path('File of LLM rows; relative to this file.')),
        evaluation: v.optional(
          v.pipe(
            v.union([path('File, folder or pattern.'), v.array(path('File, folder or pattern.'))]),
            v.description(
              'Evaluation sets that must not stand in the corpus: a file, a folder or a pattern, or a list of them; relative to this file.',
            ),
          ),
        ),
      }),
      v.description(
        'Other rows to compare with: of known origin, for estimating the share of rows that are like LLM text, and of evaluation sets, for leakage.',
      ),
    ),
  ),
  verification: v.optional(
    v.pipe(
      v.strictObject({
        verifiers: v.optional(
          v.pipe(
            v.union([v.picklist(['auto', 'none']), v.array(v.string())], 'choose auto, none, or a list of verifiers'),
            v.description(
              'Which verifiers run: auto (those that find something to check), none, or ids; "corpus-inspector verify --list" lists them.',
            ),
          ),
        ),
        schema: v.optional(path('JSON Schema that JSON answers have to satisfy; relative to this file.')),
        labels: v.optional(
          v.pipe(
            v.array(v.string()),
            v.minLength(1, 'name at least one label'),
            v.description('The closed set of labels of a structured task. Default: the one that is observed.'),
          ),
        ),
        answer: v.optional(
          v.pipe(
            v.string(),
            v.nonEmpty('name a field, it is empty'),
            v.description('Field that holds the right answer, e.g. answer or meta.solution.'),
          ),
        ),
      }),
      v.description('What is checked in the samples without a model.'),
    ),
  ),
});
export type Config = v.InferOutput<typeof ConfigSchema>;
