// template: samples that share a frame and differ in its slots. Grouped by the hash of their skeletons.

import { VIEW_NAMES, type ViewName } from '../sample.ts';
import { CLOSING, framed, OPENING, partOf, type ShownFrame, WHOLE } from '../scoring/skeleton.ts';
import type { RowHit, ScoredRows } from './rows.ts';

/** Frames of rows, side by side and in corpus order; a row may have several. */
export interface FrameColumns {
  readonly row: Uint32Array;
  /** Hash of a skeleton: see engine/scoring/skeleton. */
  readonly key: Float64Array;
  /** 0..1: fixed words among those of the row. */
  readonly share: Float32Array;
}

/** Samples with one frame. */
export interface FrameCluster {
  readonly key: number;
  readonly view: ViewName;
  /** All of them, ascending. */
  readonly members: readonly number[];
  /** Those that get a finding for it, ascending, never none: a sample gets one only, and what is redundant gets none. */
  readonly flagged: readonly number[];
  /** Fixed share of each flagged row. */
  readonly shares: readonly number[];
}

const REPORTED: readonly ViewName[] = ['text', 'response', 'prompt'];
const RELATED = 5;
/** From this share of a view on, frames are how the set was made: each is reported once. */
const MOST = 0.5;
/** Members stand behind the first of every frame wherever findings are ranked. */
const MEMBER_WEIGHT = 0.001;

interface Group {
  readonly key: number;
  readonly view: number;
  /** Indices of the columns. */
  readonly at: number[];
}

/**
 * Clusters of rows with equal frames, the largest first. Each row belongs to one: a frame of the whole goes before an
 * opening, an opening before an ending, then the larger. Copies and near-duplicates count once towards the size that a frame
 * needs. `samples`: of each view; `redundant`: rows that another finding says may go.
 */
export function templateClusters(
  rows: ScoredRows,
  frames: FrameColumns,
  samples: ReadonlyMap<ViewName, number>,
  redundant: (row: number) => boolean,
): FrameCluster[] {
  const least = (view: number, key: number) => {
    const name = VIEW_NAMES[view] as ViewName;
    return REPORTED.includes(name) ? framed(partOf(key), samples.get(name) ?? 0) : Number.POSITIVE_INFINITY;
  };
  const taken = new Set<number>();
  const clusters: Group[] = [];
  for (const { key, view, at } of candidates(rows, frames, least)) {
    const free = at.filter((i) => !taken.has(frames.row[i] as number));
    if (holders(rows, frames, free) < least(view, key)) continue;
    for (const i of free) taken.add(frames.row[i] as number);
    clusters.push({ key, view, at: free });
  }
  clusters.sort(
    (a, b) =>
      b.at.length - a.at.length ||
      REPORTED.indexOf(VIEW_NAMES[a.view] as ViewName) - REPORTED.indexOf(VIEW_NAMES[b.view] as ViewName) ||
      a.key - b.key,
  );
  const inFrames = VIEW_NAMES.map((name, view) => {
    const n = clusters.reduce((sum, c) => sum + (c.view === view ? c.at.length : 0), 0);
    return n / (samples.get(name) ?? 1);
  });
  const said = new Set<number>();
  return clusters.flatMap(({ key, view, at }) => {
    const free = at.filter((i) => {
      const row = frames.row[i] as number;
      return !said.has(rows.sample[row] as number) && !redundant(row);
    });
    if (free.length === 0) return [];
    const flagged = (inFrames[view] as number) > MOST ? free.slice(0, 1) : free;
    for (const i of flagged) said.add(rows.sample[frames.row[i] as number] as number);
    return {
      key,
      view: VIEW_NAMES[view] as ViewName,
      members: at.map((i) => frames.row[i] as number),
      flagged: flagged.map((i) => frames.row[i] as number),
      shares: flagged.map((i) => frames.share[i] as number),
    };
  });
}

/** Keys that enough rows have, in the order in which they may take rows. */
function candidates(
  rows: ScoredRows,
  { row, key, share }: FrameColumns,
  least: (view: number, key: number) => number,
): Group[] {
  const counts = new Map<number, number>();
  for (const k of key) counts.set(k, (counts.get(k) ?? 0) + 1);
  const groups = new Map<number, Group>();
  for (let i = 0; i < key.length; i++) {
    const k = key[i] as number;
    const view = rows.view[row[i] as number] as number;
    if ((counts.get(k) as number) < least(view, k)) continue;
    const group = groups.get(k);
    if (group) group.at.push(i);
    else groups.set(k, { key: k, view, at: [i] });
  }
  return [...groups.values()].sort(
    (a, b) =>
      partOf(a.key) - partOf(b.key) ||
      b.at.length - a.at.length ||
      // Of two frames of the same samples the one with more words is told.
      (share[b.at[0] as number] as number) - (share[a.at[0] as number] as number) ||
      a.key - b.key,
  );
}

/** Copies and near-duplicates fill the slots alike: each cluster of them counts once. */
function holders(rows: ScoredRows, { row }: FrameColumns, at: readonly number[]): number {
  const texts = new Set<number>();
  for (const i of at) {
    const r = row[i] as number;
    const cluster = rows.cluster[r] as number;
    // Keys of texts are not negative.
    texts.add(cluster >= 0 ? -1 - cluster : (rows.text[r] as number));
  }
  return texts.size;
}

const SAME = {
  [WHOLE]: 'Same frame as',
  [OPENING]: 'Opens in the same frame as',
  [CLOSING]: 'Ends in the same frame as',
} as const;

/** `shown`: the frame of each cluster as its first flagged row has it. */
export function templateHits(
  clusters: readonly FrameCluster[],
  shown: ReadonlyMap<number, ShownFrame>,
  samples: ReadonlyMap<ViewName, number>,
): RowHit[] {
  return clusters.flatMap(({ key, view, members, flagged, shares }) => {
    const of = samples.get(view) ?? 1;
    const text = shown.get(key)?.text ?? '___';
    const others = members.length - 1;
    const message = `${SAME[partOf(key)]} ${others.toLocaleString('en')} other samples: “${text}”.`;
    return flagged.map((row, i): RowHit => {
      const related = members.filter((other, at) => at <= RELATED && other !== row).slice(0, RELATED);
      return {
        kind: 'template',
        row,
        message,
        score: (members.length / of) * (i === 0 ? 1 : MEMBER_WEIGHT),
        related: related.map((other) => ({ row: other, share: shares[i] as number })),
      };
    });
  });
}
