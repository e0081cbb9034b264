// What failed in a sample, as one finding: its words, how strong it is, and where it stands.
import type { CheckedSample, CheckedThing } from './run.ts';
import type { CheckPlace } from './verifier.ts';

export interface Failure {
  /** A whole sentence. */
  readonly message: string;
  /** 0..1. */
  readonly score: number;
  /** Where the check that the message names stands. */
  readonly at?: CheckPlace;
  /** One per verifier that failed: its number, and the reason with numbers masked. */
  readonly reasons: readonly (readonly [verifier: number, reason: string])[];
}

/** Null where nothing failed. The check that is named is the first that has a place, else the first. */
export function failureOf({ checks }: CheckedSample): Failure | null {
  const failed = checks.filter(({ check }) => check.verdict === 'failed');
  const named = (failed.find(({ check }) => check.at) ?? failed[0])?.check;
  if (!named) return null;
  const reasons = firstOfEach(failed).map(({ verifier, check }) => [verifier, masked(check.reason)] as const);
  return {
    message: `Verification failed: ${named.reason}${failed.length > 1 ? `, and ${failed.length - 1} more` : ''}.`,
    score: failureScore(failed.length, reasons.length),
    ...(named.at && { at: named.at }),
    reasons,
  };
}

/** 0.75 for one failed check; each further check and each further verifier halves what is missing to 1. */
export function failureScore(checks: number, verifiers: number): number {
  return 1 - 0.5 ** (checks + verifiers);
}

function firstOfEach(failed: readonly CheckedThing[]): CheckedThing[] {
  const seen = new Set<number>();
  return failed.filter(({ verifier }) => !seen.has(verifier) && seen.add(verifier));
}

const LONGEST = 160;

/** Alike for reasons that differ in numbers and in what is quoted: "n × n is n, not n". */
export function masked(reason: string): string {
  const bare = reason
    .replace(/"[^"]*"|“[^”]*”/g, '"…"')
    .replace(/[-−]?\d+(?:[.,/:]\d+)*/g, 'n')
    .replace(/\s+/g, ' ');
  return bare.length > LONGEST ? `${bare.slice(0, LONGEST - 1)}…` : bare;
}
