// What verification says of one sample, for whoever looks at it.
import type { JsonPath, ViewName } from '../engine/sample.ts';
import type { NoveltyHalf, TraitHalf } from '../engine/verify/axes.ts';
import type { Verdict } from '../engine/verify/verifier.ts';

export type { NoveltyHalf, TraitHalf, Verdict };

export interface RowCheck {
  /** Id of the verifier. */
  readonly verifier: string;
  readonly verdict: Verdict;
  /** One sentence without a full stop. */
  readonly reason: string;
  /** Path of the string in the row, and UTF-16 offsets in it; absent where the check has no place of its own. */
  readonly at?: { readonly view: ViewName; readonly path: JsonPath; readonly start: number; readonly end: number };
  /** What stands there, white space folded, at most 120 characters. */
  readonly quote?: string;
}

export interface RowVerification {
  readonly verdict: Verdict;
  /** Failed ones first; empty where nobody found anything to check. */
  readonly checks: readonly RowCheck[];
  /** Checks that are left out of a very long list. */
  readonly more: number;
}

/** A place on the other two axes; either may be left open. */
export interface CrossingFilter {
  readonly traits?: TraitHalf;
  readonly novelty?: NoveltyHalf;
}
