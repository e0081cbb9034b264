import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byWholeLines,
  cutElements,
  cutLines,
  jsonElements,
  type Lines,
  type Stretch,
  samplesBetween,
} from '../../../src/extension/review/cutText.ts';

function linesOf(text: string): Lines {
  const lines = text.split('\n');
  return { lineCount: lines.length, line: (i) => lines[i] as string };
}

/** The text without the stretches, which are those of the text as it was. */
function without(text: string, stretches: readonly Stretch[]): string {
  const starts = [0];
  for (const line of text.split('\n')) starts.push((starts.at(-1) as number) + line.length + 1);
  const offset = ({ line, character }: Stretch['start']) => (starts[line] as number) + character;
  let [kept, from] = ['', 0];
  for (const { start, end } of stretches) {
    expect(offset(start)).toBeGreaterThanOrEqual(from);
    kept += text.slice(from, offset(start));
    from = offset(end);
  }
  return kept + text.slice(from);
}

const line = fc.constantFrom('', ' ', '{"a":1}', 'one two', 'x');

describe('dropping lines', () => {
  it('leaves exactly the other lines, and the end of the text as it was', () => {
    const cases = fc.tuple(fc.array(line, { minLength: 1, maxLength: 8 }), fc.array(fc.nat(9)));
    fc.assert(
      fc.property(cases, ([lines, chosen]) => {
        const text = lines.join('\n');
        const gone = new Set(chosen.filter((i) => lines[i]?.trim()));
        const kept = lines.filter((_, i) => !gone.has(i));
        expect(without(text, cutLines(linesOf(text), 'lines', chosen))).toBe(kept.join('\n'));
      }),
    );
  });

  it('takes neighbours as one stretch', () => {
    expect(cutLines(linesOf('a\nb\nc\nd\n'), 'lines', [2, 1])).toEqual([
      { start: { line: 1, character: 0 }, end: { line: 3, character: 0 } },
    ]);
  });
});

describe('dropping paragraphs', () => {
  const text = 'one\ntwo\n\n\nthree\n\nfour\nfive\n';
  const drop = (...lines: number[]) => without(text, cutLines(linesOf(text), 'paragraphs', lines));

  it('takes all their lines and the blank ones behind', () => {
    expect(drop(0)).toBe('three\n\nfour\nfive\n');
    expect(drop(4)).toBe('one\ntwo\n\n\nfour\nfive\n');
    expect(drop(0, 4)).toBe('four\nfive\n');
  });

  it('leaves the line end of the text when the last one goes', () => {
    expect(drop(6)).toBe('one\ntwo\n\n\nthree\n');
    expect(drop(4, 6)).toBe('one\ntwo\n');
    expect(drop(0, 4, 6)).toBe('');
  });

  it('ignores lines on which no paragraph starts', () => {
    expect(drop(1, 2, 7, 99)).toBe(text);
  });

  it('finds those that a selection touches', () => {
    expect(samplesBetween(linesOf(text), 'paragraphs', 1, 4)).toEqual([0, 4]);
    expect(samplesBetween(linesOf(text), 'lines', 1, 4)).toEqual([1, 4]);
    expect(samplesBetween(linesOf('\na\nb'), 'file', 2, 2)).toEqual([1]);
  });
});

describe('dropping elements of a list', () => {
  const values = fc.array(fc.record({ text: fc.string({ unit: 'grapheme' }) }), { minLength: 1, maxLength: 6 });

  it('leaves a list of exactly the others, however it is written', () => {
    fc.assert(
      fc.property(values, fc.array(fc.nat(6)), fc.constantFrom(undefined, 2, '\t'), (rows, chosen, indent) => {
        const text = JSON.stringify(rows, null, indent);
        const gone = new Set(chosen.filter((i) => i < rows.length));
        const elements = jsonElements(text, 'rows.json');
        expect(elements.map(({ start, end }) => JSON.parse(text.slice(start, end)))).toEqual(rows);
        let [left, from] = ['', 0];
        for (const { start, end } of cutElements(elements, gone)) {
          left += text.slice(from, start);
          from = end;
        }
        expect(JSON.parse(left + text.slice(from))).toEqual(rows.filter((_, i) => !gone.has(i)));
      }),
    );
  });

  it('finds the list inside an object', () => {
    const text = '{"name":"é😀","data":[{"t":"a"},\n  {"t":"b"}]}';
    const elements = jsonElements(text, 'rows.json');
    const [cut] = cutElements(elements, new Set([1]));
    expect(text.slice(0, cut?.start) + text.slice(cut?.end)).toBe('{"name":"é😀","data":[{"t":"a"}]}');
    expect(elements[1]?.byte).toBe(new TextEncoder().encode(text.slice(0, elements[1]?.start)).length);
  });
});

describe('dropping elements by whole lines', () => {
  const text = ['[', '  {"a":1},', '  {"a":2},', ' {"a":3}]'];
  const lines = { lineCount: text.length, line: (i: number) => text[i] as string };
  const cut = (from: [number, number], to: [number, number]) => ({
    start: { line: from[0], character: from[1] },
    end: { line: to[0], character: to[1] },
  });

  it('starts at the line where what stays is the same', () => {
    expect(byWholeLines(lines, cut([1, 2], [2, 2]))).toEqual(cut([1, 0], [2, 0]));
  });

  it('leaves a cut as it is where it is not', () => {
    for (const own of [cut([2, 2], [3, 1]), cut([0, 1], [1, 2]), cut([1, 2], [1, 9])]) {
      expect(byWholeLines(lines, own)).toEqual(own);
    }
  });
});
