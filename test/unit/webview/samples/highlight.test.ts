import { expect, it } from 'vitest';
import { shownText, stretchesOf } from '../../../../src/webview/samples/highlight.ts';
import { savedFrom } from '../../../../src/webview/samples/model.ts';

it('marks every place of the words, case aside unless it counts', () => {
  expect(stretchesOf('Ab aB ab', { text: 'ab', matchCase: false })).toEqual([
    { start: 0, end: 2 },
    { start: 3, end: 5 },
    { start: 6, end: 8 },
  ]);
  expect(stretchesOf('Ab aB ab', { text: 'ab', matchCase: true })).toEqual([{ start: 6, end: 8 }]);
  expect(stretchesOf('Ab', { text: '', matchCase: true })).toEqual([]);
});

it('keeps its marks in place where letters change their length with case', () => {
  expect(stretchesOf('İİ ab', { text: 'ab', matchCase: false })).toEqual([{ start: 3, end: 5 }]);
});

it('shows what a pattern matched as the row shows it', () => {
  expect(shownText('sp\\u00e9cial \\"x\\"', true)).toBe('spécial "x"');
  expect(shownText('a": "b', true)).toBe('a": "b');
  expect(shownText('half \\u00', true)).toBe('half \\u00');
  expect(shownText('a\\nb', false)).toBe('a\\nb');
});

it('takes from what the editor kept only what is of the right kind', () => {
  expect(savedFrom({ top: { row: 5, y: -20 }, selected: 7, find: { open: true, text: 'x', regex: 1 } })).toEqual({
    top: { row: 5, y: -20 },
    selected: 7,
    find: { open: true, text: 'x', regex: false, matchCase: false },
  });
  expect(savedFrom('nonsense')).toEqual(savedFrom(null));
});
