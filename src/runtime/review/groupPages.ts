// Pages of groups of repeats and of their rows: the calls of ReviewApi. Reads only the texts that are shown.
import { CorpusError } from '../../engine/errors.ts';
import { VIEW_NAMES } from '../../engine/sample.ts';
import type { GroupRef, GroupRow, GroupSummary, ReviewApi } from '../../protocol/reviewApi.ts';
import type { Impl } from '../../protocol/rpc.ts';
import type { Inspection, RowColumns } from '../inspect/result.ts';
import { breather } from '../pool/pause.ts';
import { RowTexts, viewOf } from '../rows/rowText.ts';
import { groupsOf, keeperOf, openIn, orderOf, sizeOf } from './groups.ts';
import { type Member, membersOf } from './keepers.ts';
import type { ReviewParts } from './service.ts';

const PAGE = 200;

export function groupCalls({
  corpusOf,
  readSample,
}: Pick<ReviewParts, 'corpusOf' | 'readSample'>): Pick<Impl<ReviewApi>, 'groups' | 'groupRows' | 'rowAt'> {
  const known = new LastGroup();
  return {
    async groups({ corpus, kind, offset, limit, sort, view }, { signal }) {
      const { inspection, table, decided } = corpusOf(corpus);
      const groups = groupsOf(inspection, kind);
      const order = orderOf(inspection, groups, sort, view);
      const shown = pageOf(order, offset, limit);
      const page = await eachWithText(inspection, shown, signal, (group, texts): GroupSummary => {
        const keeper = keeperOf(groups, group);
        return {
          kind,
          id: groups.ids[group] as number,
          view: viewOf(inspection, keeper),
          size: sizeOf(groups, group),
          droppable: openIn(groups, group, decided),
          keeper: table.summary(keeper, texts),
        };
      });
      return { total: order.length, groups: page };
    },

    async groupRows({ corpus, group: { kind, id }, offset, limit }, { signal }) {
      const { inspection, table } = corpusOf(corpus);
      const members = known.of(inspection, { kind, id });
      if (members.length === 0) {
        throw new CorpusError('not-found', 'This group is not part of the result any more.', {}, true);
      }
      const rows = await eachWithText(
        inspection,
        pageOf(members, offset, limit),
        signal,
        ({ row, isKept, partner, jaccard }, texts): GroupRow => ({
          summary: table.summary(row, texts),
          isKept,
          partner,
          jaccard,
        }),
      );
      return { total: members.length, rows };
    },

    async rowAt({ corpus, file, line, view }) {
      return rowAt(corpusOf(corpus).inspection.columns, file, line, VIEW_NAMES.indexOf(view));
    },
  };

  async function eachWithText<I, T>(
    inspection: Inspection,
    items: Iterable<I>,
    signal: AbortSignal,
    make: (item: I, texts: RowTexts) => T,
  ): Promise<T[]> {
    const texts = new RowTexts(inspection, readSample);
    const breathe = breather(signal);
    const out: T[] = [];
    try {
      for (const item of items) {
        out.push(make(item, texts));
        await breathe();
      }
    } finally {
      texts.close();
    }
    return out;
  }
}

/** By halving: rows stand in the order of file and line. */
function rowAt(
  { length, file, line, view }: RowColumns,
  wanted: number,
  at: number,
  wantedView: number,
): number | null {
  let [low, high] = [0, length];
  while (low < high) {
    const mid = (low + high) >> 1;
    const before = (file[mid] as number) - wanted || (line[mid] as number) - at;
    if (before < 0) low = mid + 1;
    else high = mid;
  }
  for (let row = low; row < length && file[row] === wanted && line[row] === at; row++) {
    if (view[row] === wantedView) return row;
  }
  return null;
}

function pageOf<L extends { slice(from: number, to: number): L }>(all: L, offset: number, limit: number): L {
  const from = Math.max(0, Math.floor(offset));
  return all.slice(from, from + Math.min(Math.max(0, limit), PAGE));
}

/** The members of the group that is being paged through; they go with their inspection. */
class LastGroup {
  readonly #last = new WeakMap<Inspection, { readonly key: string; readonly members: readonly Member[] }>();

  of(inspection: Inspection, group: GroupRef): readonly Member[] {
    const key = `${group.kind} ${group.id}`;
    const last = this.#last.get(inspection);
    if (last?.key === key) return last.members;
    const members = membersOf(inspection, group);
    this.#last.set(inspection, { key, members });
    return members;
  }
}
