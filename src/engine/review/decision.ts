// What a person decided about a sample, as a line of the ledger. Keyed by content, so that it outlives edits and reordering.
import * as v from 'valibot';
import { FINDING_KINDS } from '../report.ts';

/**
 * `drop`: the sample goes. `keep`: it stays, and the finding (all findings, when none is named) is ignored. `clear`: as if
 * nothing had been decided. `yes`, `no`: whether the finding is right, answered in a spot check.
 */
export const ACTIONS = ['drop', 'keep', 'clear', 'yes', 'no'] as const;
export type DecisionAction = (typeof ACTIONS)[number];

/** One line of the ledger. The last line about a sample's copy (and finding, for `keep`, `yes` and `no`) holds. */
export const DecisionSchema = v.object({
  /** Name of the corpus file, without its folder. */
  file: v.string(),
  /** The whole row folded, identifiers left out (`hashRow`): 14 hexadecimal digits. */
  sample: v.pipe(v.string(), v.regex(/^[0-9a-f]{14}$/)),
  /** 1-based number of this copy among the equal samples of the file in file order, and how many there were. */
  copy: v.pipe(v.number(), v.integer(), v.minValue(1)),
  of: v.pipe(v.number(), v.integer(), v.minValue(1)),
  action: v.picklist(ACTIONS),
  finding: v.optional(v.picklist(FINDING_KINDS)),
  reason: v.optional(v.string()),
  /** Where it stood then, 1-based: for people, nothing is looked up by it. */
  line: v.optional(v.number()),
  /** ISO 8601. */
  when: v.string(),
  /** Lines of one action share it: they are undone together. */
  batch: v.string(),
  /** This line takes back one of that batch. */
  undoes: v.optional(v.string()),
});
export type Decision = v.InferOutput<typeof DecisionSchema>;
