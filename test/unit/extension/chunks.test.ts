import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunksOf } from '../../../src/extension/chunks.ts';
import { FakeText } from './fakeEngine.ts';

const surrogateSplit = /[\ud800-\udbff]$/;

describe('chunksOf', () => {
  it('gives the whole text in order, in pieces of at most the given size, the last one marked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 2, max: 40 }), (text, units) => {
        const source = new FakeText(text);
        const chunks = [...chunksOf(source, units)];
        expect(chunks.map((c) => c.text).join('')).toBe(source.text);
        expect(chunks.every((c) => c.text.length <= units)).toBe(true);
        expect(chunks.map((c) => c.done)).toEqual(chunks.map((_, i) => i === chunks.length - 1));
        expect(chunks.slice(0, -1).some((c) => surrogateSplit.test(c.text))).toBe(false);
      }),
    );
  });

  it('keeps Windows line ends', () => {
    const source = new FakeText('a\nb\n');
    source.eol = '\r\n';
    expect([...chunksOf(source)]).toEqual([{ text: 'a\r\nb\r\n', done: true }]);
  });

  it('gives one empty piece for an empty document', () => {
    expect([...chunksOf(new FakeText(''))]).toEqual([{ text: '', done: true }]);
  });

  it('bounds the lines of a piece, so that a piece of empty lines is not slow', () => {
    const chunks = [...chunksOf(new FakeText('\n'.repeat(25_000)))];
    expect(chunks).toHaveLength(13);
  });
});
