// Which of several repeats stays, in whole inspections: by order, by length, by a field, and more than one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InspectOptions } from '../../../src/protocol/hostApi.ts';
import { inspectCorpus } from '../../../src/runtime/inspect/inspection.ts';
import type { WorkerPool } from '../../../src/runtime/pool/pool.ts';
import { membersOf } from '../../../src/runtime/review/keepers.ts';
import { settingsOf } from '../../../src/runtime/settings.ts';
import { corpusFile, testPool } from '../../helpers/inspect.ts';

let pool: WorkerPool;
beforeAll(async () => {
  pool = await testPool(1);
});
afterAll(() => pool.close());

const words = (n: number, name: string) => Array.from({ length: n }, (_, i) => `${name}${(i * 7919) % 1009}x${i}`);
const BASE = words(90, 'a');
const vary = (at: number, more = 0) =>
  [...BASE.map((w, i) => (i === at ? `edit${at}` : w)), ...words(more, `more${at}`)].join(' ');

/** Four variants of one text, all near each other, two of them equal as a whole; the third is the longest. */
const ROWS = [
  { text: vary(10), source: 'web', verified: false },
  { text: vary(30), source: 'wiki', verified: 'true' },
  { text: vary(50, 6), source: 'web', meta: { checked: 1 } },
  { text: vary(70), source: 'wiki', verified: true },
  { text: vary(10), source: 'web', verified: false },
  { text: words(80, 'z').join(' '), source: 'wiki' },
];

const path = corpusFile('repeats.jsonl', ROWS.map((row) => JSON.stringify(row)).join('\n'));

async function inspect(options: InspectOptions) {
  const hooks = { signal: new AbortController().signal, onProgress: () => {} };
  const given = { metrics: 'core', ...options } as const;
  return inspectCorpus({ sources: [{ kind: 'file', path, shown: 'r' }], options: given }, pool, hooks);
}
/** Line of the keeper; flagged lines of either kind. */
async function kept(options: InspectOptions) {
  const { findings, clusters } = await inspect(options);
  const lines = (kind: string) => findings.filter((f) => f.kind === kind).map((f) => f.line);
  return [clusters[0]!.keeper + 1, lines('near-duplicate'), lines('exact-duplicate')] as const;
}

describe('the keeper policy', () => {
  it('keeps the first, the longest, or those with a value', async () => {
    expect(await kept({})).toEqual([1, [2, 3, 4], [5]]);
    expect(await kept({ keeper: 'longest' })).toEqual([3, [1, 2, 4], [5]]);
    expect(await kept({ keeper: 'verified' })).toEqual([2, [1, 3, 4], [5]]);
    expect(await kept({ keeper: 'source=wiki' })).toEqual([2, [1, 3, 4], [5]]);
    expect(await kept({ keeper: 'meta.checked=1' })).toEqual([3, [1, 2, 4], [5]]);
    expect(await kept({ keeper: 'source=nowhere' })).toEqual([1, [2, 3, 4], [5]]);
  });

  it('keeps as many as asked, and says so in the report', async () => {
    expect(await kept({ keep: 2 })).toEqual([1, [3, 4, 5], []]);
    expect(await kept({ keep: 2, keeper: 'verified' })).toEqual([2, [1, 3, 5], []]);
    expect(await kept({ keep: 9 })).toEqual([1, [], []]);
    expect((await inspect({ keep: 2, keeper: 'verified' })).report.settings).toMatchObject({
      keep: 2,
      keeper: 'verified',
    });
    expect((await inspect({})).report.settings).toMatchObject({ keep: 1, keeper: 'first' });
  });

  it('names the kept row that covers each other row', async () => {
    const inspection = await inspect({ keeper: 'longest' });
    const members = membersOf(inspection, { kind: 'near-duplicate', id: 0 });
    expect(members.map((m) => [m.row, m.isKept, m.by])).toEqual([
      [2, true, undefined],
      [0, false, 2],
      [1, false, 2],
      [3, false, 2],
      [4, false, 2],
    ]);
    expect(inspection.findings.find((f) => f.line === 1)?.message).toBe(
      `Near-duplicate of line 3 (Jaccard ${members[1]!.jaccard.toFixed(2)}).`,
    );
    const copies = membersOf(inspection, { kind: 'exact-duplicate', id: 0 });
    expect(copies.map((m) => [m.row, m.isKept, m.by, m.jaccard])).toEqual([
      [0, true, undefined, 1],
      [4, false, 0, 1],
    ]);
  });

  it('refuses what makes no sense', () => {
    for (const keeper of ['last', '=wiki', 'source=', 'a[b=c', 'a b=c'] as unknown as '='[]) {
      expect(() => settingsOf({ keeper })).toThrow(expect.objectContaining({ code: 'bad-option' }));
    }
    for (const keep of [0, 1.5, Number.NaN]) expect(() => settingsOf({ keep })).toThrow('at least one');
    expect(() => settingsOf({ keeper: 'messages[role=user].name=ann' })).not.toThrow();
  });
});
