import { describe, expect, it } from 'vitest';
import { describeBadRow } from '../../../src/formats/badRow.ts';
import { LineColumns } from '../../../src/formats/lineColumns.ts';
import { planFile } from '../../../src/formats/planFile.ts';
import { readBlock, readSample } from '../../../src/formats/readBlock.ts';
import { jsonl, memorySource, readAll, texts } from './support.ts';

describe('rows of JSONL', () => {
  it('are read through a BOM, CRLF, lone \\r, blank lines and without a final newline', () => {
    const content = '\ufeff{"text":"a"}\r\n\r\n{"text":"b"}\r{"text":"c"}\n  \t\n{"text":"d"}';
    const { plan, samples, infos } = readAll(memorySource(content));
    expect(plan.bom).toBe(3);
    expect(samples.map((s) => [s.line, texts(s.sample).text![0]])).toEqual([
      [1, 'a'],
      [3, 'b'],
      [4, 'c'],
      [6, 'd'],
    ]);
    expect(samples[0]!.sample).toMatchObject({ byte: 3, byteLength: 12, index: 0 });
    expect(infos[0]).toMatchObject({ rows: 4, lineBreaks: 5, complete: true });
  });

  it('may be much longer than a slot; slots inside a row have no samples', () => {
    const long = 'long word '.repeat(30_000);
    const { samples, infos } = readAll(memorySource(jsonl({ text: 'a' }, { text: long }, { text: 'z' })), {
      blockBytes: 1000,
    });
    expect(samples.map((s) => s.line)).toEqual([1, 2, 3]);
    expect(texts(samples[1]!.sample).text![0]).toBe(long);
    expect(infos.filter((i) => i.rows === 0).length).toBeGreaterThan(290);
  });

  it('of several megabytes are read in a few growing reads', () => {
    const source = memorySource(jsonl({ text: 'x'.repeat(5_000_000) }, { text: 'end' }));
    const plan = planFile(source, { blockBytes: 64 * 1024 });
    source.bytesRead = 0;
    readBlock(source, plan, 0, () => {});
    expect(source.bytesRead).toBeLessThan(17_000_000);
  });

  it('with bytes that are not UTF-8 are read, replaced and counted', () => {
    const head = new TextEncoder().encode(`${jsonl({ text: 'fine \ufffd' })}{"text":"bad `);
    const tail = new TextEncoder().encode(`"}\n${jsonl({ text: 'après' })}`);
    const { samples, infos } = readAll(memorySource(Uint8Array.of(...head, 0xff, 0xfe, ...tail)));
    expect(samples.map((s) => texts(s.sample).text![0])).toEqual(['fine \ufffd', 'bad \ufffd\ufffd', 'après']);
    expect(infos[0]).toMatchObject({ invalidUtf8: 2, invalidUtf8Rows: 1, invalid: 0 });
  });

  it('keep lone surrogates and NUL escapes', () => {
    const { samples } = readAll(memorySource('{"text":"lone \\ud83d and \\u0000"}\n'));
    expect(texts(samples[0]!.sample).text).toEqual(['lone \ud83d and \u0000']);
    expect(samples[0]!.sample.hash).not.toBeNull();
  });

  it('stop when the visitor says so', () => {
    const source = memorySource(jsonl({ text: 'a' }, { text: 'b' }, { text: 'c' }));
    const seen: number[] = [];
    const info = readBlock(source, planFile(source, { blockBytes: 1000 }), 0, (s) => {
      seen.push(s.index);
      return seen.length < 2 ? undefined : false;
    });
    expect(seen).toEqual([0, 1]);
    expect(info.complete).toBe(false);
  });

  it('can be fetched by position', () => {
    const source = memorySource(jsonl({ text: 'a' }, { text: 'bé' }, { text: 'c' }));
    const { plan, samples } = readAll(source);
    const { byte, byteLength } = samples[1]!.sample;
    const { raw, sample } = readSample(source, plan, byte, byteLength);
    expect(raw).toBe('{"text":"bé"}');
    expect(texts(sample).text).toEqual(['bé']);
  });
});

describe('bad rows', () => {
  const good = jsonl(...Array.from({ length: 20 }, (_, i) => ({ text: `row ${i}` })));
  const problemOf = (row: string) => readAll(memorySource(good + row)).samples[20]!.sample;

  it.each([
    ['{"text": "cut", "x": ', 22, 'unexpected end of the row'],
    ['not json at all', 1, 'not JSON'],
    ['{"text": NaN}', 10, 'NaN is not JSON, write null'],
    ["{'text': 'x'}", 2, 'something stands here that is not JSON'],
    ['{"text": "open', 10, 'the string that starts here is not closed'],
    ['{"text": "a\tb"}', 12, 'a control character has to be escaped'],
    ['{"text": "a" "b": 1}', 14, 'a comma is expected'],
    ['{"text": "a"} {"text": "b"}', 15, 'something follows the end of the row'],
  ])('%s is invalid in column %i: %s', (row, column, reason) => {
    const sample = problemOf(row);
    expect(sample.views).toEqual([]);
    expect(sample.hash).toBeNull();
    expect(sample.problems).toEqual([{ kind: 'invalid', message: `column ${column}: ${reason}`, column }]);
  });

  it.each([
    ['{"text": null}', 'text is null', 'text'],
    ['{"body": "x"}', 'field text is missing; it has body', 'text'],
    ['{"text": 3}', 'text is a number, not text', 'text'],
    ['{"text": ["a"]}', 'text is a list, not text', 'text'],
    ['[1, 2]', 'the row is a list, not an object', '$'],
    ['null', 'the row is null, not an object', '$'],
    ['7', 'the row is a number, not an object', '$'],
  ])('%s breaks the schema: %s', (row, message, field) => {
    const sample = problemOf(row);
    expect(sample.problems).toMatchObject([{ kind: 'schema', message, field }]);
    expect(sample.views).toEqual([]);
  });

  it('include rows whose texts are all empty', () => {
    expect(problemOf('{"text": ""}')).toMatchObject({
      views: [],
      problems: [{ kind: 'schema', message: 'text is empty', field: 'text' }],
    });
  });

  it('name the turn whose content is missing, and accept turns that call a tool', () => {
    const turns = (last: object) => ({
      messages: [
        { role: 'user', content: 'a' },
        { role: 'assistant', ...last },
      ],
    });
    const rows = Array.from({ length: 9 }, () => turns({ content: 'b' }));
    const problems = (row: unknown) =>
      readAll(memorySource(jsonl(...rows, row))).samples[9]!.sample.problems.map((p) => p.message);
    expect(problems(turns({ content: null }))).toEqual(['messages[1].content is null']);
    expect(problems(turns({}))).toEqual(['field messages[1].content is missing; it has role']);
    expect(problems(turns({ content: null, tool_calls: [{}] }))).toEqual([]);
    expect(problems({ messages: 'hello' })).toEqual(['messages is not a list']);
    expect(problems({ messages: [] })).toEqual([
      'no text at messages[role=user].content, messages[role=assistant].content',
    ]);
  });

  it('nested a hundred thousand deep end neither the run nor the hash', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const { samples } = readAll(memorySource(`${good}{"text":"x","deep":${deep}}\n{"deep":${deep}\n`));
    expect(samples[20]!.sample.hash).not.toBeNull();
    expect(samples[21]!.sample.problems[0]!.message).toContain('nested too deeply');
  });
});

describe('JSON lists', () => {
  it('give the line of each element and name a broken one', () => {
    const content =
      '[\n  {"text": "a"},\n\n  {"text": "b" "x"},\n  {\n    "text": "c",\n    "n": tru\n  },\n  {"text": "d [ } \\" ,"}\n]\n';
    const { samples } = readAll(memorySource(content, 'a.json'));
    expect(samples.map((s) => s.line)).toEqual([2, 4, 5, 9]);
    expect(samples[1]!.sample.problems).toMatchObject([{ message: 'column 16: a comma is expected', column: 16 }]);
    expect(samples[2]!.sample.problems).toMatchObject([{ lineOffset: 2, column: 10 }]);
    expect(samples[2]!.sample.problems[0]!.message).toMatch(/^column 10: /);
    expect(texts(samples[3]!.sample).text).toEqual(['d [ } " ,']);
  });
});

describe('the columns of bad elements', () => {
  const problemsOf = (content: string, blockBytes = 1 << 20) =>
    readAll(memorySource(content, 'a.json'), { blockBytes }).samples.flatMap((s) => s.sample.problems);

  it('are those of the line in the file', () => {
    const content = '[\n  {"text": "one"},\n  {"text": "three" "x"},\n\t{"text": "four"}\n]\n';
    expect(problemsOf(content)).toEqual([{ kind: 'invalid', message: 'column 20: a comma is expected', column: 20 }]);
    expect(problemsOf(content.replaceAll('\n', '\r'))).toMatchObject([{ column: 20 }]);
    expect(problemsOf(content.replaceAll('\n', '\r\n'))).toMatchObject([{ column: 20 }]);
  });

  it.each([1 << 20, 64, 7])('are counted in UTF-16 units along a compact list, in blocks of %i bytes', (blockBytes) => {
    const good = '{"text":"é日😀 one"}';
    const bad = '{"text":"😀" "x"}';
    const line = `[${good},${bad},${good},${good},${bad},"a string"]`;
    const columns = [...line.matchAll(/ "x"/g)].map((m) => m.index + 2);
    const expected = [...columns.map((column) => ({ column })), { kind: 'schema', column: line.indexOf('"a s') + 1 }];
    expect(problemsOf(line, blockBytes)).toMatchObject(expected);
    expect(problemsOf(`\ufeff${line}`, blockBytes)).toMatchObject(expected);
    expect(problemsOf(`\n\n ${line}`, blockBytes)).toMatchObject(expected.map((e) => ({ column: e.column + 1 })));
  });

  it('need no column where the line is too long to be counted', () => {
    const source = memorySource(`[${'{"text":"aaaaaaaaaaaaaaaaaaaaaaaa"},'.repeat(20)}{"text":"a" "x"}\n,{"text" 1}]`);
    const columns = new LineColumns(source, 0, 100);
    const [one, two] = [source.size - 28, source.size - 11];
    expect(columns.before(90)).toBe(90);
    expect(columns.before(one)).toBeUndefined();
    expect(columns.before(one + 1)).toBeUndefined();
    expect(columns.before(two)).toBe(1);
    expect(describeBadRow('{"text":"a" "x"}', undefined)).toEqual({
      kind: 'invalid',
      message: 'column 13 of the row: a comma is expected',
    });
  });

  it('are the same when a row is fetched by position', () => {
    const source = memorySource('[{"text": "a"}, {"text": "b" "x"}]', 'a.json');
    const { plan, samples } = readAll(source);
    const { byte, byteLength, problems } = samples[1]!.sample;
    expect(problems[0]!.column).toBe(30);
    expect(readSample(source, plan, byte, byteLength).sample.problems).toEqual(problems);
  });
});

describe('plain text', () => {
  const content = '\n  \nfirst line\nsecond line\n\r\n\nnext\r\n \t\nlast';

  it('is cut at blank lines', () => {
    const { samples } = readAll(memorySource(content, 'a.txt'), { textSplit: 'paragraphs' });
    expect(samples.map((s) => [s.line, texts(s.sample).text![0]])).toEqual([
      [3, 'first line\nsecond line'],
      [7, 'next'],
      [9, 'last'],
    ]);
  });

  it('is one sample with its breaks', () => {
    const { samples, infos } = readAll(memorySource('a\n\nb\n\n', 'a.txt'), { textSplit: 'file', blockBytes: 2 });
    expect(samples.map((s) => [s.line, texts(s.sample).text![0], s.sample.byteLength])).toEqual([[1, 'a\n\nb', 4]]);
    expect(infos.reduce((n, i) => n + i.lineBreaks, 0)).toBe(4);
  });
});
