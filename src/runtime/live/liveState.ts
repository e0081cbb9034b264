// What is kept of one open document between two edits.

import type { ViewState } from '../../engine/run.ts';
import type { ViewName } from '../../engine/sample.ts';
import type { TraitReader } from '../../engine/traits/reading.ts';
import type { SampleChecker } from '../../engine/verify/run.ts';
import type { FilePlan } from '../../formats/plan.ts';
import { planJob } from '../inspect/inspectionPlan.ts';
import type { Inspection } from '../inspect/result.ts';
import type { Settings } from '../settings.ts';
import { openSource, type SourceRef } from '../sources/source.ts';
import type { Job } from '../tasks/job.ts';
import { unchanged } from './alignment.ts';
import type { LiveBasis } from './basis.ts';
import { GramStore } from './gramStore.ts';
import { type Labels, labelsOf } from './liveLabels.ts';
import { followingStates } from './liveMetrics.ts';
import { markFirst } from './livePairs.ts';
import { firstRowsOf, type LiveRows } from './liveRows.ts';
import { type LiveLocal, type LiveProblem, localsOf, problemsOf } from './rowFindings.ts';
import { firstAt, placesAfter, type SamplePlaces, samplePlaces, type Unchanged } from './samplePlaces.ts';
import type { Stored } from './storeTask.ts';

/** One text of the document, and where its samples stand. */
export interface Text {
  readonly job: Job;
  readonly bytes: Uint8Array;
  readonly places: SamplePlaces;
}

export interface LiveState {
  readonly settings: Settings;
  readonly asked: Settings;
  readonly text: Text;
  /** Rows of sample i: firstRow[i] to firstRow[i + 1]. */
  readonly firstRow: Uint32Array;
  readonly rows: LiveRows;
  /** Counting states of each view. Edits write into them, into the store and into the labels. */
  readonly views: ReadonlyMap<ViewName, ViewState>;
  readonly words: GramStore;
  readonly labels: Labels;
  readonly problems: readonly LiveProblem[];
  readonly locals: readonly LiveLocal[];
  readonly pairs: LiveBasis['pairs'];
  readonly clusters: LiveBasis['clusters'];
  readonly coverings: LiveBasis['coverings'];
  readonly frames: LiveBasis['frames'];
  readonly leakage: LiveBasis['leakage'];
  readonly checked: LiveBasis['checked'];
  /** Null where nothing is verified. */
  readonly checker: SampleChecker | null;
  readonly drawn: LiveBasis['drawn'];
  readonly inspection: Inspection;
  readonly traits: () => TraitReader;
}

/** Null when what the worker stored does not fit the inspection. `traits`: loads the trait model. */
export function startState(
  basis: LiveBasis,
  stored: Stored,
  traits: () => TraitReader,
  checker: SampleChecker | null,
): LiveState | null {
  const {
    settings,
    asked,
    job,
    rows: scored,
    inspection,
    pairs,
    clusters,
    coverings,
    frames,
    leakage,
    drawn,
    checked,
  } = basis;
  const text = textOf(job);
  const firstRow = firstRowsOf(scored, text.places);
  if (!firstRow) return null;
  const { base, boilerplate, openLo, openHi } = stored;
  const rows: LiveRows = { ...scored, base, boilerplate, openLo, openHi, first: new Uint8Array(scored.length) };
  markFirst(rows);
  return {
    settings,
    asked,
    text,
    firstRow,
    rows,
    views: new Map(basis.merged.map(([view, state]) => [view, followingStates(state)])),
    words: new GramStore(stored.words),
    labels: labelsOf(basis.labels),
    problems: problemsOf(basis.facts.problems, text.places),
    locals: localsOf(basis.blocks, scored),
    pairs,
    clusters,
    coverings,
    frames,
    leakage,
    checked,
    checker,
    drawn,
    inspection,
    traits,
  };
}

export function textOf(job: Job): Text {
  const ref = job.sources[0] as SourceRef;
  return { job, bytes: bytesOf(ref), places: samplePlaces(openSource(ref), job.plans[0] as FilePlan) };
}

export interface NextText extends Text {
  readonly same: Unchanged;
}

/** The text after an edit; null when it would be read in another way. Throws what planning throws. */
export function textAfter({ settings, text: before }: LiveState, ref: SourceRef): NextText | null {
  const bytes = bytesOf(ref);
  const same = unchanged(before.bytes, bytes);
  const plan = before.job.plans[0] as FilePlan;
  const places = placesAfter(before.places, openSource(ref), plan, same);
  const known = (start: number, end: number) =>
    Array.from({ length: firstAt(places, end) - firstAt(places, start) }, (_, i) => {
      const sample = firstAt(places, start) + i;
      const from = places.byte[sample] as number;
      return { start: from, end: from + (places.byteLength[sample] as number) };
    });
  const job = planJob([ref], settings, undefined, known);
  return readAlike(job, before.job) ? { job, bytes, places, same } : null;
}

function bytesOf(ref: SourceRef): Uint8Array {
  return ref.kind === 'memory' ? new Uint8Array(ref.buffer, 0, ref.size) : new Uint8Array(0);
}

/** Whether both texts are read in the same way, so that equal bytes make equal samples. */
function readAlike(a: Job, b: Job): boolean {
  const how = ({ plans: [plan] }: Job) => JSON.stringify([plan?.format, plan?.split, plan?.bom, plan?.views]);
  return how(a) === how(b) && a.level === b.level && a.maxSlots === b.maxSlots;
}
