import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABOUT_METRICS } from '../../../src/engine/registry.ts';
import type { MetricValue } from '../../../src/engine/report.ts';
import { shownMetrics } from '../../../src/webview/metricText.ts';
import { comparableContext, placeWords, scaleOf, stripOf } from '../../../src/webview/strip.ts';

const plain = (s: string) => s.replaceAll('\u00a0', ' ');
const words = 50_000;
const context = { words, human: [0.86, 0.93] as [number, number], llm: [0.62, 0.81] as [number, number] };
const measured: MetricValue = { value: 0.33, at: { words, value: 0.71, interval: [0.7, 0.73] }, context };

describe('a context strip', () => {
  it('shows everything inside, the more varied end to the right', () => {
    const number = fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 100);
    const range = fc.tuple(number, number);
    const sorted = range.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as [number, number]);
    const better = fc.constantFrom('higher', 'lower', 'neither');
    fc.assert(
      fc.property(sorted, sorted, range, better, (human, llm, [value, other], way) => {
        const m = (n: number) => ({ value: n, context: { words, human, llm } });
        const about = { better: way, sizeDependent: false } as const;
        const strip = stripOf(m(value), about)!;
        for (const at of [strip.human.from, strip.human.to, strip.llm.from, strip.llm.to, strip.mark]) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(100);
        }
        expect(strip.human.to).toBeGreaterThanOrEqual(strip.human.from);
        const scale = scaleOf([value, other], way);
        if (value < other) expect(Math.sign(scale(other) - scale(value))).toBe(way === 'lower' ? -1 : 1);
      }),
    );
  });

  it('holds the value at the same number of words against its context, and nothing else', () => {
    expect(stripOf(measured, { better: 'higher', sizeDependent: true })!.mark).toBeCloseTo(
      scaleOf([0.62, 0.93], 'higher')(0.71),
      9,
    );
    expect(comparableContext({ value: 0.33, context }, true)).toBeUndefined();
    expect(comparableContext({ value: 0.33, context }, false)).toBe(context);
    expect(comparableContext({ ...measured, at: { words: 12_000, value: 0.8 } }, true)).toBeUndefined();
    expect(comparableContext({ ...measured, at: { words: 49_211, value: 0.8 } }, true)).toBe(context);
    expect(comparableContext({ ...measured, value: null }, true)).toBeUndefined();
  });

  it('says its numbers in words', () => {
    const [m] = shownMetrics({ 'distinct-3': measured }, ABOUT_METRICS);
    expect(plain(m!.stripWords)).toBe(
      'Distinct-3 0.710 at 50 k words: human corpora 0.860–0.930, LLM corpora 0.620–0.810; within the LLM range.',
    );
  });

  it.each([
    [0.5, 'below both ranges'],
    [0.7, 'within the LLM range'],
    [0.84, 'between both ranges'],
    [0.9, 'within the human range'],
    [0.95, 'above both ranges'],
  ])('places %d %s', (value, where) => expect(placeWords(value, context)).toBe(where));

  it('places a value in ranges that overlap', () => {
    expect(placeWords(0.5, { human: [0.4, 0.6], llm: [0.3, 0.7] })).toBe('within both ranges');
  });
});
