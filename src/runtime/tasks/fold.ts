// First pass: every sample of the claimed blocks into every metric's state; and what the reader says of each block.
import type { Envelope } from '../../engine/envelope.ts';
import { addSample, initView, sealView, type ViewState } from '../../engine/run.ts';
import { type RowProblem, VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { Preparer } from '../../engine/text/prepare.ts';
import type { WorkerControl } from '../control.ts';
import type { Transferred } from '../workerPort.ts';
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
  readonly views: readonly (readonly [ViewName, readonly Envelope[]])[];
  readonly blocks: readonly BlockFacts[];
}

export function fold(job: Job, control: WorkerControl): Transferred<Folded> {
  const env = envOf(job);
  const preparer = new Preparer();
  const views = new Map<ViewName, ViewState>();
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
        let state = views.get(view);
        if (!state) {
          state = initView(env);
          views.set(view, state);
        }
        found[VIEW_NAMES.indexOf(view)] = (found[VIEW_NAMES.indexOf(view)] ?? 0) + 1;
        addSample(state, preparer.prepare(ref, view, segments), env);
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
  const sealed = [...views].map(([view, state]) => [view, sealView(state, env)] as const);
  const transfer = new Set<ArrayBuffer>();
  for (const [, envelopes] of sealed) {
    for (const { bytes } of envelopes) if (bytes.length > 1024) transfer.add(bytes.buffer as ArrayBuffer);
  }
  return { value: { views: sealed, blocks }, transfer: [...transfer] };
}
