// Which of what was lost or swelled is listed, in which order, and over which snapshots it is drawn.
import type { Shift } from '../../../engine/compare/report.ts';

/** Null for all. */
export interface ShiftFilter {
  readonly kind: Shift['kind'] | null;
  readonly change: Shift['change'] | null;
}

const MOST_BARS = 12;

export function filteredShifts(shifts: readonly Shift[], { kind, change }: ShiftFilter): Shift[] {
  return shifts
    .filter((s) => (kind === null || s.kind === kind) && (change === null || s.change === change))
    .sort((a, b) => Math.abs(b.strength) - Math.abs(a.strength));
}

/** Numbers of the snapshots whose bars are drawn: all, or evenly chosen ones with the first and the last. */
export function drawnBars(counts: number): number[] {
  if (counts <= MOST_BARS) return Array.from({ length: counts }, (_, i) => i);
  return Array.from({ length: MOST_BARS }, (_, i) => Math.round((i * (counts - 1)) / (MOST_BARS - 1)));
}
