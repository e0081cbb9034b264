// What the report says about verification: `verification` of the whole report.
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const counts = { verified: count, failed: count, notCheckable: count };

/** Samples by trait half × verdict × novelty: three questions that stay apart. */
export const CrossingSchema = v.object({
  /** 'flagged': with an llm-traits finding of a calibration; without one 'high' is the top tenth by percentile (90 and more). */
  traits: v.picklist(['flagged', 'not flagged', 'high', 'not high', 'not scored']),
  /** Whether a row of the sample has a low-novelty, near-duplicate or exact-duplicate finding. */
  novelty: v.picklist(['novel', 'adds little']),
  ...counts,
});

export const VerificationReportSchema = v.object({
  /** Samples, whatever their views. */
  samples: count,
  ...counts,
  /** By verifier: samples it had something to check in. */
  verifiers: v.array(
    v.object({
      id: v.string(),
      label: v.string(),
      ...counts,
      /** The commonest reasons of failure, numbers masked, at most five. */
      reasons: v.array(v.object({ reason: v.string(), samples: count })),
    }),
  ),
  crossing: v.array(CrossingSchema),
  /** Where only a part was looked at, and verifiers that were asked for and did not apply, in sentences. */
  notes: v.array(v.string()),
});
export type VerificationReport = v.InferOutput<typeof VerificationReportSchema>;
