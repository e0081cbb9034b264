// Reports between corpora cut to what fits into a message: the least striking goes first, and a note says so.
import type { ComparisonReport } from '../../engine/compare/report.ts';
import type { MixtureReport } from '../../engine/mixture/report.ts';
import { fitting, REPLY_BYTES, replySize } from '../process/replySize.ts';

/** Room for the envelope around a report, and for the note. */
const MARGIN = 8192;
const MOST = REPLY_BYTES - MARGIN;

/** Without the weakest shifts of each kind, or with fewer groups of convergence, where it is too large. */
export function fittingComparison(report: ComparisonReport, most = MOST): ComparisonReport {
  if (replySize(report) <= most) return report;
  const shifts = [...report.shifts].sort((a, b) => Math.abs(b.strength) - Math.abs(a.strength));
  const room = most - replySize({ ...report, shifts: [] });
  const kept = new Set(fitting(shifts, Math.max(0, room)));
  const left = report.shifts.length - kept.size;
  return {
    ...report,
    shifts: report.shifts.filter((shift) => kept.has(shift)),
    notes: [
      ...report.notes,
      `${left} more items that were lost or swelled are left out here: the command line lists them all.`,
    ],
  };
}

/** Without the last of the samples that were chosen first. */
export function fittingMixture(report: MixtureReport, most = MOST): MixtureReport {
  if (replySize(report) <= most) return report;
  const room = most - replySize({ ...report, top: [] });
  return { ...report, top: [...fitting(report.top, Math.max(0, room))] };
}
