// What one field says in every row: a pass that parses the rows of a corpus and notes a key of the value of each.

import { fieldTextAt, labelKey } from '../filter/fieldText.ts';
import type { Numbering } from '../inspect/laterPass.ts';
import type { WorkerControl } from '../pool/control.ts';
import { eachSample } from './job.ts';

export interface LabelsParams extends Pick<Numbering, 'job' | 'firstRow'> {
  /** Dotted path. */
  readonly field: string;
  /** Where the sample of each row starts. */
  readonly byte: Float64Array;
  /** In shared memory, one entry per row: filled by all workers, each in its own blocks. */
  readonly keys: Float64Array;
}

export function labels(p: LabelsParams, control: WorkerControl): void {
  const path = p.field.split('.');
  let row = 0;
  let end = 0;
  eachSample(
    p.job,
    control,
    (sample) => {
      // Samples without a view have no row, and a block that the inspection lost has none at all.
      while (row < end && (p.byte[row] as number) < sample.byte) row++;
      if (row >= end || p.byte[row] !== sample.byte) return;
      const key = labelKey(fieldTextAt(sample.value, path));
      while (row < end && p.byte[row] === sample.byte) p.keys[row++] = key;
    },
    () => {},
    (_ref, index) => {
      row = p.firstRow[index] as number;
      end = p.firstRow[index + 1] as number;
    },
  );
}
