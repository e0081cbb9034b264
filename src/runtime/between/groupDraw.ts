// Which samples speak for each group when groups are compared with each other.

import type { Convergence } from '../../engine/compare/convergence.ts';
import type { SamplePool } from '../../engine/compare/pool.ts';
import type { ComparisonReport } from '../../engine/compare/report.ts';
import { copyNumbers, drawKeys } from '../../engine/draw.ts';
import { groupsOf } from '../../engine/traits/alpha/groups.ts';
import { NO_LABEL } from '../../formats/views/fieldValue.ts';
import type { DrawnRows } from './drawSnapshots.ts';
import type { SnapshotRows } from './snapshots.ts';

/** Drawn samples of all groups together, and their words: the cost grows with the square of both. */
const SAMPLES = 1000;
const WORDS = 150_000;
const MOST_OF_GROUP = 100;
/** Fewer samples say nothing of a group. */
const LEAST = 8;
const MOST_GROUPS = 24;

export interface DrawnGroups {
  readonly by: string;
  readonly groups: readonly { readonly label: string; readonly samples: number; readonly drawn: Uint32Array }[];
  readonly note?: string;
}

/** Groups of the drawn samples of all steps; the largest 24 that hold enough. */
export function drawGroups(
  rows: SnapshotRows,
  { rows: drawn }: DrawnRows,
  pool: SamplePool,
  by: string,
  seed: number,
): DrawnGroups {
  const found = groupsOf(
    by,
    Array.from(drawn, (row) => rows.groups[rows.group[row] as number] ?? NO_LABEL),
    NO_LABEL,
  );
  const members = found.names.map((): number[] => []);
  for (let s = 0; s < drawn.length; s++) members[found.of[s] as number]?.push(s);
  const enough = members.map((list, i) => ({ list, i })).filter(({ list }) => list.length >= LEAST);
  const kept = [...enough]
    .sort((a, b) => b.list.length - a.list.length || a.i - b.i)
    .slice(0, MOST_GROUPS)
    .sort((a, b) => a.i - b.i);
  const keys = drawKeys(pool.content, copyNumbers(pool.content), seed);
  const most = Math.min(MOST_OF_GROUP, Math.floor(SAMPLES / Math.max(1, kept.length)));
  const words = WORDS / Math.max(1, kept.length);
  const groups = kept.map(({ list, i }) => {
    const order = [...list].sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b);
    const taken: number[] = [];
    let total = 0;
    for (const s of order) {
      total += (pool.offsets[s + 1] as number) - (pool.offsets[s] as number);
      if (taken.length >= LEAST && (taken.length >= most || total > words)) break;
      taken.push(s);
    }
    return { label: found.names[i] as string, samples: list.length, drawn: Uint32Array.from(taken) };
  });
  const small = members.length - enough.length;
  const notes = [
    ...(found.note ? [found.note] : []),
    ...(small > 0
      ? [`${small} ${small === 1 ? 'group holds' : 'groups hold'} fewer than ${LEAST} samples and are left out.`]
      : []),
    ...(enough.length > kept.length ? [`Only the ${MOST_GROUPS} largest groups are compared.`] : []),
  ];
  return { by: found.by, groups, ...(notes.length > 0 && { note: notes.join(' ') }) };
}

/** As the report has it. */
export function convergenceReport(
  { by, groups, note }: DrawnGroups,
  { means }: Convergence,
): ComparisonReport['convergence'] {
  return {
    by,
    groups: groups.map(({ label, samples, drawn }) => ({ label, samples, drawn: drawn.length })),
    means: means.map((row) => row.map((x) => (Number.isFinite(x) ? Number(x.toPrecision(4)) : null))),
    ...(note !== undefined && { note }),
  };
}
