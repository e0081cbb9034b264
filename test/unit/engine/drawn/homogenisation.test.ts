// Mean pairwise ROUGE-L by hand, and the bit-parallel LCS against the table of the textbook.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { homogenisation, rougeLPairs } from '../../../../src/engine/metrics/homogenisation.ts';
import { RowLcs } from '../../../../src/engine/text/lcs.ts';
import { drawn, measured, plainTools } from './support.ts';

function lcsByTable(a: readonly number[], b: readonly number[]): number {
  let row = new Int32Array(b.length + 1);
  for (const x of a) {
    const next = new Int32Array(b.length + 1);
    for (let j = 1; j <= b.length; j++) {
      next[j] = x === b[j - 1] ? row[j - 1]! + 1 : Math.max(row[j]!, next[j - 1]!);
    }
    row = next;
  }
  return row[b.length] as number;
}

function lengths(sequences: readonly (readonly number[])[], row: number): number[] {
  const offsets = [0];
  for (const s of sequences) offsets.push((offsets[offsets.length - 1] as number) + s.length);
  const all = { ids: Int32Array.from(sequences.flat()), offsets: Int32Array.from(offsets), types: 1000 };
  const out = new Int32Array(sequences.length);
  const lcs = new RowLcs(all);
  // Twice: nothing may be left of the run before.
  lcs.run(0, out);
  lcs.run(row, out);
  return [...out].slice(row + 1);
}

describe('the bit-parallel LCS', () => {
  it('equals the table, with few and with many different tokens', () => {
    const sequence = fc
      .integer({ min: 1, max: 12 })
      .chain((types) => fc.array(fc.nat(types), { maxLength: 140, size: 'max' }));
    fc.assert(
      fc.property(fc.array(sequence, { minLength: 2, maxLength: 5 }), (sequences) => {
        const expected = sequences.slice(2).map((s) => lcsByTable(sequences[1] as number[], s));
        expect(lengths(sequences, 1)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it.each([31, 62, 992, 993, 1984, 2100])('carries over word and block borders: a row of %i tokens', (n) => {
    const a = Array.from({ length: n }, (_, i) => (i * 7919) % 13);
    const b = Array.from({ length: 400 }, (_, i) => (i * 104729 + 3) % 11);
    const ones = new Array<number>(n + 5).fill(1);
    expect(lengths([a, b, a, ones], 0)).toEqual([b, a, ones].map((s) => lcsByTable(a, s)));
  });
});

describe('homogenisation', () => {
  it('is 2 · LCS / (|a| + |b|), on tokens split at everything but a–z and 0–9', () => {
    // "don t stop" and "stop don t": "don t" is common, 4/6; é splits a word.
    expect(measured(homogenisation, ["Don't stop", "stop DON'T"])).toBeCloseTo(4 / 6, 12);
    expect(measured(homogenisation, ['café au lait', 'caf au lait'])).toBe(1);
  });

  it('is the mean over all pairs; texts without a token share nothing', () => {
    const pairs = rougeLPairs(drawn(['a b c', 'a b', '...', '...']));
    expect(pairs.get(0, 1)).toBeCloseTo(4 / 5, 12);
    expect(pairs.get(2, 3)).toBe(0);
    expect(pairs.mean()).toBeCloseTo(4 / 5 / 6, 12);
  });

  it('follows the turns of a sample one after the other', () => {
    expect(rougeLPairs(drawn([['a b', 'c d'], 'a b c d'])).get(0, 1)).toBe(1);
  });

  it('is not defined for one sample', () => {
    expect(homogenisation.measure(drawn(['a b']), 1, plainTools)).toEqual({ value: null });
  });
});
