// Worker task: all checks of a few samples, with their places.
import type { ActiveVerifier } from '../../engine/verify/run.ts';
import type { RowCheck } from '../../protocol/verifyApi.ts';
import { addProgress, claim, isCancelled, type WorkerControl } from '../pool/control.ts';
import { checkerFor, type LoadTools } from '../verify/checker.ts';
import { shownChecks } from '../verify/rowChecks.ts';
import type { Job } from './job.ts';
import { type RowPlaces, RowReader } from './rowReader.ts';

export interface ExplainChecksParams {
  readonly job: Job;
  /** One row of each sample. */
  readonly rows: RowPlaces;
  /** Batch i holds the rows from starts[i] to starts[i + 1]. */
  readonly starts: Uint32Array;
  readonly active: readonly ActiveVerifier[];
}

export type ExplainedChecks = readonly { readonly row: number; readonly checks: readonly RowCheck[] }[];

/** `load`: the parsers of the product, but in tests. */
export async function explainChecks(
  p: ExplainChecksParams,
  control: WorkerControl,
  load?: LoadTools,
): Promise<ExplainedChecks> {
  const checker = await checkerFor(p.active, load);
  const reader = new RowReader(p.job, p.rows, []);
  const out: { row: number; checks: readonly RowCheck[] }[] = [];
  try {
    for (let batch = claim(control); batch >= 0; batch = claim(control)) {
      const [from, to] = [p.starts[batch] as number, p.starts[batch + 1] as number];
      for (let row = from; row < to && !isCancelled(control); row++) {
        const sample = reader.sample(row);
        const x = { views: sample.views, row: sample.value };
        out.push({ row, checks: shownChecks(checker.check(x), p.active, x) });
      }
      addProgress(control, 0, to - from);
    }
  } finally {
    reader.close();
  }
  return out;
}
