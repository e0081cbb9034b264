import { describe, expect, it } from 'vitest';
import { rawSpan } from '../../../src/formats/positions.ts';

const cut = (raw: string, ...rest: [path: (string | number)[], start: number, end: number]): string | null => {
  const span = rawSpan(raw, ...rest);
  return span && raw.slice(span.start, span.end);
};

describe('the span of a decoded string in its raw row', () => {
  it('counts escapes as what they stand for', () => {
    const raw = '{"id":1, "a": {"b": ["x", "one\\ntwo \\u00e9\\ud83d\\ude00 😀 \\"end\\""]}}';
    expect(cut(raw, ['a', 'b', 1], 0, 3)).toBe('one');
    expect(cut(raw, ['a', 'b', 1], 3, 7)).toBe('\\ntwo');
    expect(cut(raw, ['a', 'b', 1], 8, 9)).toBe('\\u00e9');
    expect(cut(raw, ['a', 'b', 1], 9, 11)).toBe('\\ud83d\\ude00');
    expect(cut(raw, ['a', 'b', 1], 12, 14)).toBe('😀');
    expect(cut(raw, ['a', 'b', 1], 15, 999)).toBe('\\"end\\"');
  });

  it('takes the last of equal keys, the whole of other values, and nothing where nothing is', () => {
    expect(cut('{"a":"x","a":"yz"}', ['a'], 1, 2)).toBe('z');
    expect(cut('{"a":{"b":1}}', ['a'], 0, 3)).toBe('{"b":1}');
    expect(cut('{"a":"x"}', ['b'], 0, 1)).toBeNull();
  });

  it('is the span itself for text, also when the text looks like JSON', () => {
    expect(rawSpan('"quoted" text', [], 1, 7)).toEqual({ start: 1, end: 7 });
    expect(rawSpan('"quoted"', [], 0, 6, 'jsonl')).toEqual({ start: 1, end: 7 });
  });
});
