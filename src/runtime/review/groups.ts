// Groups of repeats, for going through them one by one: near-duplicate clusters, and samples that are equal as a whole.
// Counted and sorted once per inspection.
import { FINDING_KINDS } from '../../engine/report.ts';
import { WHOLE } from '../../engine/review/state.ts';
import { VIEW_NAMES, type ViewName } from '../../engine/sample.ts';
import { FirstRows } from '../../engine/sketch/firstRows.ts';
import type { GroupKind } from '../../protocol/reviewApi.ts';
import type { Inspection } from '../inspect/result.ts';
import type { Decided } from './decided.ts';

/** A shared system prompt or set of tools is no repeat that anybody would drop. */
const LISTED: readonly ViewName[] = ['text', 'prompt', 'response'];

/** Findings that are ignored where a sample was kept for them, or as a whole. */
const bitOf = (kind: GroupKind) => WHOLE | (1 << FINDING_KINDS.indexOf(kind));
const ABOUT: Readonly<Record<GroupKind, number>> = {
  'near-duplicate': bitOf('near-duplicate'),
  'exact-duplicate': bitOf('exact-duplicate'),
};

/** The groups of one kind. Members of the group at `i` are `rows[starts[i]..starts[i + 1])`: those that stay in the
 *  order of the policy, then those that a kept row covers in corpus order. */
export interface Groups {
  readonly kind: GroupKind;
  readonly ids: Float64Array;
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
  readonly covered: Uint32Array;
  readonly at: ReadonlyMap<number, number>;
  /** Numbers of the groups in the order asked for, by sort and view. */
  readonly orders: Map<string, Uint32Array>;
}

/** An edit or a run makes a new inspection, so what is known of an old one goes with it. */
const known = new WeakMap<Inspection, Map<GroupKind, Groups>>();

/** All groups of a kind, members in order. */
export function groupsOf(inspection: Inspection, kind: GroupKind): Groups {
  const kinds = known.get(inspection) ?? new Map<GroupKind, Groups>();
  known.set(inspection, kinds);
  let groups = kinds.get(kind);
  if (!groups) {
    const { covered, copies } = inspection.keeping;
    groups =
      kind === 'near-duplicate'
        ? collect(inspection, kind, clusterKeys(inspection), (row) => covered.has(row))
        : collect(inspection, kind, copyKeys(inspection), (row) => copies.has(row));
    kinds.set(kind, groups);
  }
  return groups;
}

/** The cluster of every row, −1 for none. */
function clusterKeys({ columns }: Inspection): Int32Array {
  const listed = LISTED.map((view) => VIEW_NAMES.indexOf(view));
  return columns.cluster.map((cluster, row) => (listed.includes(columns.view[row] as number) ? cluster : -1));
}

/** For the first row of every sample, the first row of its first copy; −1 for other rows. */
function copyKeys({ columns }: Inspection): Int32Array {
  const keys = new Int32Array(columns.length).fill(-1);
  const first = new FirstRows(columns.length);
  for (let row = 0; row < columns.length; row++) {
    const content = columns.content[row] as number;
    if (columns.sample[row] === row && content !== 0) keys[row] = first.first(content, row);
  }
  return keys;
}

/** Groups of at least two rows with one key. */
function collect(
  { columns: { length }, keeping: { order } }: Inspection,
  kind: GroupKind,
  keys: Int32Array,
  goes: (row: number) => boolean,
): Groups {
  let most = -1;
  for (const key of keys) if (key > most) most = key;
  const sizes = new Uint32Array(most + 1);
  for (const key of keys) if (key >= 0) sizes[key]!++;
  const at = new Map<number, number>();
  for (let row = 0; row < length; row++) {
    const key = keys[row] as number;
    if (key >= 0 && (sizes[key] as number) > 1 && !at.has(key)) at.set(key, at.size);
  }
  const ids = Float64Array.from(at.keys());
  const starts = new Uint32Array(ids.length + 1);
  ids.forEach((key, i) => {
    starts[i + 1] = (starts[i] as number) + (sizes[key] as number);
  });
  const rows = new Uint32Array(starts.at(-1) as number);
  const covered = new Uint32Array(ids.length);
  const next = starts.slice();
  const put = (row: number, group: number) => {
    rows[next[group]!++] = row;
  };
  // Those that stay come first, so the groups are walked twice.
  for (const part of ['kept', 'covered']) {
    for (let row = 0; row < length; row++) {
      const group = at.get(keys[row] as number);
      if (group === undefined || goes(row) !== (part === 'covered')) continue;
      put(row, group);
      if (part === 'covered') covered[group]!++;
    }
  }
  ids.forEach((_, i) => {
    const kept = rows.subarray(starts[i], (starts[i + 1] as number) - (covered[i] as number));
    if (kept.length > 1) kept.sort(order);
  });
  return { kind, ids, starts, rows, covered, at, orders: new Map() };
}

export function sizeOf({ starts }: Groups, group: number): number {
  return (starts[group + 1] as number) - (starts[group] as number);
}

/** Row that stands for the group: of the rows that stay, the first by the policy. */
export function keeperOf({ starts, rows }: Groups, group: number): number {
  return rows[starts[group] as number] as number;
}

/** How many rows of the group a kept one covers, without those about which something was decided. */
export function openIn({ kind, starts, rows, covered }: Groups, group: number, { dropped, kept }: Decided): number {
  const bits = ABOUT[kind];
  const end = starts[group + 1] as number;
  let open = 0;
  for (let i = end - (covered[group] as number); i < end; i++) {
    const row = rows[i] as number;
    if (!dropped[row] && ((kept[row] as number) & bits) === 0) open++;
  }
  return open;
}

/** Numbers of the groups, largest first or as their keepers stand in the corpus. Of copies, a view leaves the samples that
 *  have it. */
export function orderOf(
  inspection: Inspection,
  groups: Groups,
  sort: 'size' | 'line',
  view: ViewName | undefined,
): Uint32Array {
  const key = `${sort} ${view ?? ''}`;
  const sorted = groups.orders.get(key);
  if (sorted) return sorted;
  const keepers = Uint32Array.from(groups.ids, (_, group) => keeperOf(groups, group));
  const all = Uint32Array.from(groups.ids, (_, group) => group);
  const chosen = view ? all.filter((group) => holdsView(inspection, groups.kind, keepers[group] as number, view)) : all;
  const listed =
    groups.kind === 'near-duplicate' ? chosen.filter((group) => !isOfCopies(inspection, groups, group)) : chosen;
  const byLine = (a: number, b: number) => (keepers[a] as number) - (keepers[b] as number);
  listed.sort(sort === 'line' ? byLine : (a, b) => sizeOf(groups, b) - sizeOf(groups, a) || byLine(a, b));
  groups.orders.set(key, listed);
  return listed;
}

/** All that goes are exact copies as a whole: no near-duplicate finding is on them, and the groups of copies list them. */
function isOfCopies({ columns, keeping: { copies } }: Inspection, groups: Groups, group: number): boolean {
  const end = groups.starts[group + 1] as number;
  const from = end - (groups.covered[group] as number);
  return from < end && groups.rows.subarray(from, end).every((row) => copies.has(columns.sample[row] as number));
}

/** The row of a cluster is of this view; the sample that a row of copies stands for has it. */
function holdsView({ columns }: Inspection, kind: GroupKind, row: number, view: ViewName): boolean {
  const wanted = VIEW_NAMES.indexOf(view);
  if (kind === 'near-duplicate') return columns.view[row] === wanted;
  for (let r = row; r < columns.length && columns.sample[r] === row; r++) if (columns.view[r] === wanted) return true;
  return false;
}
