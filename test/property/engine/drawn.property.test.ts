// What must hold for every drawn metric, whatever the samples.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DrawnMetric, DrawnSample } from '../../../src/engine/metric.ts';
import { DRAWN_METRICS } from '../../../src/engine/registry.ts';
import { words } from '../../../src/engine/text/words.ts';
import { tools } from '../../helpers/tools.ts';
import { text } from './support.ts';

const sample = fc.oneof(
  { weight: 3, arbitrary: fc.array(text, { minLength: 1, maxLength: 3 }) },
  fc.array(fc.constantFrom('Write a poem.', 'List the names of a city.', '', 'the the the'), {
    minLength: 1,
    maxLength: 2,
  }),
);
const samples = fc
  .array(sample, { maxLength: 14 })
  .map((all) => all.map((segments, index): DrawnSample => ({ index, segments })));

/** Least and greatest value of n samples; `same` is the value of n copies where that is known. */
interface Range {
  readonly low: number;
  high(n: number): number;
  same?(one: DrawnSample, n: number): number | null;
}

const longEnough = ({ segments }: DrawnSample) => segments.some((s) => words(s).length >= 4);

const RANGES: Readonly<Record<string, Range>> = {
  tokens: { low: 0, high: () => Number.POSITIVE_INFINITY },
  homogenisation: {
    low: 0,
    high: () => 1,
    same: ({ segments }) => (/[a-z0-9]/i.test(segments.join(' ').toLowerCase()) ? 1 : 0),
  },
  'self-bleu': { low: 0, high: () => 1, same: (one) => (longEnough(one) ? 1 : null) },
  vendi: { low: 1, high: (n) => n, same: () => 1 },
  'pos-templates': { low: 0, high: () => 1 },
  'verb-objects': { low: 1, high: () => 100 },
};

const range = ({ id }: DrawnMetric) => RANGES[id] as Range;

it('every drawn metric has a known range', () => {
  expect(Object.keys(RANGES)).toEqual(DRAWN_METRICS.map(({ id }) => id));
});

describe.each(DRAWN_METRICS.map((metric) => [metric.id, metric] as const))('%s', (_, metric) => {
  it('stays in its range, also for no samples, and so does its interval', () => {
    fc.assert(
      fc.property(samples, fc.nat(20), (list, more) => {
        const of = list.length + more;
        const { value, drawn, interval } = metric.measure(list, of, tools);
        if (value !== null) {
          expect(value).toBeGreaterThanOrEqual(range(metric).low);
          expect(value).toBeLessThanOrEqual(range(metric).high(list.length) + 1e-9);
        }
        if (value !== null && more > 0) expect(drawn).toEqual({ n: list.length, of, unit: 'samples' });
        if (more === 0) expect([drawn, interval]).toEqual([undefined, undefined]);
        if (interval) {
          const [low, high] = interval;
          expect(low).toBeLessThanOrEqual(high);
          expect(low).toBeGreaterThanOrEqual(Math.min(0, range(metric).low));
          expect(high).toBeLessThanOrEqual(metric.id === 'vendi' ? list.length : range(metric).high(list.length));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of the samples', () => {
    const shuffled = samples.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const [a, b] = [list, other].map((s) => metric.measure(s, s.length, tools).value) as [
          number | null,
          number | null,
        ];
        if (a === null || b === null) expect(a).toBe(b);
        else expect(b).toBeCloseTo(a, 9);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same each time, bit by bit', () => {
    fc.assert(
      fc.property(samples, (list) => {
        expect(metric.measure(list, 99, tools)).toEqual(metric.measure(list, 99, tools));
      }),
      { numRuns: 20 },
    );
  });

  it('takes its extreme value where all samples are the same', () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 2, max: 6 }), (segments, n) => {
        const list = Array.from({ length: n }, (_x, index): DrawnSample => ({ index, segments }));
        const expected = range(metric).same?.(list[0] as DrawnSample, n) ?? null;
        if (expected !== null) expect(metric.measure(list, n, tools).value).toBeCloseTo(expected, 9);
      }),
      { numRuns: 60 },
    );
  });
});

it('the same request in every sample is one pair of a hundred, and templates are in all of them', () => {
  const list = Array.from({ length: 120 }, (_, index) => ({ index, segments: ['Write a short poem about the sea.'] }));
  const value = (id: string) => DRAWN_METRICS.find((metric) => metric.id === id)?.measure(list, 120, tools).value;
  expect(value('verb-objects')).toBeCloseTo(1, 12);
  expect(value('pos-templates')).toBe(1);
});
