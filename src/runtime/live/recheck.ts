// Verification after an edit: the new samples by the verifiers of the last full inspection, the others as they were. Whether
// other verifiers apply by now, and what these would learn anew from the data, is left to the next full inspection.
import type { SampleChecker } from '../../engine/verify/run.ts';
import type { RowReader } from '../tasks/rowReader.ts';
import type { CheckedCorpus } from '../verify/checkCorpus.ts';
import { mapChecks, setChecked } from '../verify/columns.ts';
import { type FailedSample, failedSample } from '../verify/failures.ts';
import type { Changes } from './changes.ts';
import type { LiveRows } from './liveRows.ts';
import { carried } from './rowFindings.ts';
import { remapped, runsOf } from './runs.ts';

export interface Rechecking {
  readonly checked: CheckedCorpus;
  readonly checker: SampleChecker;
  readonly rows: LiveRows;
  readonly changes: Pick<Changes, 'rowsFrom' | 'samplesFrom' | 'firstRow'>;
  /** Where each old row stands now, −1 for those that are gone. */
  readonly moved: Int32Array;
  readonly reader: RowReader;
}

export function recheck({ checked, checker, rows, changes, moved, reader }: Rechecking): CheckedCorpus {
  const runs = runsOf(changes.rowsFrom);
  const columns = mapChecks(checked.columns, (column) => remapped(column, runs, rows.length) as typeof column);
  const failures: FailedSample[] = [];
  changes.samplesFrom.forEach((before, i) => {
    const [from, to] = [changes.firstRow[i] as number, changes.firstRow[i + 1] as number];
    if (before >= 0 || from === to) return;
    const sample = reader.sample(from);
    const found = checker.check({ views: sample.views, row: sample.value });
    setChecked(columns, from, to, found);
    const failed = found && failedSample(found, sample.views, { from, to, view: rows.view });
    if (failed) failures.push(failed);
  });
  const all = carried(
    checked.failures,
    failures,
    (f) => f.row,
    (f, row) => ({ ...f, row }),
    moved,
  );
  return { ...checked, columns, failures: all };
}
