import { appendFileSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRows, type Bench, context, naiveRows, openWhole, startBench } from './support.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.remove());

async function rowsOf(name: string, content: string | Uint8Array) {
  const { id, rows } = await openWhole(bench, bench.write(name, content));
  const all = await allRows(bench, id, rows);
  await bench.calls.samplesClose({ id }, context());
  return { rows, all };
}

describe('rows', () => {
  it.each([
    ['ends with a line break', 'a\nb\n', ['a', 'b']],
    ['ends without one', 'a\nb', ['a', 'b']],
    ['has \\r\\n and a lone \\r', 'a\r\nb\rc\n', ['a', 'b', 'c']],
    ['has blank lines, which keep the numbers of the editor', '\na\n\n\nb\n', ['', 'a', '', '', 'b']],
    ['starts with a byte order mark', '\ufeff{"a":1}\n{"a":2}\n', ['{"a":1}', '{"a":2}']],
    ['is empty', '', []],
    ['is one byte order mark', '\ufeff', []],
  ])('of a file that %s', async (_, text, expected) => {
    const { all, rows } = await rowsOf('shape.jsonl', text);
    expect(all.map(({ raw }) => raw)).toEqual(expected);
    expect(rows).toBe(expected.length);
    expect(all.map(({ row, line }) => line - row)).toEqual(expected.map(() => 1));
  });

  it('tell where they start, and how long they are without the break', async () => {
    const { all } = await rowsOf('places.jsonl', '\ufeffäb\r\n\r\nc');
    expect(all.map(({ byte, bytes }) => [byte, bytes])).toEqual([
      [3, 3],
      [8, 0],
      [10, 1],
    ]);
  });

  it('show bytes that are not UTF-8 as replacement characters', async () => {
    const { all } = await rowsOf('broken.txt', Uint8Array.from([0x61, 0xff, 0x62, 0x0a, 0x63]));
    expect(all.map(({ raw }) => raw)).toEqual(['a\ufffdb', 'c']);
  });

  it('are cut where they are long, never inside of a character, and say so', async () => {
    const { id } = await openWhole(bench, bench.write('long.txt', `a${'😀'.repeat(15_000)}\nb\n`));
    const [long, short] = await bench.calls.samplesRows({ id, from: 0, count: 2 }, context());
    expect(long).toMatchObject({ truncated: true, bytes: 60_001 });
    expect(long!.raw.length).toBe(19_999);
    expect(long!.raw.endsWith('😀')).toBe(true);
    expect(short).toMatchObject({ raw: 'b', truncated: false });
    const [more] = await bench.calls.samplesRows({ id, from: 0, count: 1, chars: 1e9 }, context());
    expect(more).toMatchObject({ truncated: false });
    expect(more!.raw.length).toBe(30_001);
  });

  it('come in pages below a megabyte', async () => {
    const { id } = await openWhole(bench, bench.write('wide.txt', `${'x'.repeat(19_000)}\n`.repeat(100)));
    const page = await bench.calls.samplesRows({ id, from: 3, count: 200 }, context());
    expect(page.length).toBe(23);
    expect(page[0]!.row).toBe(3);
  });

  it('of 60 MB on one line are read from both sides of it', async () => {
    const path = bench.write(
      'one-line.jsonl',
      Buffer.concat([Buffer.alloc(60e6, 0x78), Buffer.from('\nlast needle\n')]),
    );
    const { id } = await bench.calls.samplesOpen({ path }, context());
    const [first] = await bench.calls.samplesRows({ id, from: 0, count: 1 }, context());
    expect(first).toMatchObject({ truncated: true });
    const { rows } = await bench.calls.samplesIndex({ id }, context());
    expect(rows).toBe(2);
    const [whole, last] = await bench.calls.samplesRows({ id, from: 0, count: 2 }, context());
    expect(whole).toMatchObject({ bytes: 60e6, truncated: true });
    expect(last).toMatchObject({ raw: 'last needle', byte: 60e6 + 1 });
    const find = { id, regex: false, matchCase: true, text: 'needle' };
    expect(await bench.calls.samplesFind({ ...find, from: -1, backwards: false }, context())).toMatchObject({ row: 1 });
    const pattern = { ...find, regex: true, text: '^last' };
    expect(await bench.calls.samplesFind({ ...pattern, from: -1, backwards: false }, context())).toMatchObject({
      row: 1,
    });
    expect(await bench.calls.samplesFind({ ...pattern, from: 2, backwards: true }, context())).toMatchObject({
      row: 1,
    });
  });

  it('by line: the last one for a line behind the end', async () => {
    const { id } = await openWhole(bench, bench.write('lines.txt', 'a\nb\nc\n'));
    expect(await bench.calls.samplesRowAt({ id, line: 2 }, context())).toBe(1);
    expect(await bench.calls.samplesRowAt({ id, line: 99 }, context())).toBe(2);
  });
});

describe('a file that changes', () => {
  it('is refused by every read, with a sentence', async () => {
    const path = bench.write('changing.txt', 'a\nb\n');
    const { id } = await openWhole(bench, path);
    appendFileSync(path, 'c\n');
    await expect(bench.calls.samplesRows({ id, from: 0, count: 1 }, context())).rejects.toMatchObject({
      code: 'changed',
      message: expect.stringMatching(/changed on disk/),
    });
    const find = { id, from: -1, backwards: false, text: 'a', regex: false, matchCase: false };
    await expect(bench.calls.samplesFind(find, context())).rejects.toMatchObject({ code: 'changed' });
    expect((await openWhole(bench, path)).rows).toBe(3);
  });

  it.each([
    ['not there', 'none.txt', undefined, 'not-found'],
    ['not text', 'binary.txt', new Uint8Array(2000), 'binary-file'],
  ])('one that is %s is refused', async (_, name, content, code) => {
    const path = content ? bench.write(name, content) : join(bench.folder, name);
    await expect(bench.calls.samplesOpen({ path }, context())).rejects.toMatchObject({ code });
  });

  it('one that is closed is not known any more', async () => {
    const { id } = await openWhole(bench, bench.write('closed.txt', 'a\n'));
    await bench.calls.samplesClose({ id }, context());
    await expect((async () => bench.calls.samplesRows({ id, from: 0, count: 1 }, context()))()).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('the cache', () => {
  const line = `${'some words that fill a row '.repeat(8)}\n`;

  it('makes the index of a file that did not change whole at once, and is not trusted where it is damaged', async () => {
    const path = bench.write('cached.txt', line.repeat(Math.ceil(10e6 / line.length)));
    const cache = join(bench.folder, 'cache');
    const first = await openWhole(bench, path, cache);
    const kept = () => readdirSync(cache).map((name) => join(cache, name));
    await expect.poll(() => kept().length).toBe(1);
    const again = await bench.calls.samplesOpen({ path, cache }, context());
    expect(again).toMatchObject({ done: true, rows: first.rows });
    const [row] = await bench.calls.samplesRows({ id: again.id, from: first.rows - 1, count: 1 }, context());
    expect(row!.raw).toBe(line.slice(0, -1));

    const file = kept()[0]!;
    const bytes = readFileSync(file);
    for (const broken of [bytes.subarray(0, 40), Buffer.from(bytes).fill(1, 60, 70), Buffer.alloc(0)]) {
      writeFileSync(file, broken);
      expect((await bench.calls.samplesOpen({ path, cache }, context())).done).toBe(false);
      const { id } = await openWhole(bench, path, cache);
      await bench.calls.samplesClose({ id }, context());
      await expect.poll(() => readFileSync(file).equals(bytes)).toBe(true);
    }

    utimesSync(path, new Date(), new Date(Date.now() - 5000));
    expect((await bench.calls.samplesOpen({ path, cache }, context())).done).toBe(false);
  });
});

describe('search', () => {
  const rows = ['Alpha beta', '', '{"a":"sp\\u00e9cial \\"quoted\\""}', 'ALPHA gamma spécial', 'omega 😀 alpha'];
  let id: string;
  beforeAll(async () => {
    ({ id } = await openWhole(bench, bench.write('search.jsonl', rows.join('\r\n'))));
  });
  const find = (text: string, options: Partial<Parameters<Bench['calls']['samplesFind']>[0]> = {}) =>
    bench.calls.samplesFind(
      { id, from: -1, backwards: false, regex: false, matchCase: false, text, ...options },
      context(),
    );

  it('goes from row to row, forwards and backwards, case aside', async () => {
    expect(await find('alpha')).toEqual({ row: 0, line: 1, start: 0, end: 5, text: 'Alpha' });
    expect(await find('alpha', { from: 0 })).toMatchObject({ row: 3, text: 'ALPHA' });
    expect(await find('alpha', { from: 3 })).toEqual({ row: 4, line: 5, start: 9, end: 14, text: 'alpha' });
    expect(await find('alpha', { from: 4 })).toBeNull();
    expect(await find('alpha', { from: 5, backwards: true })).toMatchObject({ row: 4 });
    expect(await find('alpha', { from: 3, backwards: true })).toMatchObject({ row: 0 });
    expect(await find('alpha', { from: 0, backwards: true })).toBeNull();
  });

  it('tells cases apart where it is asked to', async () => {
    expect(await find('ALPHA', { matchCase: true })).toMatchObject({ row: 3 });
    expect(await find('aLPHA', { matchCase: true })).toBeNull();
  });

  it('finds what a JSON string shows, however it is escaped', async () => {
    expect(await find('"quoted"')).toMatchObject({ row: 2, text: '\\"quoted\\"' });
    expect(await find('SPÉCIAL')).toMatchObject({ row: 2, text: 'sp\\u00e9cial' });
    expect(await find('Spécial', { from: 2 })).toMatchObject({ row: 3, text: 'spécial' });
    expect(await find('spécial', { matchCase: true })).toMatchObject({ row: 2 });
  });

  it('tries a pattern on one row after the other', async () => {
    expect(await find('^\\w+ \\S+ al', { regex: true })).toMatchObject({ row: 4, start: 0, end: 11 });
    expect(await find('GAMMA|beta$', { regex: true, matchCase: true })).toMatchObject({ row: 0, text: 'beta' });
    expect(await find('^$', { regex: true })).toMatchObject({ row: 1, start: 0, end: 0 });
    expect(await find('a\\-?', { regex: true, from: 5, backwards: true })).toMatchObject({ row: 4 });
  });

  it('says what is wrong with a pattern', async () => {
    await expect(find('(', { regex: true })).rejects.toMatchObject({
      code: 'bad-option',
      message: expect.stringMatching(/^This is not a regular expression: .*\.$/),
    });
  });

  it('stops within 200 ms, also in the middle of a pattern that never ends, and goes on afterwards', async () => {
    const path = bench.write('evil.txt', `${'a'.repeat(60)}!\nplain\n`);
    const evil = (await openWhole(bench, path)).id;
    const control = new AbortController();
    const asked = { id: evil, from: -1, backwards: false, regex: true, matchCase: true, text: '(a+)+$' };
    const searching = bench.calls.samplesFind(asked, context(control.signal)) as Promise<unknown>;
    await new Promise((resolve) => setTimeout(resolve, 300));
    const stopped = performance.now();
    control.abort();
    await expect(searching).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - stopped).toBeLessThan(200);
    expect(await bench.calls.samplesFind({ ...asked, regex: false, text: 'plain' }, context())).toMatchObject({
      row: 1,
    });
    await expect(bench.calls.samplesFind(asked, context()) as Promise<unknown>).rejects.toMatchObject({
      code: 'bad-option',
      message: 'The pattern takes more than two seconds on line 1: make it simpler.',
    });
  });

  it('finds the one row among many, with progress, as a naive search does', async () => {
    const filler = naiveRows(`${'lorem ipsum dolor sit amet '.repeat(4)}\n`.repeat(200_000));
    const text = [...filler.slice(0, 150_000), 'the Needle here', ...filler.slice(150_000)].join('\n');
    const many = (await openWhole(bench, bench.write('many.txt', text))).id;
    const asked = { id: many, from: -1, backwards: false, regex: false, matchCase: false, text: 'needle' };
    expect(await bench.calls.samplesFind(asked, context())).toMatchObject({ row: 150_000, start: 4 });
    const back = { ...asked, from: 200_001, backwards: true };
    expect(await bench.calls.samplesFind(back, context())).toMatchObject({ row: 150_000 });
    expect(await bench.calls.samplesFind({ ...asked, regex: true, text: 'n.edle' }, context())).toMatchObject({
      row: 150_000,
    });
    expect(await bench.calls.samplesFind({ ...back, from: 150_000 }, context())).toBeNull();
  });
});
