// The inspection that stands after an edit, written as a full one is.
import type { RowHit } from '../../engine/findings/rows.ts';
import { VIEW_NAMES } from '../../engine/sample.ts';
import type { Comparison } from '../inspect/compareRows.ts';
import type { CorpusFacts } from '../inspect/foldFacts.ts';
import { buildInspection } from '../inspect/inspectionReport.ts';
import type { Inspection, Keeping } from '../inspect/result.ts';
import type { FinishedViews } from '../tasks/merge.ts';
import type { FoundTraits } from '../traits/findTraits.ts';
import { listed } from './liveLabels.ts';
import type { LiveState } from './liveState.ts';
import { placedProblems } from './rowFindings.ts';

export interface Found {
  readonly hits: readonly RowHit[];
  readonly compared: Comparison;
  readonly keeping: Keeping;
  readonly finished: FinishedViews;
  readonly traits: FoundTraits | null;
  readonly clock: { readonly times: Record<string, number>; readonly started: number };
}

export function liveInspection(
  state: LiveState,
  { hits, compared, keeping, finished, traits, clock }: Found,
): Inspection {
  const { jobs } = state.inspection.report.timing as { jobs: number };
  return buildInspection({
    job: state.text.job,
    settings: state.settings,
    asked: state.asked,
    facts: factsOf(state),
    rows: state.rows,
    blocks: [{ index: 0, local: state.locals }],
    hits,
    compared,
    keeping,
    coverings: state.coverings,
    checked: state.checked,
    finished,
    // What is drawn waits for the next full inspection.
    drawn: state.drawn,
    traits,
    leakage: state.leakage?.report ?? null,
    labels: listed(state.labels),
    passes: { lost: new Set(), lostBatches: 0, crashes: 0, times: clock.times, cpuTimes: {}, jobs },
    started: clock.started,
    workers: [],
  });
}

function factsOf({ text, rows, problems }: LiveState): CorpusFacts {
  const views = VIEW_NAMES.map(() => 0);
  const { view } = rows;
  for (let row = 0; row < rows.length; row++) {
    const at = view[row] as number;
    views[at] = (views[at] as number) + 1;
  }
  return {
    files: [{ rows: text.places.length, invalidUtf8Rows: 0, views }],
    problems: placedProblems(problems, text.places),
    lineBase: Float64Array.of(0),
  };
}
