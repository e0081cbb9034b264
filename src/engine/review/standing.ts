// Who stays while a choice of samples is worked out: one reason per sample that goes.
import { FINDING_KINDS, type FindingKind } from '../report.ts';

/** Why a sample goes: by hand, as a part of the choice, or for its finding. */
export type DropReason = FindingKind | 'decision' | 'choice';

/** Reasons by number − 1; 0 stands for a sample that stays. */
export const DROP_REASONS: readonly DropReason[] = ['decision', 'choice', ...FINDING_KINDS];

/** Which sample each row is part of: the number of its first row. */
export interface SampleRows {
  readonly length: number;
  readonly sample: Uint32Array;
}

export class Standing {
  /** By first row of a sample: 0, or the number of a reason. */
  readonly reasons: Uint8Array;

  constructor(private readonly rows: SampleRows) {
    this.reasons = new Uint8Array(rows.length);
  }

  stays(row: number): boolean {
    return this.reasons[this.rows.sample[row] as number] === 0;
  }

  /** The first reason holds. */
  drop(row: number, reason: DropReason): void {
    if (this.stays(row)) this.relabel(row, reason);
  }

  relabel(row: number, reason: DropReason): void {
    this.reasons[this.rows.sample[row] as number] = DROP_REASONS.indexOf(reason) + 1;
  }

  /** Null for a sample that stays. */
  reasonOf(row: number): DropReason | null {
    return DROP_REASONS[(this.reasons[this.rows.sample[row] as number] as number) - 1] ?? null;
  }
}
