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
});
export type Config = v.InferOutput<typeof ConfigSchema>;
