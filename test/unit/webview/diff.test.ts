// The word-level diff: applying it gives the other text, it is the shortest on short texts, and long texts take bounded time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiffPart, diffWords } from '../../../src/webview/diff/words.ts';

const side = (parts: readonly DiffPart[], not: 'added' | 'removed') =>
  parts
    .filter((p) => p.kind !== not)
    .map((p) => p.text)
    .join('');

const words = fc.array(fc.constantFrom('the', 'cat', ' ', '  ', '\n', 'sat', '.', '量', 'ä', '😀', 'don’t', '-'), {
  maxLength: 40,
});
const text = fc.oneof(
  words.map((w) => w.join('')),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

/** Length of the longest common subsequence, by the table. */
function common(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const x of a) {
    const next = [0];
    for (const [j, y] of b.entries()) next.push(x === y ? row[j]! + 1 : Math.max(next[j]!, row[j + 1]!));
    row = next;
  }
  return row.at(-1)!;
}

describe('the diff of two texts', () => {
  it('gives both texts back, with no two neighbours of one kind', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const parts = diffWords(a, b);
        expect(side(parts, 'added')).toBe(a);
        expect(side(parts, 'removed')).toBe(b);
        for (const [i, part] of parts.entries()) {
          expect(part.text).not.toBe('');
          expect(part.kind).not.toBe(parts[i + 1]?.kind);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps as much as can be kept', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 14 });
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        // Dots between the letters keep them words of their own, and are no white space.
        const parts = diffWords(a.map((x) => `${x}.`).join(''), b.map((x) => `${x}.`).join(''));
        const same = parts.filter((p) => p.kind === 'same').reduce((n, p) => n + [...p.text].length, 0);
        expect(same).toBe(
          common(
            a.flatMap((x) => [x, '.']),
            b.flatMap((x) => [x, '.']),
          ),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('shows changed words whole, and changes that only a space parts as one', () => {
    expect(diffWords('The quick brown fox ran.', 'The slow grey fox ran!')).toEqual([
      { kind: 'same', text: 'The ' },
      { kind: 'removed', text: 'quick brown' },
      { kind: 'added', text: 'slow grey' },
      { kind: 'same', text: ' fox ran' },
      { kind: 'removed', text: '.' },
      { kind: 'added', text: '!' },
    ]);
    expect(diffWords('same', 'same')).toEqual([{ kind: 'same', text: 'same' }]);
    expect(diffWords('', 'new')).toEqual([{ kind: 'added', text: 'new' }]);
    expect(diffWords('量词和语序', '量词的语序')).toEqual([
      { kind: 'same', text: '量词' },
      { kind: 'removed', text: '和' },
      { kind: 'added', text: '的' },
      { kind: 'same', text: '语序' },
    ]);
  });

  it('bounds its work on texts of 100,000 characters', () => {
    const long = (seed: number, of: number) =>
      Array.from({ length: 17_000 }, (_, i) => `w${Math.imul(i + seed, 2654435761) >>> (0 % of)}`.slice(0, 5)).join(
        ' ',
      );
    const edited = long(1, 900).split(' ');
    const other = edited.map((w, i) => (i % 50 === 7 ? 'changed' : w)).join(' ');
    for (const [a, b] of [
      [edited.join(' '), other],
      [long(1, 900), long(77_777, 900)],
      ['x y '.repeat(25_000), 'y z '.repeat(25_000)],
    ] as const) {
      const start = performance.now();
      const parts = diffWords(a, b);
      expect(performance.now() - start).toBeLessThan(1500);
      expect(side(parts, 'added')).toBe(a);
      expect(side(parts, 'removed')).toBe(b);
    }
  });
});
