import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cut, cutRows } from '../../../src/formats/cut.ts';
import { findElements, indexElements } from '../../../src/formats/jsonIndex.ts';
import type { FilePlan, Format, TextSplit } from '../../../src/formats/plan.ts';
import { readBlock } from '../../../src/formats/readBlock.ts';
import type { ByteSource } from '../../../src/formats/source.ts';
import { memorySource } from '../../unit/formats/support.ts';

const word = fc.constantFrom('one', 'é', '😀', 'a"b', 'c\\', '{[', ']', ', ', 'x'.repeat(90), '日本');
const text = fc.array(word, { maxLength: 4 }).map((w) => w.join(' '));
const bom = fc.constantFrom('', '\ufeff');
const ending = fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\r\n\r\n', '\n \t\r', '\r\r\n');
const drops = fc.infiniteStream(fc.boolean());

interface Laid {
  readonly format: Format;
  readonly split?: TextSplit;
  readonly bom: number;
  /** Where the elements of a list start. */
  readonly elements: number;
}

/** The rows of a file read as one block, as they stand there. */
function rowsOf(source: ByteSource, laid: Laid): { byte: number; byteLength: number; raw: string }[] {
  const firstElement = laid.format === 'json' ? indexElements(source, laid.elements, [1 << 30])[0]?.get(0) : undefined;
  const plan: FilePlan = {
    ...laid,
    path: source.path,
    bytes: source.size,
    blocks: [{ block: 0, start: 0, end: source.size, ...(firstElement === undefined ? {} : { firstElement }) }],
    views: { rules: [], explodedPrefixes: false, expected: [] },
  };
  const rows: { byte: number; byteLength: number; raw: string }[] = [];
  readBlock(source, plan, 0, ({ byte, byteLength }) => {
    rows.push({ byte, byteLength, raw: Buffer.from(source.read(byte, byte + byteLength)).toString('latin1') });
  });
  return rows;
}

function joined(source: ByteSource, { kept, bytes }: Cut): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let i = 0; i < kept.length; i += 2) parts.push(source.read(kept[i]!, kept[i + 1]!));
  const out = Buffer.concat(parts);
  expect(out.length).toBe(bytes);
  return out;
}

/** Cuts some rows out and reads what is left: exactly the others, in order, byte for byte. */
function check(content: string, laid: Omit<Laid, 'bom' | 'elements'>, dropped: Iterable<boolean>): string {
  const source = memorySource(new TextEncoder().encode(content), 'a');
  const mark = content.startsWith('\ufeff') ? 3 : 0;
  const first = Buffer.from(source.read(mark, source.size)).toString('latin1').search(/[^\s]/) + mark;
  const elements = laid.format === 'json' ? findElements(source, first) : 0;
  const whole = { ...laid, bom: mark, elements };
  const rows = rowsOf(source, whole);
  const goes = dropped[Symbol.iterator]();
  const marked = rows.map((row) => ({ ...row, goes: goes.next().value === true }));
  const gone = marked.filter((r) => r.goes);
  const cut = cutRows(source, whole, {
    length: gone.length,
    byte: gone.map((r) => r.byte),
    byteLength: gone.map((r) => r.byteLength),
  });
  const result = joined(source, cut);
  const stay = marked.filter((r) => !r.goes).map((r) => r.raw);
  expect(cut.holdsRows).toBe(stay.length > 0);
  for (let i = 1; i < cut.kept.length; i++) expect(cut.kept[i]).toBeGreaterThan(cut.kept[i - 1]!);
  if (laid.format !== 'json' && stay.length === 0) expect(result.length).toBe(0);
  else {
    const bomLeft = result.length > 0 ? mark : 0;
    const read = rowsOf(memorySource(result, 'b'), { ...whole, bom: bomLeft });
    expect(read.map((r) => r.raw)).toEqual(stay);
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(result);
}

const lines = (row: fc.Arbitrary<string>) =>
  fc
    .tuple(
      bom,
      fc.constantFrom('', '\n', ' \r\n'),
      fc.array(fc.tuple(row, ending), { minLength: 1, maxLength: 9 }),
      fc.boolean(),
    )
    .map(([mark, head, rows, final]) => {
      const all = rows.map(([r, end], i) => (i === rows.length - 1 && !final ? r : r + end)).join('');
      return mark + head + all;
    });

describe('what is left of a file', () => {
  it('of lines is exactly the other rows', () => {
    const row = fc.oneof(
      text.map((t) => JSON.stringify({ text: t })),
      fc.constantFrom('{"text": "cut', '  {"a":1} ', 'oops'),
    );
    fc.assert(
      fc.property(lines(row), drops, (content, dropped) => {
        check(content, { format: 'jsonl' }, dropped);
        check(content, { format: 'text', split: 'lines' }, dropped);
      }),
      { numRuns: 300 },
    );
  });

  it('of paragraphs is exactly the other paragraphs', () => {
    fc.assert(
      fc.property(lines(text.map((t) => `  ${t}.`)), drops, (content, dropped) => {
        check(content, { format: 'text', split: 'paragraphs' }, dropped);
      }),
      { numRuns: 300 },
    );
  });

  it('of a whole text is nothing', () => {
    expect(check('\ufeffone\n\ntwo\n', { format: 'text', split: 'file' }, [true])).toBe('');
    expect(check('\ufeffone\n\ntwo\n', { format: 'text', split: 'file' }, [false])).toBe('\ufeffone\n\ntwo\n');
  });

  it('of a JSON list is valid JSON with exactly the other elements', () => {
    const space = fc.constantFrom('', ' ', '\n', '\r\n  ', '\t');
    const element = fc.oneof(
      text.map((t) => JSON.stringify({ text: t })),
      text.map((t) => JSON.stringify({ a: [t, { b: 1 }] }, null, 2)),
      text.map((t) => JSON.stringify(t)),
      fc.constantFrom('1', 'null', '[]', '{}'),
    );
    const frame = fc.constantFrom(
      ['[', ']'],
      ['{"n": [1], "data": [{"z":0},', ']}'],
      ['{"rows":[{"z":0} ,', '], "more": {"x": [2]}}\n'],
    );
    fc.assert(
      fc.property(
        bom,
        frame,
        fc.array(fc.tuple(space, element, space), { minLength: 1, maxLength: 8 }),
        drops,
        (mark, [open, close], items, dropped) => {
          const content = mark + open + items.map((i) => i.join('')).join(',') + close;
          const left = check(content, { format: 'json' }, dropped);
          expect(() => JSON.parse(left.replace('\ufeff', ''))).not.toThrow();
        },
      ),
      { numRuns: 400 },
    );
  });

  it('of JSON values in a row, and of broken lists, is exactly the other elements', () => {
    const element = fc.constantFrom('{"a":1}', '{"b":[2,"]"]}', '[3]', '{"broken": }', '{x}');
    const gap = fc.constantFrom('', ' ', '\n', ',', ' ,, ');
    fc.assert(
      fc.property(
        fc.constantFrom(['{"first":0} ', ''], ['[ ', ',]'], [' [', '']),
        fc.array(fc.tuple(element, gap), { minLength: 1, maxLength: 8 }),
        drops,
        ([open, close], items, dropped) => {
          check(open + items.map((i) => i.join('')).join('') + close, { format: 'json' }, dropped);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the layout of what is left', () => {
  const cut = (content: string, laid: Omit<Laid, 'bom' | 'elements'>, ...dropped: boolean[]) =>
    check(content, laid, [...dropped, ...Array<boolean>(9).fill(false)]);
  const pretty = '[\n  {"a": 1},\n  {"b": 2},\n  {"c": 3}\n]\n';

  it('keeps the commas and lines of a list', () => {
    expect(cut(pretty, { format: 'json' }, true)).toBe('[\n  {"b": 2},\n  {"c": 3}\n]\n');
    expect(cut(pretty, { format: 'json' }, false, true)).toBe('[\n  {"a": 1},\n  {"c": 3}\n]\n');
    expect(cut(pretty, { format: 'json' }, false, true, true)).toBe('[\n  {"a": 1}\n]\n');
    expect(cut(pretty, { format: 'json' }, true, true, true)).toBe('[\n]\n');
    expect(cut('{"n":1,"data":[{"a":1} , {"b":2}]}', { format: 'json' }, false, true)).toBe('{"n":1,"data":[{"a":1}]}');
  });

  it('takes a line break with its line, and blank lines with the paragraph before them', () => {
    expect(cut('{"a":1}\r\n\r\n{"b":2}\r\n{"c":3}', { format: 'jsonl' }, true)).toBe('\r\n{"b":2}\r\n{"c":3}');
    expect(cut('{"a":1}\r{"b":2}\r{"c":3}', { format: 'jsonl' }, false, true)).toBe('{"a":1}\r{"c":3}');
    expect(cut('{"a":1}\n{"b":2}', { format: 'jsonl' }, false, true)).toBe('{"a":1}\n');
    expect(cut('one\none\n\n\n  two\n\nthree\n', { format: 'text', split: 'paragraphs' }, true)).toBe(
      '  two\n\nthree\n',
    );
    expect(cut('one\n\ntwo\n \n\nthree\n', { format: 'text', split: 'paragraphs' }, false, true)).toBe(
      'one\n\nthree\n',
    );
  });
});
