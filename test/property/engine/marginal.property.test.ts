// Dropping with lazy recounts against dropping with naive ones, and a bound on how long it takes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dropLeast, type GramSets } from '../../../src/engine/scoring/marginal.ts';

function setsOf(samples: readonly (readonly number[])[], distinct: number): GramSets {
  const starts = [0];
  for (const sample of samples) starts.push((starts.at(-1) as number) + sample.length);
  return { starts: Uint32Array.from(starts), grams: Uint32Array.from(samples.flat()), distinct };
}

/** Counts everything anew for every drop. */
function naive(samples: readonly (readonly number[])[], count: number, most: number, may: (i: number) => boolean) {
  const left = new Set(samples.keys());
  const out: [number, number][] = [];
  while (out.length < count) {
    let best: [number, number] | undefined;
    for (const i of left) {
      if (!may(i)) continue;
      const others = new Set([...left].filter((k) => k !== i).flatMap((k) => samples[k] as number[]));
      const adds = (samples[i] as number[]).filter((gram) => !others.has(gram)).length;
      if (!best || adds < best[1]) best = [i, adds];
    }
    if (!best || best[1] > most) break;
    left.delete(best[0]);
    out.push(best);
  }
  return out;
}

const DISTINCT = 24;
const sample = fc.uniqueArray(fc.nat(DISTINCT - 1), { maxLength: 10 });
const pairs = ({ samples, adds }: ReturnType<typeof dropLeast>) => Array.from(samples, (s, i) => [s, adds[i]]);

describe('dropping what adds least', () => {
  it('is the order that counting anew after each drop gives', () => {
    fc.assert(
      fc.property(
        fc.array(sample, { maxLength: 14 }),
        fc.nat(16),
        fc.option(fc.nat(6)),
        fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }),
        (samples, count, most, allowed) => {
          const may = (i: number) => allowed[i] as boolean;
          const limits = { count, may, ...(most === null ? {} : { mostAdded: most }) };
          expect(pairs(dropLeast(setsOf(samples, DISTINCT), limits))).toEqual(
            naive(samples, count, most ?? Number.POSITIVE_INFINITY, may),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('keeps one of several copies, and the last of two', () => {
    const sets = setsOf([[0, 1, 2], [3], [0, 1, 2], [0, 1, 2]], 4);
    expect(pairs(dropLeast(sets, { count: 4 }))).toEqual([
      [0, 0],
      [2, 0],
      [1, 1],
      [3, 3],
    ]);
    expect(pairs(dropLeast(sets, { count: 4, mostAdded: 0 }))).toEqual([
      [0, 0],
      [2, 0],
    ]);
  });

  it('loses in all what the corpus loses', () => {
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 14 }), (samples) => {
        const { adds } = dropLeast(setsOf(samples, DISTINCT), { count: samples.length });
        expect(adds.reduce((sum, n) => sum + n, 0)).toBe(new Set(samples.flat()).size);
      }),
    );
  });

  it('takes less than two seconds for a million 4-grams in 20,000 samples', () => {
    const samples = Array.from({ length: 20_000 }, (_, i) =>
      Array.from({ length: 50 }, (_, k) => (i * 31 + k * k * 97) % 300_000).filter(
        (g, at, all) => all.indexOf(g) === at,
      ),
    );
    const sets = setsOf(samples, 300_000);
    const start = performance.now();
    expect(dropLeast(sets, { count: 20_000 }).samples.length).toBe(20_000);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
