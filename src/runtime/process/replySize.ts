// No message exceeds 1 MiB: lists are cut to what fits, and totals say what was left out.
import { serialize } from 'node:v8';
import type { Report } from '../../engine/report.ts';

export const REPLY_BYTES = 1 << 20;
/** Room for the envelope around a value. */
const MARGIN = 4096;

/** Bytes that a value takes on the process's IPC channel. */
export function replySize(value: unknown): number {
  return serialize(value).byteLength;
}

/** As many items from the head of a list as fit into `bytes`. */
export function fitting<T>(items: readonly T[], bytes: number = REPLY_BYTES - MARGIN): readonly T[] {
  let room = bytes;
  for (const [i, item] of items.entries()) {
    room -= replySize(item);
    if (room < 0) return items.slice(0, i);
  }
  return items;
}

/** The report with `findings.top` cut to what fits (`findings.counts` has the totals), then with fewer files' views. `beside`: bytes of what goes with it. */
export function fittingReport(report: Report, beside = 0): Report {
  const most = REPLY_BYTES - 2 * MARGIN - beside;
  const excess = replySize(report) - most;
  if (excess <= 0) return report;
  const topSize = report.findings.top.reduce((sum, f) => sum + replySize(f), 0);
  const top = fitting(report.findings.top, Math.max(0, topSize - excess));
  const cutTop: Report = { ...report, findings: { ...report.findings, top: [...top] } };
  if (replySize(cutTop) <= most) return cutTop;
  // Thousands of files: their totals matter more than how each was read.
  const files = report.files.map((f) => ({ ...f, views: [], notes: [] }));
  const slim: Report = { ...cutTop, files };
  const room = most - (replySize(slim) - files.reduce((sum, f) => sum + replySize(f), 0));
  return { ...slim, files: [...fitting(files, Math.max(0, room))] };
}
