import { describe, expect, it } from 'vitest';
import { ordinal, shiftPlaces, stepFrom, touchesAny } from '../../../src/extension/places.ts';

const at = (line: number, startColumn = 0) => ({ line, startColumn });
const edit = (from: [number, number], to: [number, number], text: string) => ({
  range: { start: { line: from[0], character: from[1] }, end: { line: to[0], character: to[1] } },
  text,
});
const lines = (places: readonly { line: number }[]) => places.map((p) => p.line);

describe('stepFrom', () => {
  const places = [at(40), at(7, 9), at(7, 3), at(118)];

  it('finds the next and the previous flagged line', () => {
    expect(stepFrom(places, 7, 'next')).toEqual(at(40));
    expect(stepFrom(places, 118, 'previous')).toEqual(at(40));
  });

  it('wraps around at both ends', () => {
    expect(stepFrom(places, 118, 'next')).toEqual(at(7, 3));
    expect(stepFrom(places, 1, 'previous')).toEqual(at(118));
  });

  it('takes the leftmost finding of a line, whatever the order of ranking', () => {
    expect(stepFrom(places, 1, 'next')).toEqual(at(7, 3));
    expect(stepFrom(places, 40, 'previous')).toEqual(at(7, 3));
  });

  it('stays on the only flagged line and finds nothing where nothing is', () => {
    expect(stepFrom([at(5)], 5, 'next')).toEqual(at(5));
    expect(stepFrom([], 5, 'next')).toBeUndefined();
  });

  it('numbers flagged lines, not findings', () => {
    expect(ordinal(places, at(40))).toEqual({ at: 2, of: 3 });
  });
});

describe('shiftPlaces', () => {
  const places = [at(1), at(5), at(9)];

  it('leaves places alone when an edit stays within a line', () => {
    expect(lines(shiftPlaces(places, [edit([4, 3], [4, 8], 'word')]))).toEqual([1, 5, 9]);
  });

  it('moves what is below inserted lines', () => {
    expect(lines(shiftPlaces(places, [edit([2, 0], [2, 0], 'a\nb\n')]))).toEqual([1, 7, 11]);
    expect(lines(shiftPlaces(places, [edit([4, 0], [4, 0], 'a\n')]))).toEqual([1, 6, 10]);
    expect(lines(shiftPlaces(places, [edit([4, 10], [4, 10], '\na')]))).toEqual([1, 5, 10]);
  });

  it('drops the place of a removed line and moves up what is below', () => {
    expect(lines(shiftPlaces(places, [edit([4, 0], [5, 0], '')]))).toEqual([1, 8]);
    expect(lines(shiftPlaces(places, [edit([7, 5], [8, 5], '')]))).toEqual([1, 5]);
  });

  it('applies several edits one after the other', () => {
    const edits = [edit([8, 0], [9, 0], ''), edit([0, 0], [0, 0], 'x\n')];
    expect(lines(shiftPlaces(places, edits))).toEqual([2, 6]);
  });
});

describe('touchesAny', () => {
  // A list with an element per line, two spaces before each; that of line 5 (1-based) goes.
  const byElement = edit([4, 2], [5, 2], '');
  const byLine = edit([4, 0], [5, 0], '');

  it('tells of a line where the next element now stands in the place of another', () => {
    expect(touchesAny([at(5)], [byElement])).toBe(true);
    expect(touchesAny([at(6)], [byElement])).toBe(true);
  });

  it('tells of nothing where whole lines went', () => {
    expect(touchesAny([at(4), at(5), at(6), at(7)], [byLine])).toBe(false);
    expect(lines(shiftPlaces([at(4), at(5), at(6)], [byLine]))).toEqual([4, 5]);
  });

  it('follows lines through earlier edits', () => {
    const above = edit([0, 0], [0, 0], 'new\n');
    expect(touchesAny([at(5)], [above, edit([4, 3], [4, 9], '')])).toBe(false);
    expect(touchesAny([at(5)], [above, edit([5, 3], [5, 9], '')])).toBe(true);
  });
});
