import { describe, expect, it } from 'vitest';
import { planFile } from '../../../src/formats/planFile.ts';
import { errorOf, jsonl, memorySource, readAll, texts } from './support.ts';

const formatOf = (content: string, path: string): string =>
  planFile(memorySource(content, path), { blockBytes: 64 }).format;
const rows = [{ text: 'one two' }, { text: 'three' }, { text: 'four' }];

describe('the format of a file', () => {
  it('is told by its content, whatever the extension', () => {
    expect(formatOf(jsonl(...rows), 'a.json')).toBe('jsonl');
    expect(formatOf(jsonl(...rows), 'a.txt')).toBe('jsonl');
    expect(formatOf(jsonl(...rows), 'Untitled-1')).toBe('jsonl');
    expect(formatOf(JSON.stringify(rows), 'a.jsonl')).toBe('json');
    expect(formatOf(JSON.stringify(rows, null, 2), 'a.txt')).toBe('json');
    expect(formatOf('Some prose.\nMore prose.\n', 'a.md')).toBe('text');
  });

  it('is JSONL although the first line is broken, or lines end in \\r', () => {
    expect(formatOf(`{"text": "cut\n${jsonl(...rows)}`, 'a.jsonl')).toBe('jsonl');
    expect(formatOf(jsonl(...rows).replaceAll('\n', '\r'), 'a.jsonl')).toBe('jsonl');
    expect(formatOf(jsonl(...rows).replaceAll('\n', '\r\n'), 'a')).toBe('jsonl');
  });

  it('is JSONL for one row in .jsonl and JSON for one object in .json', () => {
    expect(formatOf('{"text":"only"}', 'a.jsonl')).toBe('jsonl');
    expect(formatOf('{\n "text": "only"\n}\n', 'a.json')).toBe('json');
    expect(readAll(memorySource('{\n "text": "only"\n}\n', 'a.json')).samples).toHaveLength(1);
  });

  it('is text when brackets only look like JSON', () => {
    expect(formatOf('[](https://example.org/guide)\n*A guide*\n\nText.\n', 'post.txt')).toBe('text');
    expect(formatOf('[1] A reference\n[2] Another\n', 'notes.txt')).toBe('text');
    expect(formatOf('[link](x) and more\n', 'notes.txt')).toBe('text');
    expect(formatOf('{ not json }\nmore\n', 'notes.txt')).toBe('text');
  });

  it('finds the rows of an object that holds one list, and of values one after the other', () => {
    const nested = readAll(memorySource(JSON.stringify({ version: 1, data: rows }), 'a.json'));
    expect(nested.samples.map((s) => texts(s.sample).text)).toEqual([['one two'], ['three'], ['four']]);
    const apart = readAll(memorySource(rows.map((r) => JSON.stringify(r, null, 1)).join('\n'), 'a.json'));
    expect(apart.samples.map((s) => s.line)).toEqual([1, 4, 7]);
    const chosen = readAll(memorySource(JSON.stringify({ errors: [{ a: 1 }], rows }), 'a.json'));
    expect(chosen.samples).toHaveLength(3);
  });

  it('takes one pretty-printed dialogue for one row', () => {
    const row = {
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
      ],
    };
    const { samples } = readAll(memorySource(JSON.stringify(row, null, 2), 'a.json'));
    expect(samples).toHaveLength(1);
    expect(texts(samples[0]!.sample)).toEqual({ prompt: ['Hi'], response: ['Hello'] });
  });
});

describe('files that cannot be read', () => {
  const fail = (content: string | Uint8Array, path = 'a.jsonl') =>
    errorOf(() => planFile(memorySource(content, path), { blockBytes: 64 }));

  it('says that a file is empty', () => {
    expect(fail('')).toMatchObject({ code: 'empty-file', place: { file: 'a.jsonl' } });
    expect(fail('\ufeff \r\n\t')).toMatchObject({ code: 'empty-file' });
    expect(fail('[ ]', 'a.json')).toMatchObject({ code: 'empty-file' });
    expect(fail('').message).toContain('choose a file');
  });

  it('names what a binary file is', () => {
    expect(fail(Uint8Array.of(0x1f, 0x8b, 8, 0)).message).toContain('gzip');
    expect(fail(Uint8Array.of(0x50, 0x41, 0x52, 0x31)).message).toContain('Parquet');
    expect(fail(Uint8Array.from({ length: 400 }, (_, i) => (i % 3 === 0 ? 0 : i % 256)))).toMatchObject({
      code: 'binary-file',
    });
  });

  it('asks for UTF-8 instead of UTF-16, with and without a byte order mark', () => {
    const utf16 = Uint8Array.from([...'{"text":"x"}\n'.repeat(9)].flatMap((c) => [c.charCodeAt(0), 0]));
    expect(fail(utf16).message).toContain('UTF-16');
    expect(fail(Uint8Array.of(0xff, 0xfe, ...utf16)).message).toContain('UTF-8');
  });

  it('refuses what is not JSON under a JSON name, tables, and objects with several lists', () => {
    expect(fail('just prose\nand more\n')).toMatchObject({ code: 'bad-format' });
    expect(fail('just prose\n', 'a.json')).toMatchObject({ code: 'bad-format' });
    expect(fail('a,b\n1,2\n', 'a.csv').message).toContain('JSONL');
    expect(fail(JSON.stringify({ a: [{ x: 'y' }], b: [{ x: 'y' }] }), 'a.json').message).toContain('a, b');
  });

  it('says how to name a view when there is nothing to measure', () => {
    const error = fail(jsonl({ n: 1 }, { n: 2 }));
    expect(error.code).toBe('no-view');
    expect(error.message).toContain('--view text=$.field');
  });

  it('needs blocks of at least one byte', () => {
    expect(errorOf(() => planFile(memorySource('a'), { blockBytes: 0 })).code).toBe('bad-option');
  });
});

describe('how plain text is cut', () => {
  const split = (content: string) => planFile(memorySource(content, 'a.txt'), { blockBytes: 1000 }).split;
  const wrapped =
    'This is a sentence that was\nwrapped by an editor at some\ncolumn and goes on for a\nwhile until it ends.\n';

  it('keeps wrapped lines together: paragraphs with blank lines, else the whole file', () => {
    expect(split(`${wrapped}\n${wrapped}\n${wrapped}`)).toBe('paragraphs');
    expect(split(wrapped)).toBe('file');
  });

  it('takes complete lines for documents, and Markdown paragraphs for paragraphs', () => {
    expect(split('The first document.\nThe second document.\nA third one.\n')).toBe('lines');
    expect(split(`${'A document that is complete.\n'.repeat(40)}\nOne more.\n`)).toBe('lines');
    expect(split('# A title\n\nA long paragraph.\n\nAnother paragraph.\n')).toBe('paragraphs');
  });

  it('can be overridden', () => {
    const plan = planFile(memorySource('a\nb\n', 'a.txt'), { blockBytes: 9, textSplit: 'file' });
    expect(plan.split).toBe('file');
  });
});

describe('memory', () => {
  it('never reads a JSON list as a whole', () => {
    const big = JSON.stringify(Array.from({ length: 4000 }, (_, i) => ({ text: `${i} ${'word '.repeat(400)}` })));
    const source = memorySource(big, 'a.json');
    planFile(source, { blockBytes: 1 << 20 });
    expect(source.size).toBeGreaterThan(7e6);
    expect(source.largestRead).toBeLessThan(1.1e6);
  });
});
