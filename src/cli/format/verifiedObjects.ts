// What `verify` prints of a sample for programs.
import { verdictAt } from '../../engine/verify/summary.ts';
import type { Verdict } from '../../engine/verify/verifier.ts';
import type { RowCheck } from '../../protocol/verifyApi.ts';
import type { Inspection } from '../../runtime/inspect/result.ts';

export interface VerifiedObject {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Offset of the sample in its file. */
  readonly byte: number;
  readonly verdict: Verdict;
  /** Failed ones first. */
  readonly checks: readonly RowCheck[];
}

/** `row`: the first of its sample; `checks` by first rows. */
export function verifiedObject(
  { columns, report }: Pick<Inspection, 'columns' | 'report'>,
  row: number,
  checks: ReadonlyMap<number, readonly RowCheck[]>,
): VerifiedObject {
  return {
    file: report.files[columns.file[row]!]!.path,
    line: columns.line[row]!,
    byte: columns.byte[row]!,
    verdict: columns.checks ? verdictAt(columns.checks, row) : 'not checkable',
    checks: checks.get(row) ?? [],
  };
}
