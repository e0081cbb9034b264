// Pages of the table of samples: sort, filter, search, and how long a million rows take.
import './tempRoot.ts';
import { unlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PageParams } from '../../../src/protocol/hostApi.ts';
import { searchRows } from '../../../src/runtime/rows/rowSearch.ts';
import { RowTable } from '../../../src/runtime/rows/rowTable.ts';
import { bit, columnsFor, inspectionOf, planFor, readSample, reportFor, tempFile } from './fakeInspection.ts';

type Params = Omit<PageParams, 'corpus'>;
const ask = (more: Partial<Params> = {}): Params => ({
  offset: 0,
  limit: 100,
  sort: { by: 'line', descending: false },
  filter: {},
  ...more,
});

const rows = [
  { prompt: 'Say  hello\nplease', response: 'Hello there' },
  { prompt: 'Größe?', response: 'A "quoted" reply with C:\\path' },
  { response: 'naïve ÉCLAIR 😀' },
];
const small = () =>
  inspectionOf([rows, [{ text: 'another file says hello' }]], (columns, row) => {
    columns.novelty[row] = [0.9, 0.1, Number.NaN, 0.5, 0.2, 1][row]!;
    columns.adds[row] = [7, 0, 3, 5, 3, 9][row]!;
    columns.findings[row] = [0, bit('low-novelty'), 0, bit('template') | bit('residue'), 0, 0][row]!;
  });
const table = () => new RowTable(small(), readSample);
const found = async (filter: Params['filter']) => (await table().page(ask({ filter }))).rows.map((r) => r.row);

describe('a page of rows', () => {
  it('is sorted by what each sample adds, the first in the corpus among equals', async () => {
    const page = await table().page(ask({ sort: { by: 'adds', descending: false } }));
    expect(page.rows.map((r) => [r.row, r.adds])).toEqual([
      [1, 0],
      [2, 3],
      [4, 3],
      [3, 5],
      [0, 7],
      [5, 9],
    ]);
  });

  it('lists the rows that could go in their order, filtered, with what each adds by then', async () => {
    const drops = { view: 'response' as const, rows: [4, 1, 3].map((row, i) => ({ row, adds: 10 + i })) };
    const sort = { by: 'dropOrder', descending: false } as const;
    const all = await table().page(ask({ sort }), undefined, drops);
    expect([all.total, all.rows.map((r) => [r.row, r.adds])]).toEqual([
      3,
      [
        [4, 10],
        [1, 11],
        [3, 12],
      ],
    ]);
    const some = await table().page(ask({ sort, filter: { novelty: { max: 0.3 }, text: 'hello' } }), undefined, drops);
    expect(some.rows.map((r) => r.row)).toEqual([1]);
  });

  it('tells what the table shows of a row', async () => {
    const page = await table().page(ask());
    expect(page.total).toBe(6);
    expect(page.rows[0]).toEqual({
      row: 0,
      file: 0,
      line: 1,
      view: 'prompt',
      words: 3,
      novelty: expect.closeTo(0.9),
      adds: 7,
      findings: [],
      percentile: null,
      abstained: null,
      p: null,
      hash: '1.0',
      start: 'Say hello please',
    });
    expect(page.rows[2]!.novelty).toBe(null);
    expect(page.rows[3]!.findings).toEqual(['template', 'residue']);
    expect(page.rows[5]).toMatchObject({ file: 1, line: 1, view: 'text' });
  });

  it('starts where it is asked to, and ends with the rows', async () => {
    const page = await table().page(ask({ offset: 4, limit: 10 }));
    expect([page.offset, page.rows.map((r) => r.row)]).toEqual([4, [4, 5]]);
    expect((await table().page(ask({ offset: 99 }))).rows).toEqual([]);
    expect((await table().page(ask({ offset: -5, limit: 1 }))).rows.map((r) => r.row)).toEqual([0]);
  });

  it('filters by view, by kind of finding and by novelty', async () => {
    expect(await found({ view: 'response' })).toEqual([1, 3, 4]);
    expect(await found({ kind: 'residue' })).toEqual([3]);
    expect(await found({ kind: 'any' })).toEqual([1, 3]);
    expect(await found({ novelty: { max: 0.5 } })).toEqual([1, 3, 4]);
    expect(await found({ view: 'response', kind: 'any', novelty: { max: 0.2 } })).toEqual([1]);
  });

  it('searches the text whatever its case, never the names of fields', async () => {
    expect(await found({ text: 'HELLO' })).toEqual([0, 1, 5]);
    expect(await found({ text: 'größe' })).toEqual([2]);
    expect(await found({ text: 'éclair 😀' })).toEqual([4]);
    expect(await found({ text: 'response' })).toEqual([]);
    expect(await found({ text: 'hello', view: 'response' })).toEqual([1]);
  });

  it('finds what JSON writes as an escape', async () => {
    expect(await found({ text: '"QUOTED"' })).toEqual([3]);
    expect(await found({ text: 'c:\\path' })).toEqual([3]);
    expect(await found({ text: 'hello\nplease' })).toEqual([0]);
    const path = tempFile('{"text":"\\u0048ello"}');
    const columns = columnsFor(1);
    columns.byteLength[0] = 21;
    const plans = [planFor(path, 21)];
    const escaped = {
      ...small(),
      columns,
      plans,
      report: reportFor(plans),
      sources: [{ kind: 'file', path, shown: path } as const],
    };
    expect([...(await searchRows(escaped, 'hello', readSample))]).toEqual([1]);
  });

  it('narrows an earlier search when somebody types on', async () => {
    const inspection = small();
    const reads: number[] = [];
    const t = new RowTable(inspection, (source, plan, byte, length) => {
      reads.push(byte);
      return readSample(source, plan, byte, length);
    });
    const search = async (text: string) => (await t.page(ask({ filter: { text }, limit: 0 }))).total;
    expect(await search('he')).toBe(3);
    reads.length = 0;
    expect(await search('hello')).toBe(3);
    expect(reads.length).toBe(2);
    expect(await search('hello th')).toBe(1);
    expect(await search('h')).toBe(4);
  });

  it('still shows the numbers when the file is gone, and says so when its text is searched', async () => {
    const inspection = small();
    unlinkSync(inspection.plans[0]!.path);
    const t = new RowTable(inspection, readSample);
    expect((await t.page(ask())).rows[0]).toMatchObject({ words: 3, start: '' });
    await expect(t.page(ask({ filter: { text: 'x' } }))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('cuts the start of a long text, never inside a character', async () => {
    const t = new RowTable(inspectionOf([[{ text: `${'x'.repeat(199)}😀${'y'.repeat(9e5)}` }]]), readSample);
    expect((await t.page(ask())).rows[0]!.start).toBe('x'.repeat(199));
  });

  it('stops a search when its signal fires', async () => {
    const many = inspectionOf([Array.from({ length: 30_000 }, (_, i) => ({ text: `row ${i}` }))]);
    const control = new AbortController();
    const call = new RowTable(many, readSample).page(ask({ filter: { text: 'nowhere "' } }), control.signal);
    setTimeout(() => control.abort(), 10);
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('pages a million rows in under 50 ms once they are sorted', async () => {
    const n = 1_000_000;
    const lines = Array.from({ length: n }, (_, i) => `{"text":"row ${i} of many"}`);
    const path = tempFile(lines.join('\n'));
    const columns = columnsFor(n);
    for (let i = 0, byte = 0; i < n; i++) {
      columns.line[i] = i + 1;
      columns.byte[i] = byte;
      columns.byteLength[i] = lines[i]!.length;
      byte += lines[i]!.length + 1;
      columns.words[i] = (i * 7919) % 1000;
      columns.novelty[i] = i % 10 === 0 ? Number.NaN : ((i * 104729) % 9973) / 9973;
      columns.findings[i] = i % 3 === 0 ? 1 << (i % 10) : 0;
    }
    const plans = [planFor(path, 1)];
    const t = new RowTable(
      { ...small(), columns, plans, report: reportFor(plans), sources: [{ kind: 'file', path, shown: path }] },
      readSample,
    );
    const time = async (p: Params) => {
      const begin = performance.now();
      const page = await t.page(p);
      return { ms: performance.now() - begin, page };
    };
    for (const by of ['novelty', 'words', 'findings', 'line'] as const) {
      const sort = { by, descending: true };
      const first = await time(ask({ sort, limit: 200 }));
      // The best of three pages, because the machine may be busy with something else.
      const nexts = [];
      for (const offset of [500_000, 300_000, 800_000]) nexts.push(await time(ask({ sort, limit: 200, offset })));
      const next = nexts.sort((a, b) => a.ms - b.ms)[0]!;
      const filter = { kind: 'any', novelty: { max: 0.5 } } as const;
      const filtered = await time(ask({ sort, filter, limit: 200, offset: 1000 }));
      console.log(
        `1M rows by ${by}: sort ${first.ms.toFixed(0)}, page ${next.ms.toFixed(1)}, filter ${filtered.ms.toFixed(0)} ms`,
      );
      expect(first.ms).toBeLessThan(2000);
      expect(next.ms).toBeLessThan(50);
      expect(next.page.rows).toHaveLength(200);
      expect(next.page.rows[7]!.start).toBe(`row ${next.page.rows[7]!.row} of many`);
    }
    const search = await time(ask({ filter: { text: 'ROW 77777' }, limit: 200 }));
    console.log(`1M rows: search ${search.ms.toFixed(0)} ms`);
    expect(search.page.total).toBe(11);
  });
});
