// The nodes of the Findings view and how they are asked for: corpus → kind → groups of repeats or samples, in pages.
import type { FindingKind } from '../../engine/report.ts';
import type { PlacedFinding, RowFilter, RowSummary } from '../../protocol/hostApi.ts';
import { GROUP_KINDS, type GroupKind, type GroupSummary } from '../../protocol/reviewApi.ts';
import type { Corpus } from '../corpus.ts';
import type { Engine } from '../engine.ts';

/** Rows that are asked for at once, and by which a list grows. */
export const PAGE = 200;

export type Node = CorpusNode | KindNode | GroupNode | SampleNode | FaultNode | MoreNode | NoteNode;

interface Base {
  /** The same for the same thing after a new result, so that what was open stays open. */
  readonly id: string;
  readonly corpus: Corpus;
  readonly parent?: Node;
  /** Of the result that its row or group is a number of. */
  readonly result?: number | undefined;
}
export interface CorpusNode extends Base {
  readonly type: 'corpus';
}
export interface KindNode extends Base {
  readonly type: 'kind';
  readonly kind: FindingKind;
  readonly total: number;
  /** About which nothing was decided. */
  readonly open: number;
}
export interface GroupNode extends Base {
  readonly type: 'group';
  readonly kind: GroupKind;
  readonly group: GroupSummary;
}
export interface SampleNode extends Base {
  readonly type: 'sample';
  readonly kind: FindingKind;
  readonly row: RowSummary;
  /** In a group: whether the sample stays, and its Jaccard index to the one that covers it. */
  readonly member?: { readonly isKept: boolean; readonly jaccard: number };
}
/** A line that could not be read: it has no row. */
export interface FaultNode extends Base {
  readonly type: 'fault';
  readonly kind: FindingKind;
  readonly file: number;
  readonly finding: PlacedFinding;
}
export interface MoreNode extends Base {
  readonly type: 'more';
  readonly left: number;
}
export interface NoteNode extends Base {
  readonly type: 'note';
  readonly text: string;
}

/** Whether decided findings are listed, too. */
export interface Listing {
  readonly showsDecided: boolean;
  /** How many rows of a list are shown, by the node's id. */
  limitOf(id: string): number;
}

export function isGroupKind(kind: FindingKind): kind is GroupKind {
  return (GROUP_KINDS as readonly string[]).includes(kind);
}

type Api = Pick<Engine, 'api'>['api'];
type Segment = NonNullable<RowFilter['decided']>;

export async function childrenOfKind(api: Api, node: KindNode, listing: Listing): Promise<Node[]> {
  if (node.kind === 'invalid') return faults(api, node, listing);
  return isGroupKind(node.kind) ? groups(api, node, node.kind, listing) : samples(api, node, listing);
}

/** The rows of a group, those that stay first. */
export async function childrenOfGroup(api: Api, node: GroupNode, listing: Listing): Promise<Node[]> {
  const { corpus, group } = node;
  const { result } = corpus;
  const ref = { kind: group.kind, id: group.id };
  const { rows, total } = await paged(listing.limitOf(node.id), async (offset, limit) => {
    const page = await api.groupRows({ corpus: corpus.id, group: ref, offset, limit });
    return { total: page.total, rows: page.rows };
  });
  const id = ids(node.id);
  const shown = rows
    .filter(({ summary, isKept }) => listing.showsDecided || isKept || summary.decision === undefined)
    .map(({ summary, isKept, jaccard }): SampleNode => {
      const member = { isKept, jaccard };
      return {
        type: 'sample',
        id: id(summary.hash),
        corpus,
        parent: node,
        result,
        kind: node.kind,
        row: summary,
        member,
      };
    });
  return [...shown, ...more(node, total - rows.length)];
}

async function groups(api: Api, node: KindNode, kind: GroupKind, listing: Listing): Promise<Node[]> {
  const { corpus } = node;
  const { result } = corpus;
  const { rows, total } = await paged(listing.limitOf(node.id), async (offset, limit) => {
    const page = await api.groups({ corpus: corpus.id, kind, offset, limit, sort: 'size' });
    return { total: page.total, rows: page.groups };
  });
  const id = ids(node.id);
  const shown = rows.map((group): GroupNode => {
    return { type: 'group', id: id(group.keeper.hash), corpus, parent: node, result, kind, group };
  });
  return [...shown, ...more(node, total - rows.length)];
}

/** Undecided ones first, strongest traits or line order as the table has it. */
async function samples(api: Api, node: KindNode, listing: Listing): Promise<Node[]> {
  const { corpus, kind } = node;
  const { result } = corpus;
  const segments: Segment[] = listing.showsDecided ? ['open', 'kept', 'dropped'] : ['open'];
  const id = ids(node.id);
  const shown: SampleNode[] = [];
  let left = 0;
  for (const decided of segments) {
    const room = listing.limitOf(node.id) - shown.length;
    const { rows, total } = await paged(room, (offset, limit) =>
      api.page({
        corpus: corpus.id,
        offset,
        limit: Math.max(1, limit),
        sort: { by: 'line', descending: false },
        filter: { kind, decided },
      }),
    );
    for (const row of rows) shown.push({ type: 'sample', id: id(row.hash), corpus, parent: node, result, kind, row });
    left += total - rows.length;
  }
  return [...shown, ...more(node, left)];
}

async function faults(api: Api, node: KindNode, listing: Listing): Promise<Node[]> {
  const { corpus } = node;
  const id = ids(node.id);
  const found: FaultNode[] = [];
  for (const file of corpus.targets.keys()) {
    // The gravest come first, and no other finding is as grave.
    const { findings } = await api.findings({ corpus: corpus.id, file, max: listing.limitOf(node.id) });
    for (const finding of findings.filter(({ kind }) => kind === 'invalid')) {
      found.push({
        type: 'fault',
        id: id(`${file}:${finding.message}`),
        corpus,
        parent: node,
        kind: 'invalid',
        file,
        finding,
      });
    }
  }
  const shown = found.slice(0, listing.limitOf(node.id));
  return [...shown, ...more(node, node.total - shown.length)];
}

/** The first `limit` rows of a list that is served in pages. */
async function paged<T>(
  limit: number,
  ask: (offset: number, limit: number) => Promise<{ total: number; rows: readonly T[] }>,
): Promise<{ total: number; rows: T[] }> {
  const rows: T[] = [];
  for (;;) {
    const page = await ask(rows.length, Math.min(PAGE, Math.max(0, limit - rows.length)));
    rows.push(...page.rows.slice(0, Math.max(0, limit - rows.length)));
    if (rows.length >= Math.min(limit, page.total) || page.rows.length === 0) return { total: page.total, rows };
  }
}

function more(node: Node, left: number): MoreNode[] {
  return left > 0 ? [{ type: 'more', id: `${node.id}/more`, corpus: node.corpus, parent: node, left }] : [];
}

/** Ids below a parent: the second of the same key gets a number. */
function ids(parent: string): (key: string) => string {
  const seen = new Map<string, number>();
  return (key) => {
    const n = (seen.get(key) ?? 0) + 1;
    seen.set(key, n);
    return n === 1 ? `${parent}/${key}` : `${parent}/${key}#${n}`;
  };
}
