// Worker task: the verdict of every sample of the claimed blocks, by the verifiers that apply.
import type { ActiveVerifier } from '../../engine/verify/run.ts';
import type { CheckColumns } from '../../engine/verify/summary.ts';
import type { WorkerControl } from '../pool/control.ts';
import { checkerFor, type LoadTools } from '../verify/checker.ts';
import { setChecked } from '../verify/columns.ts';
import { type FailedSample, failedSample } from '../verify/failures.ts';
import { eachSample, type Job } from './job.ts';

export interface ChecksParams {
  readonly job: Job;
  readonly active: readonly ActiveVerifier[];
  /** The rows of block i: firstRow[i] to firstRow[i + 1]. */
  readonly firstRow: Float64Array;
  /** Of every row: where its sample starts, and its view. */
  readonly byte: Float64Array;
  readonly view: Uint8Array;
  /** In shared memory, filled by all workers, each in its own blocks. */
  readonly columns: CheckColumns;
}

export interface CheckedBlock {
  readonly index: number;
  /** In corpus order. */
  readonly failures: readonly FailedSample[];
}

/** `load`: the parsers of the product, but in tests. */
export async function checks(p: ChecksParams, control: WorkerControl, load?: LoadTools): Promise<CheckedBlock[]> {
  const checker = await checkerFor(p.active, load);
  const blocks: CheckedBlock[] = [];
  let failures: FailedSample[] = [];
  let row = 0;
  let end = 0;
  eachSample(
    p.job,
    control,
    (sample) => {
      // Samples without a view have no row, and a block that the inspection lost has none at all.
      while (row < end && (p.byte[row] as number) < sample.byte) row++;
      if (row >= end || p.byte[row] !== sample.byte) return;
      const from = row;
      while (row < end && p.byte[row] === sample.byte) row++;
      const checked = checker.check({ views: sample.views, row: sample.value });
      setChecked(p.columns, from, row, checked);
      const failed = checked && failedSample(checked, sample.views, { from, to: row, view: p.view });
      if (failed) failures.push(failed);
    },
    (_info, _ref, index) => {
      blocks.push({ index, failures });
      failures = [];
    },
    (_ref, index) => {
      failures = [];
      row = p.firstRow[index] as number;
      end = p.firstRow[index + 1] as number;
    },
  );
  return blocks;
}
