// The label column of a field: read by all workers when somebody first filters by it.
import { CorpusError } from '../../engine/errors.ts';
import { numberingOf } from '../inspect/laterPass.ts';
import type { Inspection } from '../inspect/result.ts';
import type { WorkerPool } from '../pool/pool.ts';
import type { LabelsParams } from '../tasks/labels.ts';

/** One key per row, as `labelKey` makes it. Rejects with 'cancelled', and with 'worker-crashed' where rows could not be read. */
export async function readLabels(
  inspection: Inspection,
  field: string,
  pool: WorkerPool,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const { columns } = inspection;
  const { job, firstRow } = numberingOf(inspection);
  const keys = new Float64Array(new SharedArrayBuffer(8 * columns.length));
  const params: LabelsParams = { job, firstRow, field, byte: columns.byte, keys };
  const { lost, reasons } = await pool.overBlocks('labels', params, job.blocks.length, signal ? { signal } : {});
  if (lost.some((block) => (firstRow[block + 1] as number) > (firstRow[block] as number))) {
    throw new CorpusError(
      'worker-crashed',
      `The field ${field} could not be read everywhere (${reasons[0] ?? 'unknown'}).`,
    );
  }
  return keys;
}
