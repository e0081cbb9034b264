// The findings about which nothing was decided, in the order of the corpus: by file and line.
import { FINDING_KINDS, type FindingKind } from '../../engine/report.ts';
import { bitOf } from '../../engine/review/state.ts';
import type { RowFinding } from '../inspect/result.ts';
import type { Decided } from './decided.ts';

const BIT = Object.fromEntries(FINDING_KINDS.map((kind) => [kind, bitOf(kind)])) as Record<FindingKind, number>;

export class OpenFindings {
  /** Ascending by file and line. */
  readonly list: readonly RowFinding[];
  readonly counts: Readonly<Partial<Record<FindingKind, number>>>;

  /** `findings`: all of the inspection, in its order. */
  constructor(findings: readonly RowFinding[], { dropped, kept }: Decided) {
    // What could not be read has no row, and nothing can be decided about it.
    this.list = findings.filter((f) => f.row < 0 || (!dropped[f.row] && ((kept[f.row] as number) & BIT[f.kind]) === 0));
    const counts: Partial<Record<FindingKind, number>> = {};
    for (const { kind } of this.list) counts[kind] = (counts[kind] ?? 0) + 1;
    this.counts = counts;
  }

  /** Those on lines `from` to `to`, inclusive; at most `most`. */
  between(file: number, from: number, to: number, most: number): RowFinding[] {
    const start = this.at(file, from);
    return this.list.slice(start, Math.min(this.at(file, to + 1), start + most));
  }

  /** The nearest line with one behind `line`, or before it; null for none. */
  next(file: number, line: number, backwards: boolean): number | null {
    const found = this.list[backwards ? this.at(file, line) - 1 : this.at(file, line + 1)];
    return found?.fileIndex === file ? found.line : null;
  }

  /** Index of the first one that stands on this line or behind it. */
  private at(file: number, line: number): number {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const f = this.list[middle] as RowFinding;
      if (f.fileIndex < file || (f.fileIndex === file && f.line < line)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
