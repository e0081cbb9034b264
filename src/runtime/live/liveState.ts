// What is kept of one open document between two edits.

import type { ViewState } from '../../engine/run.ts';
import type { ViewName } from '../../engine/sample.ts';
import type { FilePlan } from '../../formats/plan.ts';
import type { Inspection } from '../result.ts';
import type { Settings } from '../settings.ts';
import { openSource, type SourceRef } from '../source.ts';
import type { Job } from '../tasks/job.ts';
import type { LiveBasis } from './basis.ts';
import { GramStore } from './gramStore.ts';
import { type Labels, labelsOf } from './liveLabels.ts';
import { followingStates } from './liveMetrics.ts';
import { copiesOf } from './livePairs.ts';
import { firstRowsOf, type LiveRows } from './liveRows.ts';
import { type LiveLocal, type LiveProblem, localsOf, problemsOf } from './rowFindings.ts';
import { type SamplePlaces, samplePlaces } from './samplePlaces.ts';
import type { Stored } from './storeTask.ts';

/** One text of the document, and where its samples stand. */
export interface Text {
  readonly job: Job;
  readonly bytes: Uint8Array;
  readonly places: SamplePlaces;
}

export interface LiveState {
  readonly settings: Settings;
  readonly text: Text;
  /** Rows of sample i: firstRow[i] to firstRow[i + 1]. */
  readonly firstRow: Uint32Array;
  readonly rows: LiveRows;
  /** Counting states of each view. Edits write into them, into the stores and into the labels. */
  readonly views: ReadonlyMap<ViewName, ViewState>;
  readonly words: GramStore;
  readonly spaces: GramStore;
  readonly labels: Labels;
  readonly problems: readonly LiveProblem[];
  readonly locals: readonly LiveLocal[];
  readonly pairs: LiveBasis['pairs'];
  readonly clusters: LiveBasis['clusters'];
  readonly coverings: LiveBasis['coverings'];
  readonly inspection: Inspection;
}

/** Null when what the worker stored does not fit the inspection. */
export function startState(basis: LiveBasis, stored: Stored): LiveState | null {
  const { settings, job, rows: scored, inspection, pairs, clusters, coverings } = basis;
  const text = textOf(job);
  const firstRow = firstRowsOf(scored, text.places);
  if (!firstRow) return null;
  const { base, boilerplate, openLo, openHi } = stored;
  const rows: LiveRows = { ...scored, base, boilerplate, openLo, openHi, first: new Uint8Array(scored.length) };
  for (const row of copiesOf(rows).keys()) rows.first[row] = 1;
  return {
    settings,
    text,
    firstRow,
    rows,
    views: new Map(basis.merged.map(([view, state]) => [view, followingStates(state)])),
    words: new GramStore(stored.words),
    spaces: new GramStore(stored.spaces),
    labels: labelsOf(basis.labels),
    problems: problemsOf(basis.facts.problems, text.places),
    locals: localsOf(basis.blocks, scored),
    pairs,
    clusters,
    coverings,
    inspection,
  };
}

export function textOf(job: Job): Text {
  const source = openSource(job.sources[0] as SourceRef);
  try {
    return { job, bytes: bytesOf(job.sources[0] as SourceRef), places: samplePlaces(source, job.plans[0] as FilePlan) };
  } finally {
    source.close();
  }
}

function bytesOf(ref: SourceRef): Uint8Array {
  return ref.kind === 'memory' ? new Uint8Array(ref.buffer, 0, ref.size) : new Uint8Array(0);
}

/** Whether both texts are read in the same way, so that equal bytes make equal samples. */
export function readAlike(a: Job, b: Job): boolean {
  const how = ({ plans: [plan] }: Job) => JSON.stringify([plan?.format, plan?.split, plan?.bom, plan?.views]);
  return how(a) === how(b) && a.level === b.level && a.maxSlots === b.maxSlots;
}
