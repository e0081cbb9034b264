// Rows read through the sparse index are the rows of a naive split, and what a search finds is what a naive search finds.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../../src/runtime/samples/query.ts';
import { RowIndex, type RowPlaces, SLOT } from '../../../src/runtime/samples/rowIndex.ts';
import { scan } from '../../../src/runtime/samples/scan.ts';
import { allRows, type Bench, context, naiveRows, openWhole, startBench } from '../../unit/runtime/samples/support.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.remove());

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('\n', '\r\n', '\r', '\n\n') },
  { weight: 4, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 2, arbitrary: fc.constantFrom('ä', '😀', 'word ', 'Word') },
  // Rows that reach over slots, and breaks around their borders.
  { weight: 1, arbitrary: fc.integer({ min: SLOT - 40, max: SLOT + 3 }).map((n) => 'x'.repeat(n)) },
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => `#${pieces.join('')}`);

describe('any text', () => {
  it('has the rows of a naive split', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        const { id, rows } = await openWhole(bench, bench.write('any.txt', content));
        const expected = naiveRows(content);
        expect(rows).toBe(expected.length);
        const all = await allRows(bench, id, rows);
        expect(all.map(({ raw, truncated }) => [raw, truncated])).toEqual(
          expected.map((row) => [row.slice(0, 20_000), row.length > 20_000]),
        );
        const starts = all.map(({ byte }) =>
          Buffer.from(content)
            .subarray(byte, byte + 4)
            .toString('latin1'),
        );
        expect(starts).toEqual(
          expected.map((row, i) => {
            const own = Buffer.from(row).toString('latin1').slice(0, 4);
            return own.length === 4 ? own : starts[i]?.startsWith(own) ? starts[i] : own;
          }),
        );
        await bench.calls.samplesClose({ id }, context());
      }),
      { numRuns: 60 },
    );
  });

  it('has the same index in whatever chunks it comes', () => {
    fc.assert(
      fc.property(
        text,
        fc.array(fc.integer({ min: 1, max: SLOT }), { minLength: 1, maxLength: 5 }),
        (content, sizes) => {
          const bytes = Buffer.from(content);
          const indexOf = (chunks: readonly number[]): RowPlaces => {
            const index = new RowIndex(bytes.length);
            for (let at = 0, i = 0; at < bytes.length; i++) {
              const end = at + Math.max(3, chunks[i % chunks.length] as number);
              index.feed(bytes.subarray(at, end));
              at = end;
            }
            return index.places();
          };
          expect(indexOf(sizes)).toEqual(indexOf([bytes.length]));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives a search the first, or last, place of the words', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('word', 'WORD ', 'x\ud83d\ude00', 'ä', '#'),
        fc.boolean(),
        (content, words, last) => {
          const bytes = Buffer.from(content);
          const hooks = {
            read: (a: number, b: number) => bytes.subarray(a, b),
            at: () => {},
            matching: () => {},
          };
          const query = compile({ text: words, regex: false, matchCase: false, json: false })!;
          const hit = scan(query, [[0, bytes.length]], last, hooks);
          const folded = content.toLowerCase();
          const at = last ? folded.lastIndexOf(words.toLowerCase()) : folded.indexOf(words.toLowerCase());
          if (query.kind === 'pattern' && last) {
            // Of a row, a pattern tells the first place.
            expect(hit === null).toBe(at < 0);
            return;
          }
          expect(hit?.byte ?? -1).toBe(at < 0 ? -1 : Buffer.byteLength(content.slice(0, at)));
        },
      ),
      { numRuns: 100 },
    );
  });
});
