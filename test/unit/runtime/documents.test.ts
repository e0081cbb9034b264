// Mirrored documents: edits give the text that the editor shows, quickly, and refuse to guess.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Documents } from '../../../src/runtime/sources/documents.ts';
import { canBeShown } from '../../../src/runtime/sources/source.ts';

const id = 'file:///a.jsonl';
const open = (text: string, chunk = 1 << 20) => {
  const documents = new Documents();
  for (let at = 0, first = true; first || at < text.length; at += chunk, first = false) {
    documents.open({ id, version: 1, chunk: text.slice(at, at + chunk), first, done: at + chunk >= text.length });
  }
  return documents;
};
const read = (documents: Documents) => {
  const ref = documents.snapshot(id, 'a.jsonl');
  if (ref.kind !== 'memory') throw new Error('not in memory');
  expect(ref.buffer.byteLength).toBe(ref.size);
  return Buffer.from(new Uint8Array(ref.buffer).slice()).toString('utf8');
};
const apply = (text: string, e: { offset: number; length: number; text: string }) =>
  text.slice(0, e.offset) + e.text + text.slice(e.offset + e.length);

describe('mirrored documents', () => {
  it('holds the text of the chunks, empty ones too', () => {
    expect(read(open('Grüße, 世界 😀\r\n'))).toBe('Grüße, 世界 😀\r\n');
    expect(read(open(''))).toBe('');
  });

  it('keeps a surrogate pair that the chunks tore apart, and replaces a lone half', () => {
    expect(read(open('a😀b', 2))).toBe('a😀b');
    expect(read(open('a\ud83d', 2))).toBe('a\ufffd');
    expect(read(open('x\udc00y', 1))).toBe('x\ufffdy');
  });

  it('is what plain string editing gives, for any edits', () => {
    const edit = fc.record({
      at: fc.nat(),
      length: fc.nat(),
      text: fc.string({ unit: 'binary', maxLength: 20 }),
      times: fc.integer({ min: 1, max: 9000 }),
    });
    fc.assert(
      fc.property(
        fc.string({ maxLength: 50 }),
        fc.array(edit, { maxLength: 12 }),
        fc.integer({ min: 1, max: 30 }),
        (start, edits, chunk) => {
          let text = start;
          const documents = open(start, chunk);
          let version = 1;
          for (const e of edits) {
            const offset = e.at % (text.length + 1);
            const change = { offset, length: e.length % (text.length - offset + 1), text: e.text.repeat(e.times) };
            text = apply(text, change);
            documents.change({ id, version: ++version, changes: [change] });
            // A snapshot takes what has not changed from the one before it.
            if (e.times % 3 > 0) expect(read(documents)).toBe(Buffer.from(text).toString());
          }
          expect(read(documents)).toBe(Buffer.from(text).toString());
        },
      ),
      { numRuns: 200 },
    );
  });

  it('applies the changes of one version in the order given', () => {
    const documents = open('one two three');
    const changes = [
      { offset: 8, length: 5, text: '3' },
      { offset: 4, length: 3, text: '2' },
      { offset: 0, length: 3, text: '1' },
    ];
    documents.change({ id, version: 2, changes });
    expect(read(documents)).toBe('1 2 3');
  });

  it.each([
    ['a missing version', { version: 3, changes: [{ offset: 0, length: 0, text: 'x' }] }],
    ['an old version', { version: 1, changes: [{ offset: 0, length: 0, text: 'x' }] }],
    ['an edit outside the text', { version: 2, changes: [{ offset: 3, length: 1, text: '' }] }],
  ])('refuses %s with an error that says to send the text again', (_, change) => {
    const documents = open('abc');
    const refused = expect.objectContaining({ retryable: true, message: expect.stringContaining('send it again') });
    expect(() => documents.change({ id, ...change })).toThrow(refused);
    expect(() => documents.snapshot(id, 'a')).toThrow(refused);
    documents.open({ id, version: 7, chunk: 'new', first: true, done: true });
    expect(read(documents)).toBe('new');
  });

  it('is not readable before the last chunk nor after it was closed', () => {
    const documents = new Documents();
    documents.open({ id, version: 1, chunk: 'a', first: true, done: false });
    expect(() => documents.snapshot(id, 'a')).toThrow('send it again');
    expect(() => documents.open({ id, version: 2, chunk: 'b', first: false, done: true })).toThrow('send it again');
    documents.open({ id, version: 1, chunk: 'b', first: false, done: true });
    documents.change({ id, version: 1, changes: [] });
    expect(read(documents)).toBe('ab');
    documents.close(id);
    expect(() => documents.snapshot(id, 'a')).toThrow('send it again');
  });

  it('can be shown to somebody, unlike other bytes in memory', () => {
    const snapshot = open('x').snapshot(id, 'a.jsonl');
    expect(canBeShown(snapshot)).toBe(true);
    expect(canBeShown({ kind: 'memory', buffer: new SharedArrayBuffer(1), size: 1, shown: 'a.jsonl' })).toBe(false);
    expect(canBeShown({ kind: 'file', path: '/a.jsonl', shown: 'a.jsonl' })).toBe(true);
  });

  it('does not change a snapshot by later edits', () => {
    const documents = open('abc');
    const before = documents.snapshot(id, 'a');
    documents.change({ id, version: 2, changes: [{ offset: 0, length: 1, text: 'X' }] });
    expect(before.kind === 'memory' && Buffer.from(new Uint8Array(before.buffer).slice()).toString()).toBe('abc');
    expect(read(documents)).toBe('Xbc');
  });

  it('edits a 45 MB document in well under 100 ms per key press', () => {
    const line = `${JSON.stringify({ text: 'The quick brown fox, naïve as ever. '.repeat(20) })}\n`;
    const text = line.repeat(Math.ceil(45e6 / line.length));
    const documents = open(text);
    const times: number[] = [];
    for (let i = 0; i < 200; i++) {
      const offset = i % 2 ? 1000 + i : Math.floor((text.length * i) / 200);
      const begin = performance.now();
      documents.change({ id, version: i + 2, changes: [{ offset, length: i % 3, text: 'x' }] });
      times.push(performance.now() - begin);
    }
    const begin = performance.now();
    documents.snapshot(id, 'a');
    const ms = performance.now() - begin;
    console.log(`edit of 45 MB: max ${Math.max(...times).toFixed(2)} ms; snapshot: ${ms.toFixed(0)} ms`);
    expect(Math.max(...times)).toBeLessThan(50);
    expect(ms).toBeLessThan(1000);
  });
});
