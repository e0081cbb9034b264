// Where samples stand after an edit, and which of them are those of before.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextSplit } from '../../../src/formats/plan.ts';
import type { ByteSource } from '../../../src/formats/source.ts';
import { align, unchanged } from '../../../src/runtime/live/alignment.ts';
import { placesAfter, samplePlaces } from '../../../src/runtime/live/samplePlaces.ts';

const sourceOf = (bytes: Uint8Array): ByteSource => ({
  path: 'a',
  size: bytes.length,
  read: (from, to) => bytes.slice(from, to),
});

/** Short lines of few letters, so that the same ones come again, with all kinds of line ends. */
const text = fc
  .array(
    fc.tuple(fc.constantFrom('', ' ', 'a', 'bb', 'a bb', 'c世c'), fc.constantFrom('\n', '\n', '\r\n', '\r', '\n\n')),
    {
      maxLength: 60,
    },
  )
  .map((lines) => lines.flat().join(''));

/** A text, and the same after one to three places were edited. */
const edit = fc
  .tuple(text, fc.array(fc.tuple(fc.nat(1000), fc.nat(12), text), { minLength: 1, maxLength: 3 }))
  .map(([before, edits]) => {
    let now = before;
    for (const [at, length, added] of edits) {
      const start = Math.round((at / 1000) * now.length);
      now = now.slice(0, start) + added.slice(0, 20) + now.slice(start + length);
    }
    return { before: Buffer.from(before), now: Buffer.from(now) };
  });

const split = fc.constantFrom<TextSplit>('lines', 'paragraphs');

describe('places after an edit', () => {
  it('are those that a look at the whole text finds', () => {
    fc.assert(
      fc.property(edit, split, ({ before, now }, split) => {
        const layout = { bom: 0, split };
        const old = samplePlaces(sourceOf(before), layout);
        const found = placesAfter(old, sourceOf(now), layout, unchanged(before, now));
        expect(found).toEqual(samplePlaces(sourceOf(now), layout));
      }),
      { numRuns: 2000 },
    );
  });

  it('pair samples of equal bytes only, in order, and all of them where nothing changed', () => {
    fc.assert(
      fc.property(edit, split, ({ before, now }, split) => {
        const layout = { bom: 0, split };
        const version = (bytes: Buffer) => ({ bytes, places: samplePlaces(sourceOf(bytes), layout) });
        const [a, b] = [version(before), version(now)];
        const textOf = ({ bytes, places }: typeof a, i: number) =>
          Buffer.from(bytes.subarray(places.byte[i], places.byte[i]! + places.byteLength[i]!)).toString();
        const matches = align(a, b, unchanged(before, now));
        let last = -1;
        matches.forEach((from, i) => {
          if (from < 0) return;
          expect(from).toBeGreaterThan(last);
          last = from;
          expect(textOf(b, i)).toBe(textOf(a, from));
        });
        const same = align(a, a, unchanged(before, before));
        expect([...same]).toEqual([...same.keys()]);
      }),
      { numRuns: 1000 },
    );
  });

  it('keep what stands between edits at both ends of a long text', () => {
    const lines = Array.from({ length: 500 }, (_, i) => `line ${i}`);
    const before = Buffer.from(lines.join('\n'));
    const now = Buffer.from(['first', ...lines.toSpliced(250, 1), 'last'].join('\n'));
    const layout = { bom: 0, split: 'lines' as const };
    const version = (bytes: Buffer) => ({ bytes, places: samplePlaces(sourceOf(bytes), layout) });
    const matches = align(version(before), version(now), unchanged(before, now));
    expect(matches.filter((from) => from >= 0)).toHaveLength(499);
    expect([matches[0], matches[1], matches[250], matches[251], matches[500]]).toEqual([-1, 0, 249, 251, -1]);
  });
});
