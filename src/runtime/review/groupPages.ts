// Pages of groups of repeats and of their rows: the calls of ReviewApi. Reads only the texts that are shown.
import { CorpusError } from '../../engine/errors.ts';
import { VIEW_NAMES } from '../../engine/sample.ts';
import type { GroupRow, GroupSummary, ReviewApi } from '../../protocol/reviewApi.ts';
import type { Impl } from '../../protocol/rpc.ts';
import { breather } from '../pause.ts';
import type { Inspection, RowColumns } from '../result.ts';
import { RowTexts, viewOf } from '../rowText.ts';
import { type Groups, groupsOf, keeperOf, knownCoverage, orderOf, sizeOf } from './groups.ts';
import type { ReviewParts } from './service.ts';

const PAGE = 200;

export function groupCalls({
  corpusOf,
  readSample,
}: Pick<ReviewParts, 'corpusOf' | 'readSample'>): Pick<Impl<ReviewApi>, 'groups' | 'groupRows' | 'rowAt'> {
  return {
    async groups({ corpus, kind, offset, limit, sort, view }, { signal }) {
      const { inspection, table } = corpusOf(corpus);
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
          droppable: groups.droppable[group] as number,
          keeper: table.summary(keeper, texts),
        };
      });
      return { total: order.length, groups: page };
    },

    async groupRows({ corpus, group: { kind, id }, offset, limit }, { signal }) {
      const { inspection, table } = corpusOf(corpus);
      const groups = groupsOf(inspection, kind);
      const group = groups.at.get(id);
      if (group === undefined) {
        throw new CorpusError('not-found', 'This group is not part of the result any more.', {}, true);
      }
      const members = groups.rows.subarray(groups.starts[group], groups.starts[group + 1]);
      const kept = members.length - (groups.droppable[group] as number);
      const from = startOf(offset);
      const rows = await eachWithText(
        inspection,
        pageOf(members, offset, limit),
        signal,
        (row, texts, i): GroupRow => ({
          summary: table.summary(row, texts),
          isKept: from + i < kept,
          ...nearest(inspection, groups, group, row),
        }),
      );
      return { total: members.length, rows };
    },

    async rowAt({ corpus, file, line, view }) {
      return rowAt(corpusOf(corpus).inspection.columns, file, line, VIEW_NAMES.indexOf(view));
    },
  };

  async function eachWithText<T>(
    inspection: Inspection,
    numbers: Uint32Array,
    signal: AbortSignal,
    make: (n: number, texts: RowTexts, i: number) => T,
  ): Promise<T[]> {
    const texts = new RowTexts(inspection, readSample);
    const breathe = breather(signal);
    const out: T[] = [];
    try {
      for (const [i, n] of numbers.entries()) {
        out.push(make(n, texts, i));
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

function startOf(offset: number): number {
  return Math.max(0, Math.floor(offset));
}

function pageOf(all: Uint32Array, offset: number, limit: number): Uint32Array {
  const from = startOf(offset);
  return all.subarray(from, from + Math.min(Math.max(0, limit), PAGE));
}

function nearest(inspection: Inspection, groups: Groups, group: number, row: number) {
  const keeper = keeperOf(groups, group);
  if (groups.kind === 'exact-duplicate') return { partner: keeper, jaccard: 1 };
  const near = knownCoverage(inspection).coveredBy(row) ?? inspection.likeness.best(row, 1)[0];
  return { partner: near?.row ?? keeper, jaccard: near?.jaccard ?? 1 };
}
