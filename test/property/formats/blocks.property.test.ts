import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextSplit } from '../../../src/formats/plan.ts';
import { memorySource, type ReadFile, readAll, texts } from '../../unit/formats/support.ts';

const word = fc.constantFrom(
  'one',
  'two',
  'é',
  '“quoted”',
  '😀',
  '\ud83d',
  'a"b',
  'c\\',
  '{[',
  '',
  'x'.repeat(300),
  '日本',
);
const text = fc.array(word, { maxLength: 6 }).map((w) => w.join(' '));
const ending = fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\r\n\r\n', '\n \t\r', '\r\r\n');
const blockBytes = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 13, max: 3000 }));
const bom = fc.constantFrom('', '\ufeff');

const row = fc.oneof(
  { weight: 6, arbitrary: text.map((t) => JSON.stringify({ text: `t ${t}` })) },
  { weight: 1, arbitrary: fc.constantFrom('{"text": "cut', 'null', '[1]', '{"text":3}', 'oops', '{"content":"c"}') },
);

/** What must not depend on the blocks. */
const essence = (file: ReadFile) =>
  file.samples.map(({ line, sample }) => ({
    line,
    byte: sample.byte,
    byteLength: sample.byteLength,
    views: sample.views,
    problems: sample.problems,
    hash: sample.hash,
  }));

/** 1-based line of a byte, by splitting the decoded text before it. */
const lineAt = (content: Uint8Array, byte: number): number => {
  const before = new TextDecoder().decode(content.subarray(0, byte));
  const cutsBreak = content[byte - 1] === 0x0d && content[byte] === 0x0a;
  return before.split(/\r\n|\r|\n/).length - (cutsBreak ? 1 : 0);
};

function checkBlocks(content: string, path: string, bytes: number, textSplit?: TextSplit): ReadFile {
  const encoded = new TextEncoder().encode(content);
  const options = textSplit === undefined ? {} : { textSplit };
  const whole = readAll(memorySource(encoded, path), { ...options, blockBytes: 1 << 20 });
  const cut = readAll(memorySource(encoded, path), { ...options, blockBytes: bytes });
  expect(essence(cut)).toEqual(essence(whole));
  expect(cut.plan.views).toEqual(whole.plan.views);
  for (const { line, sample } of whole.samples) expect(line).toBe(lineAt(encoded, sample.byte));
  const breaks = content.split(/\r\n|\r|\n/).length - 1;
  for (const file of [whole, cut]) expect(file.infos.reduce((n, i) => n + i.lineBreaks, 0)).toBe(breaks);
  cut.plan.blocks.forEach((b, k) => {
    const inBlock = cut.samples.filter((s) => s.sample.byte >= b.start && s.sample.byte < b.end);
    expect(cut.infos[k]!.rows).toBe(inBlock.length);
    expect(inBlock.map((s) => s.sample.index)).toEqual(inBlock.map((_, i) => i));
  });
  return whole;
}

describe('any cut into blocks gives the same samples', () => {
  it('for JSONL', () => {
    fc.assert(
      fc.property(
        bom,
        fc.array(fc.tuple(row, ending), { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        blockBytes,
        (mark, rows, final, bytes) => {
          const lines = [['{"text":"first"}', '\n'], ...rows, ['{"text":"last"}', final ? '\n' : '']];
          const { samples } = checkBlocks(mark + lines.map((l) => l.join('')).join(''), 'a.jsonl', bytes);
          expect(samples).toHaveLength(lines.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each<TextSplit>(['lines', 'paragraphs', 'file'])('for plain text cut by %s', (split) => {
    fc.assert(
      fc.property(bom, fc.array(fc.tuple(text, ending), { maxLength: 12 }), blockBytes, (mark, lines, bytes) => {
        const content = `${mark}start ${lines.map((l) => l.join('')).join('')}`;
        const { samples } = checkBlocks(content, 'a.txt', bytes, split);
        const all = samples.flatMap((s) => texts(s.sample).text ?? []).join('');
        // Nothing is lost: only white space lies between samples.
        const clean = (s: string): string => s.replace(/[\s\ufeff]/g, '').replace(/[\ud800-\udfff]/g, '\ufffd');
        expect(clean(all)).toBe(clean(content));
      }),
      { numRuns: 150 },
    );
  });

  it('for bytes that are not UTF-8', () => {
    const byte = fc.constantFrom(0x0a, 0x0d, 0x20, 0x22, 0x41, 0xc3, 0xa9, 0xff, 0xe2, 0x80, 0xf0, 0x9f);
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (tail, bytes) => {
        const content = Uint8Array.of(0x61, ...tail);
        const [whole, cut] = [1 << 20, bytes].map((size) =>
          readAll(memorySource(content, 'a.txt'), { textSplit: 'lines', blockBytes: size }),
        ) as [ReadFile, ReadFile];
        expect(essence(cut)).toEqual(essence(whole));
        const sum = (file: ReadFile, key: 'invalidUtf8' | 'invalidUtf8Rows' | 'lineBreaks'): number =>
          file.infos.reduce((n, i) => n + i[key], 0);
        for (const key of ['invalidUtf8', 'invalidUtf8Rows', 'lineBreaks'] as const)
          expect(sum(cut, key)).toBe(sum(whole, key));
        const replaced = whole.samples.filter((s) => texts(s.sample).text![0]!.includes('\ufffd'));
        expect(sum(whole, 'invalidUtf8Rows')).toBe(replaced.length);
      }),
      { numRuns: 300 },
    );
  });

  it('for JSON lists, compact, pretty-printed, and values one after the other', () => {
    const layout = fc.constantFrom<(rows: string[]) => string>(
      (rows) => `[${rows.join(',')}]`,
      (rows) => `\n[\r\n  ${rows.join(',\r\n\r  ')}\n]\n`,
      (rows) => `{"v":1,"data": [${rows.join(' ,\n')}]}`,
      (rows) =>
        rows
          .map((r) => `${r}\n`)
          .join('\n')
          .replaceAll('":', '":\n'),
    );
    const element = text.map((t) => ({ text: `t ${t}`, more: { list: [t, '] }'] } }));
    fc.assert(
      fc.property(fc.array(element, { minLength: 2, maxLength: 10 }), layout, blockBytes, (rows, write, bytes) => {
        const { plan, samples } = checkBlocks(write(rows.map((r) => JSON.stringify(r))), 'a.json', bytes);
        expect(plan.format).toBe('json');
        expect(samples.map((s) => texts(s.sample).text)).toEqual(rows.map((r) => [r.text]));
      }),
      { numRuns: 200 },
    );
  });
});
