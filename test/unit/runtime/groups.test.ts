// Groups of repeats: who is in them, who stays, in which order, and how long a hundred thousand of them take.
import './tempRoot.ts';
import { describe, expect, it } from 'vitest';
import { coveredCopies, coveredRows } from '../../../src/engine/findings/keeper.ts';
import { Likeness } from '../../../src/engine/findings/nearDuplicate.ts';
import { FINDING_KINDS } from '../../../src/engine/report.ts';
import { WHOLE } from '../../../src/engine/review/state.ts';
import { VIEW_NAMES } from '../../../src/engine/sample.ts';
import type { ReviewApi } from '../../../src/protocol/reviewApi.ts';
import type { Impl } from '../../../src/protocol/rpc.ts';
import type { Inspection } from '../../../src/runtime/inspect/result.ts';
import { nothingDecided } from '../../../src/runtime/review/decided.ts';
import { groupCalls } from '../../../src/runtime/review/groupPages.ts';
import { RowTable } from '../../../src/runtime/rows/rowTable.ts';
import { columnsFor, inspectionOf, readSample } from './fakeInspection.ts';

type Calls = Pick<Impl<ReviewApi>, 'groups' | 'groupRows' | 'rowAt'>;
const context = { signal: new AbortController().signal, progress: () => {} };
const page = { corpus: 'c', offset: 0, limit: 50 };

function callsOf(inspection: Inspection, decided = nothingDecided(inspection.columns.length)): Calls {
  const table = new RowTable(inspection, readSample);
  return groupCalls({ corpusOf: () => ({ inspection, table, decided }), readSample });
}

function withLikeness(
  inspection: Inspection,
  pairs: readonly [number, number, number][],
  copies: readonly (readonly [number, number[]])[] = [],
): Inspection {
  const likeness = new Likeness(
    {
      a: Uint32Array.from(pairs, (p) => p[0]),
      b: Uint32Array.from(pairs, (p) => p[1]),
      jaccard: Float64Array.from(pairs, (p) => p[2]),
    },
    new Map(copies),
  );
  likeness.clusters().forEach((members, id) => {
    for (const row of members) inspection.columns.cluster[row] = id;
  });
  const keeping = { ...inspection.keeping, covered: coveredRows(likeness, inspection.keeping) };
  return { ...inspection, likeness, keeping };
}

/** Rows 0–6; 0 covers 2 but not 4, which 2 leads to; 5 is a copy of 4; 1 and 3 are near, in another view. */
const near = () =>
  withLikeness(
    inspectionOf([
      [{ text: 'a' }, { prompt: 'b' }, { text: 'c' }, { prompt: 'd' }, { text: 'e' }, { text: 'e' }, { text: 'f' }],
    ]),
    [
      [0, 2, 0.8],
      [1, 3, 0.9],
      [2, 4, 0.75],
    ],
    [[4, [5]]],
  );

describe('near-duplicate groups', () => {
  it('come largest first, each with the row that stands for it and what kept rows cover', async () => {
    const { total, groups } = await callsOf(near()).groups({ ...page, kind: 'near-duplicate', sort: 'size' }, context);
    expect(total).toBe(2);
    expect(groups.map((g) => [g.id, g.view, g.size, g.droppable, g.keeper.row, g.keeper.start])).toEqual([
      [0, 'text', 4, 2, 0, 'a'],
      [1, 'prompt', 2, 1, 1, 'b'],
    ]);
  });

  it('leave those of whole copies to the groups of copies', async () => {
    const inspection = near();
    const keeping = { ...inspection.keeping, copies: new Map([[3, 1]]) };
    const list = (copies: typeof keeping) =>
      callsOf({ ...inspection, keeping: copies }).groups({ ...page, kind: 'near-duplicate', sort: 'size' }, context);
    expect((await list(keeping)).groups.map((g) => g.id)).toEqual([0]);
    // A group in which something else goes, too, is still one of near duplicates.
    expect((await list({ ...keeping, copies: new Map([[5, 4]]) })).groups.map((g) => g.id)).toEqual([0, 1]);
  });

  it('keep a row that no kept row covers, and say how near each is to what covers it', async () => {
    const group = { kind: 'near-duplicate', id: 0 } as const;
    const { total, rows } = await callsOf(near()).groupRows({ ...page, group }, context);
    expect(total).toBe(4);
    // 4 is near 2 alone, which goes: so it stays, and its copy goes with it.
    expect(rows.map((r) => [r.summary.row, r.isKept, r.partner, r.jaccard])).toEqual([
      [0, true, 2, 0.8],
      [4, true, 5, 1],
      [5, false, 4, 1],
      [2, false, 0, 0.8],
    ]);
    const second = await callsOf(near()).groupRows({ corpus: 'c', offset: 1, limit: 2, group }, context);
    expect(second.rows.map((r) => [r.summary.row, r.isKept])).toEqual([
      [4, true],
      [5, false],
    ]);
  });

  it('count as droppable only what nobody decided about', async () => {
    const made = near();
    const decided = nothingDecided(made.columns.length);
    decided.dropped[2] = 1;
    const open = async () => {
      const asked = { ...page, kind: 'near-duplicate', sort: 'size' } as const;
      return (await callsOf(made, decided).groups(asked, context)).groups.map((g) => g.droppable);
    };
    expect(await open()).toEqual([1, 1]);
    decided.kept[5] = 1 << FINDING_KINDS.indexOf('low-novelty');
    expect(await open()).toEqual([1, 1]);
    decided.kept[5] = 1 << FINDING_KINDS.indexOf('near-duplicate');
    decided.kept[3] = WHOLE;
    expect(await open()).toEqual([0, 0]);
  });

  it('put the row first that the policy keeps', async () => {
    const made = near();
    const order = (a: number, b: number) => Number(b === 4) - Number(a === 4) || a - b;
    const keeping = { ...made.keeping, order, covered: coveredRows(made.likeness, { order, keep: 1 }) };
    const calls = callsOf({ ...made, keeping });
    const { groups } = await calls.groups({ ...page, kind: 'near-duplicate', sort: 'size' }, context);
    expect(groups.map((g) => [g.id, g.droppable, g.keeper.row])).toEqual([
      [0, 2, 4],
      [1, 1, 1],
    ]);
    const { rows } = await calls.groupRows({ ...page, group: { kind: 'near-duplicate', id: 0 } }, context);
    expect(rows.map((r) => [r.summary.row, r.isKept])).toEqual([
      [4, true],
      [0, true],
      [5, false],
      [2, false],
    ]);
  });

  it('are those of one view when asked, and none of shared system prompts', async () => {
    const one = await callsOf(near()).groups(
      { ...page, kind: 'near-duplicate', sort: 'size', view: 'prompt' },
      context,
    );
    expect(one.groups.map((g) => g.id)).toEqual([1]);
    const system = withLikeness(inspectionOf([[{ system: 'a' }, { system: 'a' }]]), [[0, 1, 1]]);
    expect(await callsOf(system).groups({ ...page, kind: 'near-duplicate', sort: 'size' }, context)).toEqual({
      total: 0,
      groups: [],
    });
  });

  it('that are gone are an error of their own', async () => {
    const group = { kind: 'near-duplicate', id: 9 } as const;
    await expect(callsOf(near()).groupRows({ ...page, group }, context)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('groups of exact duplicates', () => {
  const exact = () => {
    const made = inspectionOf(
      [
        [
          { prompt: 'x', response: 'y' },
          { prompt: 'u', response: 'v' },
          { prompt: 'x', response: 'y' },
          { prompt: 'none' },
          { prompt: 'none' },
        ],
        [
          { prompt: 'u', response: 'v' },
          { prompt: 'U', response: 'v' },
        ],
      ],
      (columns, row) => {
        columns.content[row] = [5, 5, 9, 9, 5, 5, 0, 0, 9, 9, 9, 9][row]!;
      },
    );
    return { ...made, keeping: { ...made.keeping, copies: coveredCopies(made.columns, made.keeping) } };
  };

  it('hold one row per sample, named by the first copy; samples without content are in none', async () => {
    const { total, groups } = await callsOf(exact()).groups(
      { ...page, kind: 'exact-duplicate', sort: 'size' },
      context,
    );
    expect(total).toBe(2);
    expect(groups.map((g) => [g.id, g.size, g.droppable])).toEqual([
      [2, 3, 2],
      [0, 2, 1],
    ]);
    const { rows } = await callsOf(exact()).groupRows({ ...page, group: { kind: 'exact-duplicate', id: 2 } }, context);
    expect(rows.map((r) => [r.summary.row, r.summary.file, r.isKept, r.jaccard])).toEqual([
      [2, 0, true, 1],
      [8, 1, false, 1],
      [10, 1, false, 1],
    ]);
  });

  it('come by line when asked, and in a view only where the sample has it', async () => {
    const ask = { ...page, kind: 'exact-duplicate', sort: 'line' } as const;
    const ids = async (view?: 'response' | 'text') =>
      (await callsOf(exact()).groups({ ...ask, ...(view ? { view } : {}) }, context)).groups.map((g) => g.id);
    expect(await ids()).toEqual([0, 2]);
    expect(await ids('response')).toEqual([0, 2]);
    expect(await ids('text')).toEqual([]);
  });
});

it('finds the row of a view on a line of a file', async () => {
  const calls = callsOf(inspectionOf([[{ prompt: 'a', response: 'b' }, { prompt: 'c' }], [{ prompt: 'd' }]]));
  const at = (file: number, line: number, view: 'prompt' | 'response') =>
    calls.rowAt({ corpus: 'c', file, line, view }, context);
  expect(await Promise.all([at(0, 1, 'response'), at(0, 2, 'prompt'), at(1, 1, 'prompt')])).toEqual([1, 2, 3]);
  expect(await Promise.all([at(0, 2, 'response'), at(0, 3, 'prompt'), at(2, 1, 'prompt')])).toEqual([null, null, null]);
});

it('counts and sorts 100,000 groups once, then pages at once', async () => {
  const groups = 100_000;
  const columns = columnsFor(3 * groups);
  columns.view.fill(VIEW_NAMES.indexOf('text'));
  const covered = new Map<number, { row: number; jaccard: number }>();
  // Every other group has three rows.
  for (let row = 0; row < columns.length; row++) {
    const group = Math.floor(row / 3);
    if (row % 3 === 2 && group % 2 === 0) continue;
    columns.cluster[row] = group;
    if (row % 3 > 0) covered.set(row, { row: 3 * group, jaccard: 0.9 });
  }
  const made = inspectionOf([[{ text: 'a' }]]);
  const calls = callsOf({ ...made, columns, keeping: { ...made.keeping, covered } });
  const timed = async (offset: number) => {
    const start = performance.now();
    const { total, groups } = await calls.groups({ ...page, kind: 'near-duplicate', sort: 'size', offset }, context);
    return { total, first: groups[0]?.id, ms: performance.now() - start };
  };
  const first = await timed(0);
  expect([first.total, first.first]).toEqual([100_000, 1]);
  const last = await timed(99_990);
  expect(last.first).toBe(99_980);
  // Alone it takes 0.1 s; what is held here is that a page does not count and sort again.
  expect(last.ms).toBeLessThan(Math.max(50, first.ms / 2));
});
