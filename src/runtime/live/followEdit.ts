// One edit of an open document: only what it changes is computed anew, and the result is that of a full inspection.
import { lowNovelty } from '../../engine/findings/lowNovelty.ts';
import { Likeness } from '../../engine/findings/nearDuplicate.ts';
import type { RowHit } from '../../engine/findings/rows.ts';
import { boilerplateFinding } from '../../engine/findings/template.ts';
import { factsOf } from '../../engine/measure.ts';
import { VIEW_NAMES } from '../../engine/sample.ts';
import type { Covering } from '../../engine/scoring/cover.ts';
import type { Comparison } from '../inspect/compareRows.ts';
import { evidenceTargets, findBetween } from '../inspect/inspection.ts';
import type { SourceRef } from '../sources/source.ts';
import { envOf } from '../tasks/job.ts';
import { RowReader } from '../tasks/rowReader.ts';
import { findTraits } from '../traits/findTraits.ts';
import { askTraits, traitHits } from '../traits/traitsPass.ts';
import { align } from './alignment.ts';
import { changedRows, HOLDERS_MOVED } from './changedRows.ts';
import { type Changes, isExact, measuresOf, readChanges } from './changes.ts';
import { updateClusters } from './clusterNovelty.ts';
import { coveringsOf, MOST_TARGETS } from './liveEvidence.ts';
import { learnLabels } from './liveLabels.ts';
import { recount } from './liveMetrics.ts';
import { updatePairs } from './livePairs.ts';
import { liveInspection } from './liveReport.ts';
import { type LiveRows, placeRows, regroup, remapRows } from './liveRows.ts';
import { type LiveState, type Text, textAfter } from './liveState.ts';
import { recheck } from './recheck.ts';
import { quotedBoilerplate, rescore } from './rescore.ts';
import { carried, stillThere } from './rowFindings.ts';
import { inverse, runsOf } from './runs.ts';

/**
 * The state after an edit, with its inspection; null where that is left to a full inspection. After null or an error
 * the old state is of no more use. Throws what planning throws, e.g. when the document is empty now.
 */
export function followEdit(state: LiveState, ref: SourceRef): LiveState | null {
  const clock = new Clock();
  const text = textAfter(state, ref);
  if (!text) return null;
  const { job } = text;
  clock.note('read');
  const samplesFrom = align(state.text, text, text.same);
  clock.note('align');
  const changes = readChanges(state, text, samplesFrom, envOf(job));
  if (!changes || !isExact(state)) return null;
  clock.note('count');
  const rows = moveRows(state, text, changes);
  clock.note('move');
  const reader = new RowReader(
    job,
    rows,
    [...state.views].map(([view, s]) => [view, factsOf(s)] as const),
  );
  try {
    return new Edit(state, text, changes, rows, reader, clock).finish();
  } finally {
    reader.close();
  }
}

/** Rows in their new places; those that are new know only their view. */
function moveRows(state: LiveState, text: Text, { rowsFrom, firstRow, fresh }: Changes): LiveRows {
  const runs = runsOf(rowsFrom);
  const rows = remapRows(state.rows, runs, rowsFrom.length);
  placeRows(rows, text.places, firstRow);
  state.words.remap(runs, rowsFrom.length);
  for (const { row, view, words } of fresh) {
    rows.view[row] = VIEW_NAMES.indexOf(view);
    state.words.set(row, words);
  }
  return rows.group ? { ...rows, labels: regroup(rows.group, rows.labels, fresh) } : rows;
}

class Edit {
  private readonly measures: ReturnType<typeof measuresOf>;
  /** Where each old row stands now, −1 for those that are gone. */
  private readonly moved: Int32Array;
  private readonly isFresh: Uint8Array;

  constructor(
    private readonly state: LiveState,
    private readonly text: Text,
    private readonly changes: Changes,
    private readonly rows: LiveRows,
    private readonly reader: RowReader,
    private readonly clock: Clock,
  ) {
    this.measures = measuresOf(state);
    this.moved = inverse(runsOf(changes.rowsFrom), state.rows.length);
    this.isFresh = new Uint8Array(rows.length);
    for (const { row } of changes.fresh) this.isFresh[row] = 1;
  }

  finish(): LiveState | null {
    const { state, text, changes, rows, reader, clock, measures, moved, isFresh } = this;
    const bits = changedRows(rows, state.words, changes.words, measures, isFresh);
    clock.note('scan');
    const { fresh } = changes;
    const scored = rescore({ rows, fresh, bits, words: state.words, measures, reader, traits: state.traits });
    clock.note('score');
    const { checked: before, checker } = state;
    const checked = before && checker && recheck({ checked: before, checker, rows, changes, moved, reader });
    clock.note('verify');
    const compared = this.compare(scored.changed, bits);
    if (!compared) return null;
    clock.note('compare');
    const { hits, flagged, keeping } = findBetween(rows, compared, state.settings, checked?.columns);
    clock.note('find');
    const frames = stillThere(state.frames, moved);
    const leakage = state.leakage && { ...state.leakage, hits: stillThere(state.leakage.hits, moved) };
    hits.push(...frames, ...(leakage?.hits ?? []));
    const coverings = this.cover(flagged, bits, compared.regrouped);
    if (!coverings) return null;
    for (const row of flagged) hits.push(lowNovelty(rows, row, coverings.get(row) ?? []));
    hits.push(...this.boilerplateHits());
    clock.note('evidence');
    const finished = this.recount();
    clock.note('finish');
    const asked = askTraits(state.settings, rows, state.drawn, state.inspection.report.views);
    const traits = asked && findTraits(asked, state.traits());
    if (traits?.verdicts) hits.push(...traitHits(traits.verdicts, state.settings.calibration));
    clock.note('traits');
    const after: LiveState = {
      ...state,
      text,
      firstRow: changes.firstRow,
      rows,
      problems: carried(
        state.problems,
        changes.problems,
        (p) => p.sample,
        (p, sample) => ({ ...p, sample }),
        inverse(runsOf(changes.samplesFrom), state.text.places.length),
      ),
      locals: carried(
        state.locals,
        scored.locals,
        (l) => l.row,
        (l, row) => ({ ...l, row }),
        moved,
      ),
      pairs: compared.pairs,
      clusters: compared.clusters,
      coverings,
      frames,
      leakage,
      checked: checked ?? before,
    };
    const inspection = liveInspection(after, { hits, compared, keeping, finished, traits, clock });
    return { ...after, inspection };
  }

  /** Near-duplicates, clusters and the novelty that follows from them. */
  private compare(changed: Uint8Array, bits: Uint8Array): (Comparison & { regrouped: Uint8Array }) | null {
    const { state, rows, changes, reader, moved, measures } = this;
    const old = state.rows;
    const found = updatePairs({
      old,
      rows,
      pairs: state.pairs,
      moved,
      changed,
      threshold: state.settings.nearDuplicate,
      shinglesOf: (row) => {
        const read = reader.read(row);
        return read ? read.scorer.shingleSet(read.x) : new Float64Array(0);
      },
    });
    if (!found) return null;
    const likeness = new Likeness(found.pairs, found.copies);
    const clusters = likeness.clusters();
    const regrouped = updateClusters({
      old,
      oldClusters: state.clusters,
      rows,
      clusters,
      from: changes.rowsFrom,
      fresh: changed,
      bits,
      store: state.words,
      tables: measures,
    });
    return { likeness, clusters, pairs: found.pairs, regrouped };
  }

  /** Evidence of the rows that ask for it: as it was where nothing that it names was touched. Null for too many. */
  private cover(flagged: readonly number[], bits: Uint8Array, regrouped: Uint8Array) {
    const { state, rows, changes, moved, isFresh, measures } = this;
    // An edited row goes on as a holder of what it still holds.
    const heirs = moved.slice();
    for (const { row, heirOf } of changes.fresh) if (heirOf >= 0) heirs[heirOf] = row;
    const coverings = new Map<number, readonly Covering[]>();
    const asking: number[] = [];
    for (const row of evidenceTargets(state.settings, rows, flagged)) {
      const before = state.coverings.get(changes.rowsFrom[row] as number);
      const stays = !isFresh[row] && !((bits[row] as number) & HOLDERS_MOVED) && !regrouped[row];
      if (before && stays) {
        const still = before.every((c) => heirs[c.row] === c.row);
        coverings.set(row, still ? before : before.map((c) => ({ ...c, row: heirs[c.row] as number })));
      } else asking.push(row);
    }
    if (asking.length > MOST_TARGETS) return null;
    const found = coveringsOf({ rows, targets: asking, store: state.words, tables: measures });
    for (const [row, list] of found) coverings.set(row, list);
    return coverings;
  }

  private boilerplateHits(): RowHit[] {
    const { state, rows, reader } = this;
    const [first, samples] = [VIEW_NAMES.map(() => -1), VIEW_NAMES.map(() => 0)];
    for (let row = 0; row < rows.length; row++) {
      if (!rows.boilerplate[row]) continue;
      const view = rows.view[row] as number;
      samples[view] = (samples[view] as number) + 1;
      if ((first[view] as number) < 0) first[view] = row;
    }
    return [...state.views].flatMap(([view, { rows: of }]) => {
      const at = VIEW_NAMES.indexOf(view);
      const row = first[at] as number;
      if (row < 0) return [];
      return [boilerplateFinding({ row, quoted: quotedBoilerplate(reader, row), samples: samples[at] as number, of })];
    });
  }

  private recount() {
    const { state, text, rows, reader } = this;
    const before = state.inspection.report.views;
    return [...state.views].map(([view, counted]) => {
      const metrics = recount(view, counted, rows, envOf(text.job), before[view] ?? { metrics: {} });
      learnLabels(state.labels, view, metrics.openings, rows, (row) => {
        const read = reader.read(row);
        return read ? read.x.segments.map((s) => s.text) : [];
      });
      return [view, metrics] as const;
    });
  }
}

/** Milliseconds per step, as the report states them under `timing`. */
export class Clock {
  readonly times: Record<string, number> = {};
  readonly started = performance.now();
  private last = this.started;

  note(step: string): void {
    const now = performance.now();
    this.times[step] = Math.round((now - this.last) * 10) / 10;
    this.last = now;
  }
}
