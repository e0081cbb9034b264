// The report's block on traits, against a reader made by hand.
import { describe, expect, it } from 'vitest';
import type { Trait, TraitReader } from '../../../../src/engine/traits/reading.ts';
import { readTraits, topTraits, withAbouts } from '../../../../src/engine/traits/report.ts';

/** Human scores lie evenly between −1 and 1, whatever kind and length. */
const even = (_kind: number, _words: number, score: number) => 50 * (Math.max(-1, Math.min(1, score)) + 1);
const reader = {
  model: { name: 'made up', trained: '2026-01-01' },
  kinds: ['news', 'essays'],
  percentile: even,
  abouts: [
    { id: 'long', label: 'Long words', unit: 'letters', explains: 'Longer.', source: '' },
    { id: 'short', label: 'Short words', unit: 'letters', explains: 'Shorter.', source: '' },
  ],
} satisfies Partial<TraitReader>;

const readings = {
  score: [0.1, 0.9, Number.NaN, 3, -9],
  percentile: [55, 95, Number.NaN, 100, 0],
  words: [60, 90, 10, 200, 60],
  kind: [1, 1, -1, 0, 1],
};

describe('readTraits', () => {
  const report = readTraits(readings, { short: 1, code: 0 }, 7, reader);

  it('counts what was read, measured and drawn', () => {
    expect([report.scored, report.read]).toEqual([4, 5]);
    expect(report.abstained).toEqual({ short: 1 });
    expect(report.drawn).toEqual({ n: 5, of: 7, unit: 'samples' });
    expect(readTraits(readings, { short: 1 }, 5, reader).drawn).toBeUndefined();
  });

  it('names the kind that most samples are nearest to', () => {
    expect(report.kind).toEqual({ name: 'essays', share: 0.75 });
    expect(readTraits({ ...readings, score: [], kind: [] }, {}, 0, reader)).toMatchObject({ kind: null, scored: 0 });
  });

  it('bins scores, the outermost at the ends, beside the human shares', () => {
    const { edges, counts, human } = report.scores;
    expect([edges[0], edges.at(-1), edges.length]).toEqual([-4, 12, counts.length + 1]);
    const at = (score: number) => counts[Math.floor((score + 4) / 0.25)];
    expect([counts[0], at(0.1), at(0.9), at(3), counts.reduce((a, b) => a + b, 0)]).toEqual([1, 1, 1, 1, 4]);
    // Two units of score hold all of it, a quarter of a unit an eighth.
    expect(human[edges.indexOf(0)]).toBeCloseTo(0.125);
    expect(human[edges.indexOf(2)]).toBeCloseTo(0);
    expect(human.reduce((a, b) => a + b, 0)).toBeCloseTo(1);
  });

  it('bins percentiles by five points, 100 in the last', () => {
    expect(report.percentiles).toHaveLength(20);
    expect(report.percentiles.flatMap((n, i) => (n > 0 ? [[i, n]] : []))).toEqual([
      [0, 1],
      [11, 1],
      [19, 2],
    ]);
  });
});

describe('topTraits', () => {
  const effects: Record<string, number[]> = { a: [1, 0.05], b: [0.5, -0.2], c: [] };
  const explaining: TraitReader = {
    ...reader,
    read: () => ({ words: 60, score: 0, abstained: null, kind: 0, markup: 0 }),
    explain: ([first]) => {
      const [long, short] = effects[first?.text ?? ''] ?? [];
      const trait = (id: string, effect: number): Trait => ({ id, value: 10 * effect, effect, spans: [] });
      return long === undefined || short === undefined ? [] : [trait('long', long), trait('short', short)];
    },
  };
  const samples = ['a', 'c', 'b'].map((text, index) => ({ index, segments: [text] }));

  it('is the mean effect over the explained samples, and how many show it', () => {
    const top = topTraits(samples, explaining);
    expect(top.explained).toBe(2);
    expect(top.traits.map((t) => [t.id, t.value, t.effect, t.samples])).toEqual([
      ['long', 7.5, 0.75, 2],
      ['short', expect.closeTo(-0.75), expect.closeTo(-0.075), 1],
    ]);
    expect(withAbouts(top, explaining)[0]).toMatchObject({ label: 'Long words', unit: 'letters' });
  });

  it('does not depend on the order in which samples come', () => {
    expect(topTraits([...samples].reverse(), explaining)).toEqual(topTraits(samples, explaining));
  });
});
