// First pass: every sample of the claimed blocks into every metric's state; and what the reader says of each block.
import type { Env } from '../../engine/metric.ts';
import { addSample, initView, type ViewState } from '../../engine/run.ts';
import { type RowProblem, VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { Preparer } from '../../engine/text/prepare.ts';
import type { WorkerControl } from '../pool/control.ts';
import { eachSample, envOf, type Job } from './job.ts';

export interface ProblemAt extends RowProblem {
  readonly lineInBlock: number;
  readonly byte: number;
  readonly byteLength: number;
}

export interface BlockFacts {
  readonly index: number;
  readonly rows: number;
  readonly lineBreaks: number;
  readonly invalidUtf8Rows: number;
  /** Samples per view, in the order of VIEW_NAMES. */
  readonly views: readonly number[];
  readonly problems: readonly ProblemAt[];
}

export interface Folded {
  readonly views: readonly (readonly [ViewName, ViewState])[];
  readonly blocks: readonly BlockFacts[];
}

export function fold(job: Job, control: WorkerControl): Folded {
  const preparer = new Preparer();
  const views = new Map<ViewName, { env: Env; state: ViewState }>();
  const blocks: BlockFacts[] = [];
  let problems: ProblemAt[] = [];
  let found: number[] = [];
  eachSample(
    job,
    control,
    (sample, ref) => {
      for (const problem of sample.problems) {
        const { lineInBlock, byte, byteLength } = sample;
        problems.push({ ...problem, lineInBlock, byte, byteLength });
      }
      for (const { view, segments } of sample.views) {
        let filling = views.get(view);
        if (!filling) {
          const env = envOf(job, view);
          filling = { env, state: initView(env) };
          views.set(view, filling);
        }
        found[VIEW_NAMES.indexOf(view)] = (found[VIEW_NAMES.indexOf(view)] ?? 0) + 1;
        addSample(filling.state, preparer.prepare(ref, view, segments), filling.env);
      }
    },
    (info, _ref, index) => {
      blocks.push({
        index,
        rows: info.rows,
        lineBreaks: info.lineBreaks,
        invalidUtf8Rows: info.invalidUtf8Rows,
        views: VIEW_NAMES.map((_, i) => found[i] ?? 0),
        problems,
      });
      problems = [];
      found = [];
    },
  );
  return { views: [...views].map(([view, { state }]) => [view, state]), blocks };
}
